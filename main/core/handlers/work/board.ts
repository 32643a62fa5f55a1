import type { InboxCounts, InboxView } from '../../../../shared/contract/views/work/inbox.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import type { Sqlite } from '../../store/connection.js'
import { all, one } from '../../store/statement.js'
import type { TaskProjection } from '../../store/task.js'
import type { Topic } from '../../store/topic.js'
import { twinsIn } from '../../store/twins.js'
import type { Context } from '../context.js'
import { kept } from '../kept.js'
import { nameOf } from '../people.js'
import { bitOf, byPatient, type Entry, entriesOf, isMoved, nextMove, orders, patientNames } from './board-entry.js'
import { BoardTally } from './board-tally.js'
import { BoardWords, tellsState, typedWords } from './board-words.js'
import { type Party, partiesOf } from './parties.js'

/** Finished work stays in its list this long, and so much of it. */
const doneDays = 14
const doneSql = `SELECT t.id, t.kind, t.patient, t.owner FROM task t
  WHERE t.owner = ? AND t.status IN ('done', 'cancelled') AND t.done_at >= ? ORDER BY t.done_at DESC, t.id LIMIT 1000`

/** Who works for whom: where that changes, all tasks may stand elsewhere. */
const roster: readonly Topic[] = ['CareTeam', 'PractitionerRole']
/** What tasks are found by beside their own words. */
const named: readonly Topic[] = [...roster, 'Practitioner', 'Patient']
/** Everything lists of tasks are made of, beside what has not been sent. */
export const boardTopics: Topic[] = [
  ...named,
  'session',
  'work-clock',
  'Task',
  'DiagnosticReport',
  'Observation',
  'Communication',
]

/** So often it is looked whether time has changed something, milliseconds. */
const longestMs = 60_000
/** With more tasks changed at once than this, reading all is quicker. */
const fewest = 500

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
  /** When these were read, or looked through for what time alone moves. */
  #at = ''
  /** The instant up to which time alone changes nothing. */
  #until = ''
  #isOld = true
  /** Somebody may have begun or ended to work for somebody else. */
  #isOtherRoster = false
  readonly #changed = new Set<LocalId>()
  #lists = new Map<string, readonly LocalId[]>()
  #counts: InboxCounts | undefined
  #tally = new BoardTally([])
  readonly #words: BoardWords
  #names: ReadonlyMap<LocalId, string> | undefined

  constructor(context: Context) {
    this.#context = context
    this.#words = new BoardWords(context.store.db)
    context.store.onChange((topics) => this.#hear(topics))
    context.store.onUndone(() => {
      this.#isOld = true
      this.#words.forgetAll()
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
    const tally = this.#tally
    const covering = [...this.#parties.values()]
      .filter(({ as }) => as === 'cover')
      .map(({ party }) => ({
        id: party as LocalId,
        name: nameOf(this.#context.store, party as LocalId) ?? 'a colleague',
        open: tally.covered(party as LocalId),
      }))
    return { boxes: tally.boxes, byKind: tally.byKind, covering }
  }

  #open(view: InboxView, box: keyof typeof bitOf): LocalId[] {
    const words = typedWords(view.text)
    if (words.length > 0) this.#words.learn(this.#entries)
    const now = this.#now()
    const has = (entry: Entry, word: string): boolean => this.#words.has(entry, word) || tellsState(entry, word, now)
    const found = this.#entries.filter(
      (entry) =>
        entry.boxes & bitOf[box] &&
        (view.kind === undefined || entry.kind === view.kind) &&
        (view.cover === undefined || entry.cover === view.cover) &&
        (view.patient === undefined || entry.patient === view.patient) &&
        words.every((word) => has(entry, word)),
    )
    if (view.order === 'patient') {
      this.#names ??= patientNames(this.#context.store.db)
      found.sort(byPatient(this.#names))
    } else if (view.order !== 'urgent') found.sort(orders[view.order])
    return found.map(({ id }) => id)
  }

  #done({ kind, patient, text }: InboxView): LocalId[] {
    const { store, clock } = this.#context
    const since = new Date(clock.now().getTime() - doneDays * 86_400_000).toISOString()
    const found = all<Pick<TaskProjection, 'id' | 'kind' | 'patient' | 'owner'>>(
      store.db,
      doneSql,
      this.#user ?? '',
      since,
    ).filter((row) => (kind === undefined || row.kind === kind) && (patient === undefined || row.patient === patient))
    const words = typedWords(text)
    if (words.length > 0) this.#words.learn(found)
    return found.filter((row) => words.every((word) => this.#words.has(row, word))).map(({ id }) => id)
  }

  #now(): string {
    return this.#context.sync.serverNow().toISOString()
  }

  #hear(topics: ReadonlySet<Topic>): void {
    if (topics.has('work-clock') || roster.some((topic) => topics.has(topic))) this.#isOtherRoster = true
    if (named.some((topic) => topics.has(topic))) this.#forgetNames()
    let isNamed = false
    const reports = new Set<string>()
    for (const topic of topics) {
      if (topic.startsWith('Task/')) {
        isNamed = true
        this.#changed.add(topic.slice('Task/'.length) as LocalId)
      } else if (topic.startsWith('DiagnosticReport/')) reports.add(topic.slice('DiagnosticReport/'.length))
    }
    // Values that came after their report may change its flag; what is new brings back what waits for it.
    const late = topics.has('Observation')
    const news = topics.has('Communication') || topics.has('DiagnosticReport')
    if (late || news)
      for (const { id, focus, derived, boxes } of this.#entries)
        if ((late && derived) || (news && boxes & bitOf.snoozed) || (focus !== null && reports.has(focus)))
          this.#changed.add(id)
    const isMuch = (topics.has('Task') && !isNamed) || this.#changed.size > fewest
    if (isMuch) {
      this.#words.forgetAll()
      this.#changed.clear()
    }
    if (isMuch || topics.has('session')) this.#isOld = true
  }

  #forgetNames(): void {
    this.#words.forgetNames()
    this.#names = undefined
    this.#forgetAnswers()
  }

  #forgetAnswers(): void {
    this.#lists = new Map()
    this.#counts = undefined
  }

  #read(): void {
    const now = this.#now()
    const user = this.#context.session.user()?.id
    const isLater = now >= this.#until || this.#isOtherRoster
    if (this.#isOld || user !== this.#user || now < this.#at || (isLater && this.#worksForOthers()))
      this.#readAll(user, now)
    else {
      if (isLater) this.#pass(now)
      if (this.#changed.size === 0) return
      // One of two that the EHR made of the same may be gone: then the other stands for it.
      if (isAnyGone(this.#context.store.db, this.#changed)) this.#readAll(user, now)
      else this.#readChanged(now)
    }
    this.#changed.clear()
    this.#forgetAnswers()
  }

  #partiesNow(): ReadonlyMap<string, Party> {
    const who = this.#context.session.user()
    return new Map((who ? partiesOf(this.#context, who) : []).map((party) => [party.party, party]))
  }

  /** Whether the person works for others than when the tasks were read; for somebody, from a moving hour on. */
  #worksForOthers(): boolean {
    this.#isOtherRoster = false
    const now = this.#partiesNow()
    if (now.size !== this.#parties.size) return true
    for (const [party, { as, before }] of now)
      if (before !== undefined || this.#parties.get(party)?.as !== as) return true
    return false
  }

  #readAll(user: LocalId | undefined, now: string): void {
    this.#user = user
    this.#parties = this.#partiesNow()
    this.#entries = entriesOf(this.#context.store.db, { user, parties: this.#parties, now }).sort(orders.urgent)
    this.#tally = new BoardTally(this.#entries)
    for (const id of this.#changed) this.#words.forget(id)
    this.#isOld = false
    this.#isOtherRoster = false
    this.#at = now
    this.#lookAhead(this.#entries, now, new Date(Date.parse(now) + longestMs).toISOString())
  }

  /** Time has gone on: what that alone moves is read again. */
  #pass(now: string): void {
    for (const entry of this.#entries) if (isMoved(entry, this.#at, now)) this.#changed.add(entry.id)
    this.#at = now
    this.#lookAhead(this.#entries, now, new Date(Date.parse(now) + longestMs).toISOString())
  }

  #readChanged(now: string): void {
    const changed = this.#changed
    for (const { id } of twinsIn(this.#context.store.db, changed).flat()) changed.add(id)
    const looking = { user: this.#user, parties: this.#parties, now }
    const fresh = entriesOf(this.#context.store.db, looking, [...changed])
    this.#entries = this.#entries.filter((entry) => {
      const stays = !changed.has(entry.id)
      if (!stays) this.#tally.remove(entry)
      return stays
    })
    for (const id of changed) this.#words.forget(id)
    for (const entry of fresh) {
      this.#entries.splice(placeIn(this.#entries, entry), 0, entry)
      this.#tally.add(entry)
    }
    this.#lookAhead(fresh, now, this.#until)
  }

  /** Notes the next instant at which time alone moves one of these, `latest` if none does before; then those who watch look again. */
  #lookAhead(entries: readonly Entry[], now: string, latest: string): void {
    const until = nextMove(entries, now, latest)
    if (until === this.#until) return
    this.#until = until
    this.#context.soon('inbox by the clock', Date.parse(until) - Date.parse(now), () => {
      this.#context.store.announce('work-clock')
    })
  }
}

/** Whether any of these is not held any more. */
const isAnyGone = (db: Sqlite, ids: ReadonlySet<LocalId>): boolean =>
  one(
    db,
    'SELECT 1 FROM json_each(?) j WHERE NOT EXISTS (SELECT 1 FROM task t WHERE t.id = j.value)',
    JSON.stringify([...ids]),
  ) !== undefined

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
