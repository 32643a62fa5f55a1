import type { Observation } from '@medplum/fhirtypes'
import { type AbnormalFlag, severity, worstFlag } from '../../../shared/domain/flag.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { wordsOf } from './concept.js'
import { machineId } from './identity.js'
import { flagOfObservation, isShown, observationText, unitOf } from './observation.js'
import { all, one } from './statement.js'
import type { Reader } from './store.js'

/** A held result that nobody has been asked to look at. */
export interface Unmatched {
  report: LocalId
  /** The id of its task: the same on every workstation, another each time it is asked again. */
  task: LocalId
  at: Instant
  /** What it is, never whose: `Whose result is this? Potassium 6.7 mmol/L HH` */
  text: string
  flag: AbnormalFlag | undefined
  priority: 'stat' | 'urgent'
  /** Those who may be waiting for it: who ordered what it answers, and whose patients it may be of. */
  clinicians: LocalId[]
}

/** Work about a held result: deciding whose it is, or asking the laboratory. */
const asking = `('unmatched-result', 'call')`
/** After work about it ended, the EHR has this long to say what came of it before somebody is asked again, milliseconds. */
const patience = 10 * 60_000

/** The held results somebody has to be asked about now. One is asked about again for as long as it is held. */
export function unmatched(reader: Reader, now: Date): Unmatched[] {
  const since = new Date(now.getTime() - patience).toISOString()
  const rows = all<{ id: LocalId; issued: string | null; people: string }>(
    reader.db,
    `SELECT h.id, h.issued, h.people FROM held_report h WHERE h.deciding = 0 AND h.reasons <> '["not-ours"]'
     AND NOT EXISTS (SELECT 1 FROM task t WHERE t.focus = h.id AND t.kind IN ${asking}
       AND (t.status IN ('open', 'claimed') OR t.done_at > ?))`,
    since,
  )
  return rows.map((row) => toMatch(reader, row, now))
}

/** The same for one of them, whatever has been asked. */
export function unmatchedOf(reader: Reader, report: LocalId, now: Date): Unmatched | undefined {
  const row = one<{ id: LocalId; issued: string | null; people: string }>(
    reader.db,
    'SELECT id, issued, people FROM held_report WHERE id = ?',
    report,
  )
  return row && toMatch(reader, row, now)
}

/** The open task about a held result. */
export const taskAbout = (reader: Reader, report: LocalId): LocalId | undefined =>
  one<{ id: LocalId }>(
    reader.db,
    `SELECT id FROM task WHERE focus = ? AND kind = 'unmatched-result' AND status IN ('open', 'claimed') ORDER BY id`,
    report,
  )?.id

function toMatch(
  reader: Reader,
  { id, issued, people }: { id: LocalId; issued: string | null; people: string },
  now: Date,
): Unmatched {
  const asked = String(
    one<{ number: number }>(
      reader.db,
      `SELECT count(*) AS number FROM task WHERE focus = ? AND kind = 'unmatched-result'`,
      id,
    )?.number ?? 0,
  )
  const values = heldValues(reader, id)
  const flag = worstFlag(values.map((value) => flagOfObservation(value)))
  return {
    report: id,
    task: machineId('unmatched-result', id, asked),
    at: (issued ?? now.toISOString()) as Instant,
    text: `Whose result is this? ${worstWords(values) ?? nameOf(reader, id)}`,
    flag,
    priority: flag === 'HH' || flag === 'LL' ? 'stat' : 'urgent',
    clinicians: cliniciansOf(reader, id, JSON.parse(people) as LocalId[]),
  }
}

export const heldValues = (reader: Reader, report: LocalId): Observation[] =>
  all<{ observation: LocalId }>(reader.db, 'SELECT observation FROM held_value WHERE report = ?', report)
    .flatMap(({ observation }) => reader.read('Observation', observation) ?? [])
    .filter(isShown)

const nameOf = (reader: Reader, report: LocalId): string =>
  wordsOf(reader.read('DiagnosticReport', report)?.code) ?? 'A result'

/** The most pressing abnormal value. */
function worstWords(values: readonly Observation[]): string | undefined {
  const [worst] = values
    .map((value) => ({ value, flag: flagOfObservation(value) }))
    .filter(({ flag }) => severity(flag) > 0)
    .sort((a, b) => severity(b.flag) - severity(a.flag))
  if (!worst) return undefined
  const { value, flag } = worst
  return [wordsOf(value.code), observationText(value), unitOf(value), flag].filter(Boolean).join(' ')
}

function cliniciansOf(reader: Reader, report: LocalId, people: readonly LocalId[]): LocalId[] {
  const orders = (reader.read('DiagnosticReport', report)?.basedOn ?? []).map(({ reference }) => reference)
  const requesters = orders.map((reference) => {
    const order = reader.identity.resolve(reference)
    const requester = order && reader.read('ServiceRequest', order)?.requester?.reference
    return reader.identity.resolve(requester)
  })
  const primary = people.map((patient) =>
    reader.identity.resolve(reader.read('Patient', patient)?.generalPractitioner?.[0]?.reference),
  )
  const found = [...new Set([...requesters, ...primary])].filter((id) => id !== undefined)
  return found.filter(
    (id) => one(reader.db, 'SELECT 1 FROM practitioner WHERE id = ? AND active = 1', id) !== undefined,
  )
}
