import type { PartyChoice } from '../../../shared/contract/views/work/rules.js'
import { roles, roleTitles } from '../../../shared/domain/role.js'
import { isRole, type Party } from '../../../shared/domain/rule/language.js'
import { nameOf } from '../handlers/people.js'
import { all } from '../store/statement.js'
import type { Reader } from '../store/store.js'

/** What a party is called: a person’s or a team’s name, or `Physicians` as `Any physician`. */
export function partyName(reader: Reader, party: Party): string {
  const id = party.slice(party.indexOf(':') + 1)
  if (party.startsWith('role:')) return isRole(id) ? `Any ${roleTitles[id].toLowerCase()}` : id
  return nameOf(reader, id as never) ?? 'Somebody not in this clinic'
}

/** Everybody work can go to: teams, people who work here, roles. */
export function partyChoices(reader: Reader): PartyChoice[] {
  const { db } = reader
  const teams = all<{ id: string; name: string }>(db, 'SELECT id, name FROM care_team ORDER BY name')
  const people = all<{ id: string; name: string }>(
    db,
    'SELECT id, name FROM practitioner WHERE active = 1 ORDER BY name',
  )
  return [
    ...teams.map(({ id, name }): PartyChoice => ({ party: `team:${id}`, words: name })),
    ...people.map(({ id, name }): PartyChoice => ({ party: `person:${id}`, words: name })),
    ...roles.map((role): PartyChoice => ({ party: `role:${role}`, words: partyName(reader, `role:${role}`) })),
  ]
}
