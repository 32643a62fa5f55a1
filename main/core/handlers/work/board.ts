import type { InboxCounts, InboxView } from '../../../../shared/contract/views/work/inbox.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { all } from '../../store/statement.js'
import type { Topic } from '../../store/topic.js'
import type { Context } from '../context.js'
import { kept } from '../kept.js'
import { nameOf } from '../people.js'
import { bitOf, type Entry, entriesOf, orders } from './board-entry.js'
import { tellsState, typedWords, wordsOf } from './board-words.js'
import { type Party, partiesOf } from './parties.js'

/** Finished work stays in its list this long, and so much of it. */
const doneDays = 14
const doneSql = `SELECT t.id, t.kind, t.patient FROM task t
  WHERE t.owner = ? AND t.status IN ('done', 'cancelled') AND t.done_at >= ? ORDER BY t.done_at DESC, t.id LIMIT 1000`

/** What changes for whom or how all tasks stand. */
const roster: readonly Topic[] = ['CareTeam', 'PractitionerRole', 'Practitioner', 'Patient', 'session', 'work-clock']
/** Everything lists of tasks are made of, beside what has not been sent. */
export const boardTopics: Topic[] = [...roster, 'Task', 'DiagnosticReport', 'Observation', 'Communication']

/** Nothing is believed longer than this, milliseconds: absences begin and end, too. */
const longestMs = 60_000
/** With more tasks changed at once than this, reading all is quicker. */
const fewest = 500

const boxNames = ['mine', 'team', 'watching', 'snoozed', 'all'] as const

/**
 * The open tasks of the workstation as one person has them, in memory: one reading of them answers every list, count and
 * badge, so that none can say otherwise than another. Where single tasks changed, only those are read again.
 */
class Board {
  readonly #context: Context
  #user: LocalId | undefined
  #parties: ReadonlyMap<string, Party> = new Map()
  /** Most urgent first. */
  #entries: Entry[] = []
  /** The instant up to which time alone changes nothing. */
  #until = ''
  #isOld = true
  readonly #changed = new Set<LocalId>()
  #lists = new Map<string, readonly LocalId[]>()
  #counts: InboxCounts | undefined
  readonly #words = new Map<LocalId, string>()

  constructor(context: Context) {
    this.#context = context
    context.store.onChange((topics) => this.#hear(topics))
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
      found = view.box === 'done' ? this.#done(view) : this.#open(view, view.box)
      this.#lists.set(key, found)
    }
    return found
  }

  counts(): InboxCounts {
    this.#read()
    this.#counts ??= this.#count()
    return this.#counts
  }

  #count(): InboxCounts {
    const none = () => ({ open: 0, urgent: 0 })
    const boxes = { mine: none(), team: none(), watching: none(), snoozed: none(), all: none() }
    const byKind: InboxCounts['byKind'] = { mine: {}, team: {}, watching: {}, snoozed: {}, all: {} }
    const covered = new Map<LocalId, number>()
    for (const entry of this.#entries) {
      for (const box of boxNames) {
        if ((entry.boxes & bitOf[box]) === 0) continue
        boxes[box].open += 1
        if (entry.pressing <= 1) boxes[box].urgent += 1
        byKind[box][entry.kind] = (byKind[box][entry.kind] ?? 0) + 1
      }
      if (entry.cover && entry.boxes & bitOf.mine) covered.set(entry.cover, (covered.get(entry.cover) ?? 0) + 1)
    }
    const covering = [...this.#parties.values()]
      .filter(({ as }) => as === 'cover')
      .map(({ party }) => ({
        id: party as LocalId,
        name: nameOf(this.#context.store, party as LocalId) ?? 'a colleague',
        open: covered.get(party as LocalId) ?? 0,
      }))
    return { boxes, byKind, covering }
  }

  #open(view: InboxView, box: keyof typeof bitOf): LocalId[] {
    const words = typedWords(view.text)
    if (words.length > 0) this.#learn(this.#entries.map(({ id }) => id))
    const now = this.#now()
    const has = (entry: Entry, word: string): boolean =>
      this.#words.get(entry.id)?.includes(word) === true || tellsState(entry, word, now)
    const found = this.#entries.filter(
      (entry) =>
        entry.boxes & bitOf[box] &&
        (view.kind === undefined || entry.kind === view.kind) &&
        (view.cover === undefined || entry.cover === view.cover) &&
        (view.patient === undefined || entry.patient === view.patient) &&
        words.every((word) => has(entry, word)),
    )
    if (view.order !== 'urgent') found.sort(orders[view.order])
    return found.map(({ id }) => id)
  }

  #done({ kind, patient, text }: InboxView): LocalId[] {
    const { store, clock } = this.#context
    const since = new Date(clock.now().getTime() - doneDays * 86_400_000).toISOString()
    const found = all<{ id: LocalId; kind: string; patient: LocalId | null }>(
      store.db,
      doneSql,
      this.#user ?? '',
      since,
    ).filter((row) => (kind === undefined || row.kind === kind) && (patient === undefined || row.patient === patient))
    const words = typedWords(text)
    const ids = found.map(({ id }) => id)
    if (words.length > 0) this.#learn(ids)
    return ids.filter((id) => words.every((word) => this.#words.get(id)?.includes(word)))
  }

  /** What is said of tasks is folded once for all key strokes. */
  #learn(ids: readonly LocalId[]): void {
    const unknown = ids.filter((id) => !this.#words.has(id))
    if (unknown.length === 0) return
    for (const [id, words] of wordsOf(this.#context.store.db, unknown)) this.#words.set(id, words)
  }

  #now(): string {
    return this.#context.sync.serverNow().toISOString()
  }

  #hear(topics: ReadonlySet<Topic>): void {
    if (this.#isOld) return
    const all = roster.some((topic) => topics.has(topic))
    // Values that came after their report may change its flag; a new message brings back what waits for it.
    const late = topics.has('Observation') && this.#entries.some(({ derived }) => derived)
    const news =
      (topics.has('Communication') || topics.has('DiagnosticReport')) &&
      this.#entries.some(({ boxes }) => boxes & bitOf.snoozed)
    let isNamed = false
    let reports: Set<string> | undefined
    for (const topic of topics) {
      if (topic.startsWith('Task/')) {
        isNamed = true
        this.#changed.add(topic.slice('Task/'.length) as LocalId)
      } else if (topic.startsWith('DiagnosticReport/')) {
        reports ??= new Set()
        reports.add(topic.slice('DiagnosticReport/'.length))
      }
    }
    const isWhole = topics.has('Task') && !isNamed
    if (reports)
      for (const { id, focus } of this.#entries) if (focus !== null && reports.has(focus)) this.#changed.add(id)
    this.#isOld = all || late || news || isWhole || this.#changed.size > fewest
  }

  #read(): void {
    const now = this.#now()
    const user = this.#context.session.user()?.id
    if (this.#isOld || now >= this.#until || user !== this.#user) this.#readAll(user, now)
    else if (this.#changed.size > 0) this.#readChanged(now)
    else return
    this.#changed.clear()
    this.#lists = new Map()
    this.#counts = undefined
  }

  #readAll(user: LocalId | undefined, now: string): void {
    const who = this.#context.session.user()
    this.#user = user
    this.#parties = new Map((who ? partiesOf(this.#context, who) : []).map((party) => [party.party, party]))
    this.#entries = entriesOf(this.#context.store.db, { user, parties: this.#parties, now }).sort(orders.urgent)
    this.#words.clear()
    this.#isOld = false
    this.#until = new Date(Date.parse(now) + longestMs).toISOString()
    this.#passes(this.#entries, now)
    this.#wake(now)
  }

  #readChanged(now: string): void {
    const changed = this.#changed
    const looking = { user: this.#user, parties: this.#parties, now }
    const fresh = entriesOf(this.#context.store.db, looking, [...changed])
    this.#entries = this.#entries.filter(({ id }) => !changed.has(id))
    for (const id of changed) this.#words.delete(id)
    for (const entry of fresh) this.#entries.splice(placeIn(this.#entries, entry), 0, entry)
    const until = this.#until
    this.#passes(fresh, now)
    if (this.#until !== until) this.#wake(now)
  }

  /** Notes the next instant at which time alone moves one of these. */
  #passes(entries: readonly Entry[], now: string): void {
    for (const { changes } of entries)
      for (const at of changes) if (at !== null && at > now && at < this.#until) this.#until = at
  }

  /** At that instant those who watch look again. */
  #wake(now: string): void {
    this.#context.soon('inbox by the clock', Date.parse(this.#until) - Date.parse(now), () => {
      this.#isOld = true
      this.#context.store.announce('work-clock')
    })
  }
}

/** Where an entry goes in a list that is in order. */
function placeIn(entries: readonly Entry[], entry: Entry): number {
  let [low, high] = [0, entries.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (orders.urgent(entries[middle] as Entry, entry) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** The board of the person signed in. */
export const boardOf = kept((context) => new Board(context))
