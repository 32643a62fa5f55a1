import type { InboxBox, InboxCounts, InboxView } from '../../../../shared/contract/views/work/inbox.js'
import type { AbnormalFlag } from '../../../../shared/domain/flag.js'
import { fold } from '../../../../shared/domain/fold.js'
import { roleParty } from '../../../../shared/domain/task/extension.js'
import { isTaskKind, kindOf, type TaskKind } from '../../../../shared/domain/task/kind.js'
import { compareUrgency, soonAfter, urgency } from '../../../../shared/domain/task/urgency.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { all } from '../../store/statement.js'
import { priorities, type TaskProjection } from '../../store/task.js'
import type { Topic } from '../../store/topic.js'
import type { Context } from '../context.js'
import { kept } from '../kept.js'
import { nameOf } from '../people.js'
import { type Party, partiesOf } from './parties.js'
import { flagSql, hasLapsed } from './task-sql.js'

/** An open task as lists and counts need it: in which boxes it stands, and what decides its place there. */
export interface Entry {
  id: LocalId
  kind: TaskKind
  priority: number
  flag: AbnormalFlag | null
  escalated: number
  due: string | null
  authored: string
  patient: LocalId | null
  name: string
  /** Higher is less pressing; see `urgency`. */
  pressing: number
  boxes: ReadonlySet<InboxBox>
  /** Whose it is of those for whom the person stands in. */
  cover: LocalId | undefined
}

type Row = Pick<
  TaskProjection,
  | 'id'
  | 'status'
  | 'priority'
  | 'owner'
  | 'patient'
  | 'authored'
  | 'due'
  | 'role'
  | 'claimed_from'
  | 'lease_until'
  | 'snoozed_until'
  | 'snoozed_at'
  | 'noted_at'
  | 'escalated'
> & { kind: string; flag: AbnormalFlag | null; name: string | null; news_at: string | null }

// What somebody put away comes back when its result changes or its patient writes again.
const openSql = `SELECT t.id, t.kind, t.status, t.priority, t.owner, t.patient, t.authored, t.due, t.role, t.claimed_from,
    t.lease_until, t.snoozed_until, t.snoozed_at, t.noted_at, t.escalated, ${flagSql} AS flag, p.name,
    CASE WHEN t.snoozed_until IS NULL THEN NULL
      WHEN t.kind = 'patient-message' THEN (SELECT max(r.last_updated) FROM resource r WHERE r.patient = t.patient
        AND r.type = 'Communication' AND r.json ->> '$.sender.reference' LIKE '%Patient/%')
      ELSE (SELECT r.last_updated FROM resource r WHERE r.id = t.focus AND r.type = t.focus_type) END AS news_at
  FROM task t LEFT JOIN patient p ON p.id = t.patient WHERE t.status IN ('open', 'claimed')`

const concernsSql = `SELECT f.task, f.party, f.why FROM task_for f JOIN task t ON t.id = f.task
  WHERE f.party IN (SELECT value FROM json_each(?)) AND f.why IN ('escalated', 'watcher', 'requester')
    AND t.status IN ('open', 'claimed')`

const wordsSql = `SELECT t.id, t.words, t.kind, t.priority, p.name, p.mrn, p.birth_date,
    coalesce(o.name, c.name) AS owner_name, coalesce(r.name, n.title) AS detail
  FROM task t LEFT JOIN patient p ON p.id = t.patient LEFT JOIN practitioner o ON o.id = t.owner
    LEFT JOIN care_team c ON c.id = t.owner
    LEFT JOIN report r ON r.id = t.focus LEFT JOIN note n ON n.id = t.focus`

interface WordsRow {
  id: LocalId
  words: string
  kind: string
  priority: number
  name: string | null
  mrn: string | null
  birth_date: string | null
  owner_name: string | null
  detail: string | null
}

/** Finished work stays in its list this long, and so much of it. */
const doneDays = 14
const doneSql = `SELECT t.id FROM task t WHERE t.owner = ? AND t.status IN ('done', 'cancelled') AND t.done_at >= ?
  ORDER BY t.done_at DESC, t.id LIMIT 1000`

/** What changes which tasks there are, whose they are, or where they stand; everything of them beside the outbox. */
export const boardTopics: Topic[] = [
  'Task',
  'DiagnosticReport',
  'Observation',
  'Communication',
  'CareTeam',
  'PractitionerRole',
  'Practitioner',
  'Patient',
  'work-clock',
]

/**
 * The open tasks of the workstation as one person has them, in memory: one reading of them answers every list, count and
 * badge, so that none can say otherwise than another. Read anew when a task, or what its place depends on, changed.
 */
class Board {
  readonly #context: Context
  #user: LocalId | undefined
  #entries: readonly Entry[] = []
  /** The instant up to which time alone changes nothing. */
  #until = ''
  #isOld = true
  #lists = new Map<string, readonly LocalId[]>()
  #words: Map<LocalId, string> | undefined

  constructor(context: Context) {
    this.#context = context
    const mine = new Set<Topic>([...boardTopics, 'session'])
    context.store.onChange((topics) => {
      if (!this.#isOld && !topics.isDisjointFrom(mine)) this.#isOld = true
    })
    context.store.onUndone(() => {
      this.#isOld = true
    })
  }

  /** The tasks of a view in its order. */
  list(view: InboxView): readonly LocalId[] {
    this.#read()
    const key = JSON.stringify([view.box, view.cover, view.kind, view.text, view.patient, view.order])
    let found = this.#lists.get(key)
    if (!found) {
      found = view.box === 'done' ? this.#done(view) : this.#open(view)
      this.#lists.set(key, found)
    }
    return found
  }

  counts(): InboxCounts {
    this.#read()
    const none = () => ({ open: 0, urgent: 0 })
    const boxes = { mine: none(), team: none(), watching: none(), snoozed: none(), all: none() }
    const byKind: InboxCounts['byKind'] = { mine: {}, team: {}, watching: {}, snoozed: {}, all: {} }
    const covered = new Map<LocalId, number>()
    for (const entry of this.#entries) {
      for (const box of entry.boxes) {
        if (box === 'done') continue
        boxes[box].open += 1
        if (entry.pressing <= 1) boxes[box].urgent += 1
        byKind[box][entry.kind] = (byKind[box][entry.kind] ?? 0) + 1
      }
      if (entry.cover && entry.boxes.has('mine')) covered.set(entry.cover, (covered.get(entry.cover) ?? 0) + 1)
    }
    const covering = this.#parties()
      .filter(({ as }) => as === 'cover')
      .map(({ party }) => ({
        id: party as LocalId,
        name: nameOf(this.#context.store, party as LocalId) ?? 'a colleague',
        open: covered.get(party as LocalId) ?? 0,
      }))
    return { boxes, byKind, covering }
  }

  #open(view: InboxView): LocalId[] {
    const words = this.#filter(view.text)
    const found = this.#entries.filter(
      (entry) =>
        entry.boxes.has(view.box) &&
        (view.kind === undefined || entry.kind === view.kind) &&
        (view.cover === undefined || entry.cover === view.cover) &&
        (view.patient === undefined || entry.patient === view.patient) &&
        words(entry.id, entry),
    )
    if (view.order !== 'urgent') found.sort(orders[view.order])
    return found.map(({ id }) => id)
  }

  #done(view: InboxView): LocalId[] {
    const { store, clock } = this.#context
    const since = new Date(clock.now().getTime() - doneDays * 86_400_000).toISOString()
    const ids = all<{ id: LocalId }>(store.db, doneSql, this.#user ?? '', since).map(({ id }) => id)
    if (view.text === undefined && view.kind === undefined && view.patient === undefined) return ids
    const rows = all<WordsRow & { patient: LocalId | null }>(
      store.db,
      `${wordsSql.replace('SELECT', 'SELECT t.patient,')} WHERE t.id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(ids),
    )
    const wanted = typed(view.text)
    const fits = new Set(
      rows
        .filter(
          (row) =>
            (view.kind === undefined || row.kind === view.kind) &&
            (view.patient === undefined || row.patient === view.patient) &&
            wanted.every((word) => searchable(row).includes(word)),
        )
        .map(({ id }) => id),
    )
    return ids.filter((id) => fits.has(id))
  }

  /** Whether a task has all the words typed. What is said of it in words is folded once for all key strokes. */
  #filter(text: string | undefined): (id: LocalId, entry: Entry) => boolean {
    const wanted = typed(text)
    if (wanted.length === 0) return () => true
    this.#words ??= new Map(
      all<WordsRow>(this.#context.store.db, `${wordsSql} WHERE t.status IN ('open', 'claimed')`).map((row) => [
        row.id,
        searchable(row),
      ]),
    )
    const now = this.#now()
    const known = this.#words
    return (id, entry) => {
      const said = `${known.get(id) ?? ''} ${stateWords(entry, now)}`
      return wanted.every((word) => said.includes(word))
    }
  }

  #now(): string {
    return this.#context.sync.serverNow().toISOString()
  }

  #parties(): Party[] {
    const who = this.#context.session.user()
    return who ? partiesOf(this.#context, who) : []
  }

  #read(): void {
    const now = this.#now()
    const user = this.#context.session.user()?.id
    if (!this.#isOld && now < this.#until && user === this.#user) return
    const { db } = this.#context.store
    const parties = new Map(this.#parties().map((party) => [party.party, party]))
    const concerns = new Map<LocalId, { party: string; why: string }[]>()
    for (const { task, party, why } of all<{ task: LocalId; party: string; why: string }>(
      db,
      concernsSql,
      JSON.stringify([...parties.keys()]),
    ))
      concerns.set(task, [...(concerns.get(task) ?? []), { party, why }])
    let until = new Date(Date.parse(now) + longestMs).toISOString()
    const soon = soonAfter(now)
    const passes = (instant: string | null): void => {
      if (instant !== null && instant > now && instant < until) until = instant
    }
    const entries = all<Row>(db, openSql).map((row): Entry => {
      passes(row.due)
      passes(row.lease_until)
      passes(row.snoozed_until)
      if (row.due !== null && row.due > soon) passes(soonBefore(row.due))
      const entry = {
        id: row.id,
        kind: isTaskKind(row.kind) ? row.kind : ('follow-up' as const),
        priority: row.priority,
        flag: row.flag,
        escalated: row.escalated,
        due: row.due,
        authored: row.authored ?? now,
        patient: row.patient,
        name: row.name ?? '',
      }
      return { ...entry, pressing: urgency(entry, now), ...placeOf(row, parties, concerns.get(row.id), user, now) }
    })
    this.#entries = entries.sort(
      (a, b) => a.pressing - b.pressing || compareUrgency(a, b, now) || (a.id < b.id ? -1 : 1),
    )
    this.#user = user
    this.#context.soon('inbox by the clock', Date.parse(until) - Date.parse(now), () => {
      this.#isOld = true
      this.#context.store.announce('work-clock')
    })
    this.#until = until
    this.#isOld = false
    this.#lists = new Map()
    this.#words = undefined
  }
}

/** The board of the person signed in. */
export const boardOf = kept((context) => new Board(context))

/** Nothing is believed longer than this, milliseconds: absences begin and end, too. */
const longestMs = 60_000
const soonMs = 2 * 3_600_000
const soonBefore = (due: string): string => new Date(Date.parse(due) - soonMs).toISOString()

/** In which boxes a task stands for a person. */
function placeOf(
  row: Row,
  parties: ReadonlyMap<string, Party>,
  concerns: readonly { party: string; why: string }[] | undefined,
  user: LocalId | undefined,
  now: string,
): Pick<Entry, 'boxes' | 'cover'> {
  const holder = holderOf(row, now)
  const counts = (party: Party | undefined): Party | undefined =>
    party && (party.before === undefined || (row.authored ?? now) < party.before) ? party : undefined
  const held = holder === undefined ? undefined : counts(parties.get(holder))
  const seen = (concerns ?? []).filter(({ why }) => why === 'escalated').map(({ party }) => parties.get(party))
  const own = [held, ...seen].some((party) => party?.as === 'self' || party?.as === 'cover')
  // What nobody has is everybody's: it is not to lie where no one looks.
  const shared = !own && (holder === undefined || [held, ...seen].some((party) => party !== undefined))
  const boxes = new Set<InboxBox>(['all'])
  if (own || shared) boxes.add(isAway(row, now) ? 'snoozed' : own ? 'mine' : 'team')
  if (!own && concerns?.some(({ party, why }) => why !== 'escalated' && party === user)) boxes.add('watching')
  return { boxes, cover: held?.as === 'cover' ? (held.party as LocalId) : undefined }
}

/** Who has a task: its owner, until a claim ends by itself; then again those it was claimed from. */
function holderOf(row: Row, now: string): string | undefined {
  if (hasLapsed(row, now)) return row.claimed_from ?? (row.role === null ? undefined : roleParty(row.role))
  return row.owner ?? (row.role ? roleParty(row.role) : undefined)
}

/** Whether it was put away and nothing new has come since. */
const isAway = (row: Row, now: string): boolean =>
  row.snoozed_until !== null &&
  row.snoozed_until > now &&
  ![row.noted_at, row.news_at].some((news) => news !== null && row.snoozed_at !== null && news > row.snoozed_at)

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const byAge = (a: Entry, b: Entry): number => text(a.authored, b.authored) || text(a.id, b.id)
const byName = new Intl.Collator('en')
const orders: Record<Exclude<InboxView['order'], 'urgent'>, (a: Entry, b: Entry) => number> = {
  newest: (a, b) => -text(a.authored, b.authored) || text(a.id, b.id),
  oldest: byAge,
  patient: (a, b) => byName.compare(a.name, b.name) || byAge(a, b),
}

const typed = (words: string | undefined): string[] =>
  fold(words ?? '')
    .split(/\s+/)
    .filter(Boolean)

function searchable(row: WordsRow): string {
  const said = [
    row.words,
    row.detail,
    row.name,
    row.mrn,
    row.birth_date,
    isTaskKind(row.kind) ? kindOf[row.kind].many : '',
    priorities[row.priority],
    row.owner_name,
  ]
  return fold(said.join(' '))
}

const stateWords = (entry: Entry, now: string): string =>
  `${entry.flag === 'HH' || entry.flag === 'LL' ? 'critical' : entry.flag ? 'abnormal' : ''} ${
    entry.due !== null && entry.due < now ? 'overdue' : ''
  }`
