import type { InboxBox } from '../../../../shared/contract/views/work/inbox.js'
import type { AbnormalFlag } from '../../../../shared/domain/flag.js'
import { roleParty } from '../../../../shared/domain/task/extension.js'
import { isTaskKind, type TaskKind } from '../../../../shared/domain/task/kind.js'
import { urgency } from '../../../../shared/domain/task/urgency.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import type { Sqlite } from '../../store/connection.js'
import { all } from '../../store/statement.js'
import type { TaskProjection } from '../../store/task.js'
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
  name: string
  flag: AbnormalFlag | null
  /** Its flag is looked up in its report. */
  derived: boolean
  /** Higher is less pressing; see `urgency`. */
  pressing: number
  /** Bits of `bitOf`. */
  boxes: number
  /** Whose it is of those for whom the person stands in. */
  cover: LocalId | undefined
  /** Instants at which time alone may move it. */
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
> & { kind: string; said: string | null; flag: AbnormalFlag | null; name: string | null; news_at: string | null }

// What somebody put away comes back when its result changes or its patient writes again.
const openSql = `SELECT t.id, t.kind, t.status, t.priority, t.owner, t.patient, t.focus, t.authored, t.due, t.role,
    t.claimed_from, t.lease_until, t.snoozed_until, t.snoozed_at, t.noted_at, t.escalated, t.flag AS said,
    ${flagSql} AS flag, p.name,
    CASE WHEN t.snoozed_until IS NULL THEN NULL
      WHEN t.kind = 'patient-message' THEN (SELECT max(r.last_updated) FROM resource r WHERE r.patient = t.patient
        AND r.type = 'Communication' AND r.json ->> '$.sender.reference' LIKE '%Patient/%')
      ELSE (SELECT r.last_updated FROM resource r WHERE r.id = t.focus AND r.type = t.focus_type) END AS news_at
  FROM task t LEFT JOIN patient p ON p.id = t.patient WHERE t.status IN ('open', 'claimed')`
const someSql = `${openSql} AND t.id IN (SELECT value FROM json_each(?))`

interface Concern {
  task: LocalId
  party: string
  why: string
}

const concernsSql = `SELECT f.task, f.party, f.why FROM task_for f JOIN task t ON t.id = f.task
  WHERE f.party IN (SELECT value FROM json_each(?)) AND f.why IN ('escalated', 'watcher', 'requester')
    AND t.status IN ('open', 'claimed')`
const someConcernsSql = `SELECT task, party, why FROM task_for WHERE task IN (SELECT value FROM json_each(?))
  AND why IN ('escalated', 'watcher', 'requester')`

/** For whom entries are made, and when. */
export interface Looking {
  user: LocalId | undefined
  parties: ReadonlyMap<string, Party>
  now: string
}

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
  return rows.map((row) => entryOf(row, concerns.get(row.id) ?? [], looking))
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
    name: row.name ?? '',
    flag: row.flag,
    derived: row.said === null && row.kind === 'result-review',
    pressing: urgency({ ...row, authored }, now),
    changes: [row.due, soonBefore(row.due), row.lease_until, row.snoozed_until],
    ...placeOf(row, concerns, looking),
  }
}

const soonMs = 2 * 3_600_000
const soonBefore = (due: string | null): string | null =>
  due === null ? null : new Date(Date.parse(due) - soonMs).toISOString()

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
  patient: (a: Entry, b: Entry): number => byName.compare(a.name, b.name) || byAge(a, b),
}
