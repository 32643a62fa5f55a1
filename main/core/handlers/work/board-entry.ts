import type { InboxBox } from '../../../../shared/contract/views/work/inbox.js'
import type { AbnormalFlag } from '../../../../shared/domain/flag.js'
import { roleParty } from '../../../../shared/domain/task/extension.js'
import { isTaskKind, type TaskKind } from '../../../../shared/domain/task/kind.js'
import { soonAfter, soonBefore, urgency } from '../../../../shared/domain/task/urgency.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import type { Sqlite } from '../../store/connection.js'
import { all } from '../../store/statement.js'
import type { TaskProjection } from '../../store/task.js'
import { twinsIn } from '../../store/twins.js'
import type { Party } from './parties.js'
import { flagSql, hasLapsed } from './task-sql.js'

/** Each box of open work is one bit. */
export const bitOf: Record<Exclude<InboxBox, 'done'>, number> = { mine: 1, team: 2, watching: 4, snoozed: 8, all: 16 }

/** An open task as lists and counts need it: in which boxes it stands, and what decides its place there. */
export interface Entry {
  id: LocalId
  kind: TaskKind
  focus: LocalId | null
  due: string | null
  authored: string
  patient: LocalId | null
  owner: LocalId | null
  flag: AbnormalFlag | null
  /** Its flag is looked up in its report. */
  derived: boolean
  /** Higher is less pressing; see `urgency`. */
  pressing: number
  /** Bits of `bitOf`. */
  boxes: number
  /** Whose it is of those for whom the person stands in. */
  cover: LocalId | undefined
  /** Instants at which time alone may move it; so may the one from which what is due is due soon. */
  changes: readonly (string | null)[]
}

type Row = Pick<
  TaskProjection,
  | 'id'
  | 'status'
  | 'priority'
  | 'owner'
  | 'patient'
  | 'focus'
  | 'authored'
  | 'due'
  | 'role'
  | 'claimed_from'
  | 'lease_until'
  | 'snoozed_until'
  | 'snoozed_at'
  | 'noted_at'
  | 'escalated'
> & { kind: string; said: string | null; flag: AbnormalFlag | null; news_at: string | null }

// What somebody put away comes back when its result changes or its patient writes again.
const columns = `SELECT t.id, t.kind, t.status, t.priority, t.owner, t.patient, t.focus, t.authored, t.due, t.role,
    t.claimed_from, t.lease_until, t.snoozed_until, t.snoozed_at, t.noted_at, t.escalated, t.flag AS said,
    ${flagSql} AS flag,
    CASE WHEN t.snoozed_until IS NULL THEN NULL
      WHEN t.kind = 'patient-message' THEN (SELECT max(r.last_updated) FROM resource r WHERE r.patient = t.patient
        AND r.type = 'Communication' AND r.json ->> '$.sender.reference' LIKE '%Patient/%')
      ELSE (SELECT r.last_updated FROM resource r WHERE r.id = t.focus AND r.type = t.focus_type) END AS news_at`
const openSql = `${columns} FROM task t WHERE t.status IN ('open', 'claimed')`
// CROSS JOIN keeps the order: each by its id, not all that are open.
const someSql = `${columns} FROM json_each(?) j CROSS JOIN task t ON t.id = j.value WHERE t.status IN ('open', 'claimed')`

interface Concern {
  task: LocalId
  party: string
  why: string
}

// Few of a person's tasks are theirs for such a reason: these are read first.
const concernsSql = `SELECT f.task, f.party, f.why FROM json_each(?) p
    CROSS JOIN task_for f ON f.party = p.value AND f.why IN ('escalated', 'watcher', 'requester')
    CROSS JOIN task t ON t.id = f.task
  WHERE t.status IN ('open', 'claimed')`
const someConcernsSql = `SELECT task, party, why FROM task_for WHERE task IN (SELECT value FROM json_each(?))
  AND why IN ('escalated', 'watcher', 'requester')`

/** For whom entries are made, and when. */
export interface Looking {
  user: LocalId | undefined
  parties: ReadonlyMap<string, Party>
  now: string
}

const none: readonly Concern[] = []

/** Every open task, or those of these ids that are open. */
export function entriesOf(db: Sqlite, looking: Looking, ids?: readonly LocalId[]): Entry[] {
  const some = ids && JSON.stringify(ids)
  const rows = some === undefined ? all<Row>(db, openSql) : all<Row>(db, someSql, some)
  const found =
    some === undefined
      ? all<Concern>(db, concernsSql, JSON.stringify([...looking.parties.keys()]))
      : all<Concern>(db, someConcernsSql, some)
  const concerns = new Map<LocalId, Concern[]>()
  for (const concern of found) concerns.set(concern.task, [...(concerns.get(concern.task) ?? []), concern])
  // Made twice by the EHR it is one piece of work, whether or not the other has been cancelled yet.
  const again = new Set(twinsIn(db, ids).flatMap((twins) => twins.slice(1).map(({ id }) => id)))
  return rows.filter(({ id }) => !again.has(id)).map((row) => entryOf(row, concerns.get(row.id) ?? none, looking))
}

function entryOf(row: Row, concerns: readonly Concern[], looking: Looking): Entry {
  const { now } = looking
  const authored = row.authored ?? now
  return {
    id: row.id,
    kind: isTaskKind(row.kind) ? row.kind : 'follow-up',
    focus: row.focus,
    due: row.due,
    authored,
    patient: row.patient,
    owner: row.owner,
    flag: row.flag,
    derived: row.said === null && row.kind === 'result-review',
    pressing: urgency(
      { priority: row.priority, flag: row.flag, escalated: row.escalated, due: row.due, authored },
      now,
    ),
    changes: [row.due, row.lease_until, row.snoozed_until],
    ...placeOf(row, concerns, looking),
  }
}

/** Whether time alone may have moved an entry after one instant and up to another. */
export function isMoved({ due, changes }: Entry, after: string, upTo: string): boolean {
  const soon = due !== null && due > soonAfter(after) && due <= soonAfter(upTo)
  return soon || changes.some((at) => at !== null && at > after && at <= upTo)
}

/** The first instant after one, and before `latest`, at which time alone may move any of these; else `latest`. */
export function nextMove(entries: readonly Entry[], after: string, latest: string): string {
  let next = latest
  // What is due soon is looked for among what is due: so no instant is worked out for each of thousands.
  const soon = soonAfter(after)
  let nextSoon = soonAfter(latest)
  for (const { due, changes } of entries) {
    for (const at of changes) if (at !== null && at > after && at < next) next = at
    if (due !== null && due > soon && due < nextSoon) nextSoon = due
  }
  const begins = soonBefore(nextSoon)
  return begins < next ? begins : next
}

/** In which boxes a task stands for a person. */
function placeOf(
  row: Row,
  concerns: readonly Concern[],
  { user, parties, now }: Looking,
): Pick<Entry, 'boxes' | 'cover'> {
  const holder = holderOf(row, now)
  const counts = (party: Party | undefined): Party | undefined =>
    party && (party.before === undefined || (row.authored ?? now) < party.before) ? party : undefined
  const held = holder === undefined ? undefined : counts(parties.get(holder))
  let own = held?.as === 'self' || held?.as === 'cover'
  // What nobody has is everybody's: it is not to lie where no one looks.
  let shared = holder === undefined || held !== undefined
  let isWatched = false
  for (const { why, party } of concerns) {
    if (why !== 'escalated') {
      if (party === user) isWatched = true
      continue
    }
    const seen = parties.get(party)
    if (seen?.as === 'self' || seen?.as === 'cover') own = true
    else if (seen) shared = true
  }
  let boxes = bitOf.all
  if (own || shared) boxes |= isAway(row, now) ? bitOf.snoozed : own ? bitOf.mine : bitOf.team
  if (isWatched && !own) boxes |= bitOf.watching
  return { boxes, cover: held?.as === 'cover' ? (held.party as LocalId) : undefined }
}

/** Who has a task: its owner, until a claim ends by itself; then again those it was claimed from. */
function holderOf(row: Row, now: string): string | undefined {
  const role = row.role === null ? undefined : roleParty(row.role)
  return hasLapsed(row, now) ? (row.claimed_from ?? role) : (row.owner ?? role)
}

/** Whether it was put away and nothing new has come since. */
const isAway = (row: Row, now: string): boolean =>
  row.snoozed_until !== null &&
  row.snoozed_until > now &&
  ![row.noted_at, row.news_at].some((news) => news !== null && row.snoozed_at !== null && news > row.snoozed_at)

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const byAge = (a: Entry, b: Entry): number => text(a.authored, b.authored) || text(a.id, b.id)
const byName = new Intl.Collator('en')

/** The orders of the list; the first is that of `compareUrgency`, with what it works out for each task worked out once. */
export const orders = {
  urgent: (a: Entry, b: Entry): number =>
    a.pressing - b.pressing || text(a.due ?? '9999', b.due ?? '9999') || byAge(a, b),
  newest: (a: Entry, b: Entry): number => -text(a.authored, b.authored) || text(a.id, b.id),
  oldest: byAge,
}

/** The names of all patients, by their ids. */
export const patientNames = (db: Sqlite): Map<LocalId, string> =>
  new Map(all<{ id: LocalId; name: string }>(db, 'SELECT id, name FROM patient').map(({ id, name }) => [id, name]))

/** By the patient's name, those of nobody first. */
export const byPatient =
  (names: ReadonlyMap<LocalId, string>) =>
  (a: Entry, b: Entry): number =>
    byName.compare(nameIn(names, a), nameIn(names, b)) || byAge(a, b)

const nameIn = (names: ReadonlyMap<LocalId, string>, { patient }: Entry): string =>
  (patient && names.get(patient)) ?? ''
