import type { Extension, Patient, Reference, Task } from '@medplum/fhirtypes'
import { portalOf } from '../../../shared/domain/message/portal.js'
import type { Hop } from '../../../shared/domain/rule/decide.js'
import type { Facts } from '../../../shared/domain/rule/facts.js'
import { isRole, type Party, type RulePriority, weekdays } from '../../../shared/domain/rule/language.js'
import { type arrivalParts, taskExtension } from '../../../shared/domain/task/extension.js'
import { yearsBetween } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { rounds } from '../handlers/fhir.js'
import { roleSystem } from '../store/clinic.js'
import { clinicTimes } from '../store/clinic-times.js'
import { one } from '../store/statement.js'
import type { Reader } from '../store/store.js'
import { taskKindSystem } from '../store/task.js'
import { type ReportFacts, reportFacts } from './report-facts.js'

const within = (task: Task, url: string): Extension[] => (task.extension ?? []).filter((each) => each.url === url)
export const partOf = (extension: Extension | undefined, name: string): Extension | undefined =>
  extension?.extension?.find(({ url }) => url === name)

/** The party a reference and a role mean; undefined where neither says. */
export function partyOf(
  { identity }: Reader,
  reference: Reference | undefined,
  role?: string | undefined,
): Party | undefined {
  const id = identity.resolve(reference?.reference)
  if (!id) return role && isRole(role) ? `role:${role}` : undefined
  const team = reference?.type === 'CareTeam' || reference?.reference?.includes('CareTeam/')
  return team ? `team:${id}` : `person:${id}`
}

export const roleOf = (task: Task): string | undefined =>
  (task.performerType ?? []).flatMap(({ coding }) => coding ?? []).find(({ system }) => system === roleSystem)?.code

/** Who has a task now. */
export const ownerOf = (reader: Reader, task: Task): Party | undefined => partyOf(reader, task.owner, roleOf(task))

/** The rules a task has gone through, first to last, without their names. */
export function hopsOf(reader: Reader, task: Task): Omit<Hop, 'title'>[] {
  return within(task, taskExtension.routed).flatMap((extension) => {
    const rule = partOf(extension, 'rule')?.valueString
    const to = partyOf(reader, partOf(extension, 'to')?.valueReference, partOf(extension, 'role')?.valueCode)
    return rule && to ? [{ rule, to }] : []
  })
}

/**
 * What the rules may ask of a task. Everything is read from the task itself and the roster: what it came with stands on it,
 * so that a rule tried later decides as it would have when the task came.
 */
export function factsOf(reader: Reader, task: Task, at = task.authoredOn ?? ''): Facts {
  const [arrival] = within(task, taskExtension.arrival)
  const said = (name: keyof typeof arrivalParts): Extension | undefined => partOf(arrival, name)
  const subject = reader.identity.resolve(task.for?.reference)
  const patient = subject && reader.read('Patient', subject)
  const report = arrival ? undefined : ofItsReport(reader, task)
  const orderer =
    colleague(reader, said('orderer')?.valueReference) ??
    colleague(reader, report?.asked?.requester) ??
    (arrival ? undefined : colleague(reader, task.requester))
  const writer = colleague(reader, said('writer')?.valueReference)
  const primaryClinician = (patient?.generalPractitioner ?? []).map((each) => colleague(reader, each)).find(Boolean)
  const owner = ownerOf(reader, task)
  const would = orderer ?? primaryClinician
  const careTeam = teamFor(reader, would)
  const when = new Date(at)
  const codes = (task.reasonCode?.coding ?? []).flatMap(({ code }) => code ?? [])
  const flag = within(task, taskExtension.flag)[0]?.valueCode ?? report?.flag
  const [status, senderKind, source] = [
    said('status')?.valueCode ?? report?.status,
    said('sender')?.valueCode,
    said('source')?.valueString ?? report?.source,
  ]
  return {
    times: clinicTimes(reader.db),
    kind: (task.code?.coding ?? []).find(({ system }) => system === taskKindSystem)?.code ?? 'follow-up',
    at,
    priority: (said('priority')?.valueCode ?? task.priority ?? 'routine') as RulePriority,
    patientHasPortal: usesPortal(reader, subject, patient, at),
    text: task.description ?? '',
    hour: when.getHours(),
    weekday: weekdays[(when.getDay() + 6) % 7] as string,
    absentOwner: would !== undefined && isAway(reader, would.slice('person:'.length), at),
    ...(codes.length > 0 && { code: codes.join(' ') }),
    ...(flag && { flag }),
    ...(status && { status }),
    ...(senderKind && { senderKind }),
    ...(source && { source }),
    ...(orderer && { orderer }),
    ...(writer && { lastWriter: writer }),
    ...(primaryClinician && { primaryClinician }),
    ...(owner && { owner }),
    ...(careTeam && { careTeam }),
    ...(patient?.birthDate && { patientAge: yearsBetween(patient.birthDate, at) }),
  }
}

/** Whether the patient uses the portal: as their record says, else as they lately wrote themselves. */
function usesPortal({ db }: Reader, id: LocalId | undefined, patient: Patient | undefined, at: string): boolean {
  const recorded = patient?.extension?.find(({ url }) => url === `${rounds}portal`)?.valueBoolean
  const wrote = one<{ at: string | null }>(
    db,
    `SELECT max(at) AS at FROM message WHERE patient = ? AND kind = 'patient' AND from_patient = 1`,
    id ?? '',
  )
  return portalOf(recorded, wrote?.at ?? null, new Date(at)) === 'yes'
}

/** What the report itself says, for a task of another system, which says nothing of it. */
function ofItsReport(reader: Reader, task: Task): ReportFacts | undefined {
  const id = reader.identity.resolve(task.focus?.reference)
  const report = id && reader.read('DiagnosticReport', id)
  return report ? reportFacts(reader, report) : undefined
}

const isHere = ({ db }: Reader, id: LocalId): boolean =>
  one(db, 'SELECT 1 FROM practitioner WHERE id = ? AND active = 1', id) !== undefined

/** A colleague who still works here. */
function colleague(reader: Reader, reference: Reference | undefined): `person:${string}` | undefined {
  const id = reader.identity.resolve(reference?.reference)
  return id && isHere(reader, id) ? `person:${id}` : undefined
}

/** Whether a colleague is away at an instant. */
export const isAway = ({ db }: Reader, id: string, at: string): boolean =>
  one(db, 'SELECT 1 FROM absence WHERE practitioner = ? AND starts <= ? AND (ends IS NULL OR ends > ?)', id, at, at) !==
  undefined

/** The team of a colleague, the largest of several; without one, the largest that has a clinician in it. */
export function teamFor({ db }: Reader, person: Party | undefined): `team:${string}` | undefined {
  const of = person?.startsWith('person:') ? person.slice('person:'.length) : ''
  const found = one<{ team: string }>(
    db,
    `WITH asked(who) AS (SELECT ?) SELECT t.id AS team FROM care_team t JOIN care_team_member m ON m.team = t.id
       LEFT JOIN practitioner_role r ON r.practitioner = m.member AND r.active = 1
     GROUP BY t.id
     HAVING max(m.member = (SELECT who FROM asked)) OR max(r.role IN ('physician', 'nurse-practitioner'))
     ORDER BY max(m.member = (SELECT who FROM asked)) DESC, max(r.role IN ('physician', 'nurse-practitioner')) DESC,
       count(DISTINCT m.member) DESC, t.name, t.id LIMIT 1`,
    of,
  )
  return found && `team:${found.team}`
}
