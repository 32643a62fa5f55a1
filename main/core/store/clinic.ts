import type { CareTeam, Location, Practitioner, PractitionerRole } from '@medplum/fhirtypes'
import { staffName } from '../../../shared/domain/name.js'
import { type Role, roles, roleTitles } from '../../../shared/domain/role.js'
import type { Projector } from './projector.js'
import { run } from './statement.js'

export const roleSystem = 'https://rounds.example/fhir/role'
export const teamSystem = 'https://rounds.example/fhir/team'

export const practitionerProjector: Projector = {
  types: ['Practitioner'],
  tables: ['practitioner'],
  write(db, { id, resource }) {
    const practitioner = resource as Practitioner
    const { name, initials } = staffName(practitioner.name)
    const active = practitioner.active === false ? 0 : 1
    run(
      db,
      'INSERT OR REPLACE INTO practitioner (id, name, initials, active) VALUES (?, ?, ?, ?)',
      id,
      name,
      initials,
      active,
    )
  },
  remove(db, _type, id) {
    run(db, 'DELETE FROM practitioner WHERE id = ?', id)
  },
}

export const practitionerRoleProjector: Projector = {
  types: ['PractitionerRole'],
  tables: ['practitioner_role'],
  write(db, { id, resource }, identity) {
    const held = resource as PractitionerRole
    const codings = (held.code ?? []).flatMap(({ coding }) => coding ?? [])
    const code = codings.find(({ system }) => system === roleSystem)?.code ?? ''
    const title =
      held.code?.[0]?.text ?? (roles.includes(code as Role) ? roleTitles[code as Role] : codings[0]?.display)
    run(
      db,
      'INSERT OR REPLACE INTO practitioner_role (id, practitioner, role, title, active) VALUES (?, ?, ?, ?, ?)',
      id,
      identity.resolve(held.practitioner?.reference) ?? null,
      code,
      title ?? '',
      held.active === false ? 0 : 1,
    )
  },
  remove(db, _type, id) {
    run(db, 'DELETE FROM practitioner_role WHERE id = ?', id)
  },
}

/** Teams of the clinic; a care team around one patient is not one of them. */
export const careTeamProjector: Projector = {
  types: ['CareTeam'],
  tables: ['care_team_member', 'care_team'],
  write(db, { id, resource }, identity) {
    const team = resource as CareTeam
    this.remove(db, 'CareTeam', id)
    if (team.subject || team.status === 'inactive' || team.status === 'entered-in-error') return
    const codings = (team.category ?? []).flatMap(({ coding }) => coding ?? [])
    const kind = codings.find(({ system }) => system === teamSystem)?.code ?? ''
    run(db, 'INSERT INTO care_team (id, name, kind) VALUES (?, ?, ?)', id, team.name ?? 'Team', kind)
    for (const { member } of team.participant ?? []) {
      const who = member?.reference?.includes('Practitioner/') ? identity.resolve(member.reference) : undefined
      if (who) run(db, 'INSERT OR IGNORE INTO care_team_member (team, member) VALUES (?, ?)', id, who)
    }
  },
  remove(db, _type, id) {
    run(db, 'DELETE FROM care_team_member WHERE team = ?', id)
    run(db, 'DELETE FROM care_team WHERE id = ?', id)
  },
}

export const locationProjector: Projector = {
  types: ['Location'],
  tables: ['location'],
  write(db, { id, resource }) {
    const location = resource as Location
    if (location.status === 'inactive') {
      run(db, 'DELETE FROM location WHERE id = ?', id)
      return
    }
    const type = location.physicalType?.coding?.[0]?.code
    const name = location.name ?? 'Room'
    const kind = type === 'ro' ? 'room' : type === 'area' && /^chair\b/i.test(name) ? 'chair' : 'other'
    run(db, 'INSERT OR REPLACE INTO location (id, name, kind) VALUES (?, ?, ?)', id, name, kind)
  },
  remove(db, _type, id) {
    run(db, 'DELETE FROM location WHERE id = ?', id)
  },
}
