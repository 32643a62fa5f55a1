import type { Task } from '@medplum/fhirtypes'
import type { DryRun } from '../../../shared/contract/views/work/rules.js'
import { type Decision, decide, fallbackId, fallbackTitle, type Hop, hop } from '../../../shared/domain/rule/decide.js'
import type { Facts } from '../../../shared/domain/rule/facts.js'
import { type Party, type Rule, routedKinds } from '../../../shared/domain/rule/language.js'
import { taskExtension } from '../../../shared/domain/task/extension.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { patientRow } from '../handlers/people.js'
import { all, one } from '../store/statement.js'
import type { Reader } from '../store/store.js'
import { titleOf } from './again.js'
import { factsOf, hopsOf, ownerOf, partyOf } from './facts.js'
import { partyName } from './parties.js'
import { routingPlan, rulesInUse } from './plan.js'

const backMs = 30 * 86_400_000
/** Tasks decided in one slice; between two, windows get their answers. */
const slice = 100
/** Changes that are listed; of the others only how many there are. */
const mostListed = 80

interface Row {
  id: LocalId
  patient: LocalId | null
  text: string
  authored: Instant
  due: Instant | null
  done_at: Instant | null
  claimed_from: LocalId | null
  begun: Instant | null
}

/** The tasks of the last 30 days that arrived by themselves, newest first. */
export const triedOn = ({ db }: Reader, now: Date): { from: Instant; rows: Row[] } => {
  const from = new Date(now.getTime() - backMs).toISOString() as Instant
  const rows = all<Row>(
    db,
    `SELECT id, patient, text, authored, due, done_at, claimed_from, begun FROM task
     WHERE authored >= ? AND kind IN (SELECT value FROM json_each(?)) AND status <> 'cancelled'
     ORDER BY authored DESC, id`,
    from,
    JSON.stringify(routedKinds),
  )
  return { from, rows }
}

/** Decides anew whom each task would have gone to. `progress` is asked between slices whether to go on. */
export async function dryRun(
  reader: Reader,
  rules: readonly Rule[],
  now: Date,
  progress: (done: number, total: number) => boolean,
): Promise<DryRun | undefined> {
  const { from, rows } = triedOn(reader, now)
  const sums = new Sums(reader, rules)
  for (let at = 0; at < rows.length; at += slice) {
    if (!progress(at, rows.length)) return undefined
    for (const row of rows.slice(at, at + slice)) sums.add(row, now)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return sums.result(from, rows.length)
}

/** What comes together over all tasks. */
class Sums {
  readonly #reader: Reader
  readonly #rules: readonly Rule[]
  readonly #inUse: readonly Rule[]
  /** Those in use now, by whose names what happened is told. */
  readonly #saved: readonly Rule[]
  readonly #took = new Map<string, number>()
  readonly #owners = new Map<Party, { before: number; after: number }>()
  readonly #changed: DryRun['changed'] = []
  readonly #circles: DryRun['circles'] = []
  #changes = 0

  constructor(reader: Reader, rules: readonly Rule[]) {
    this.#reader = reader
    this.#saved = routingPlan(reader)?.rules ?? []
    this.#rules = rules
    this.#inUse = rulesInUse(reader, rules)
  }

  add(row: Row, now: Date): void {
    const task = readTask(this.#reader, row.id)
    if (!task) return
    const was = asItWas(this.#reader, this.#saved, row, task)
    const decisions = wayOf((at, owner) => factsWith(this.#reader, task, at, owner), this.#inUse, row, now)
    for (const { rule } of decisions.way) this.#took.set(rule, (this.#took.get(rule) ?? 0) + 1)
    if (decisions.circle) this.#circles.push({ text: row.text, way: decisions.circle.join(' → ') })
    const [first] = decisions.way as [Decision]
    if (was.to) this.#count(was.to, 'before')
    this.#count(first.to, 'after')
    if (was.to === first.to) return
    this.#changes += 1
    if (this.#changed.length >= mostListed) return
    const name = patientRow(this.#reader, row.patient)?.name
    this.#changed.push({
      task: row.id,
      ...(name && { patient: name }),
      text: row.text,
      at: row.authored,
      before: was.to ? partyName(this.#reader, was.to) : 'Nobody',
      after: partyName(this.#reader, first.to),
      because: { before: was.because, after: first.title },
    })
  }

  #count(party: Party, when: 'before' | 'after'): void {
    const both = this.#owners.get(party) ?? { before: 0, after: 0 }
    both[when] += 1
    this.#owners.set(party, both)
  }

  result(from: Instant, tried: number): DryRun {
    const took = (id: string): number => this.#took.get(id) ?? 0
    return {
      from,
      tried,
      rules: [
        ...this.#rules.map(({ id, title, on }) => ({ id, title, ...(on !== 'no-cover' && { took: took(id) }) })),
        { id: fallbackId, title: fallbackTitle, took: took(fallbackId) },
      ],
      owners: [...this.#owners]
        .map(([party, counts]) => ({ party, words: partyName(this.#reader, party), ...counts }))
        .sort((a, b) => b.after - a.after || b.before - a.before || a.words.localeCompare(b.words)),
      changes: this.#changes,
      changed: this.#changed,
      circles: this.#circles.slice(0, mostListed),
    }
  }
}

function readTask({ db }: Reader, id: LocalId): Task | undefined {
  const row = one<{ json: string }>(db, `SELECT json FROM resource WHERE id = ? AND type = 'Task'`, id)
  return row && (parseJson(row.json) as Task)
}

/** Whom a task went to when it came: as its first rule says, else whose it was before somebody took it. */
function asItWas(
  reader: Reader,
  saved: readonly Rule[],
  row: Row,
  task: Task,
): { to: Party | undefined; because: string } {
  const [first] = hopsOf(reader, task)
  if (first) return { to: first.to, because: titleOf(first.rule, saved) }
  const from = task.extension?.find(({ url }) => url === taskExtension.claimedFrom)?.valueReference
  const to = (row.claimed_from && partyOf(reader, from)) || ownerOf(reader, task)
  return { to, because: 'By hand or by another system' }
}

/** What was known of a task then, whoever has it by now. */
function factsWith(reader: Reader, task: Task, at: string | undefined, owner: Party | undefined): Facts {
  const { owner: _now, ...facts } = factsOf(reader, task, at)
  return { ...facts, ...(owner && { owner }) }
}

/** Every decision about a task from when it came until it was taken or done. */
function wayOf(
  facts: (at: string | undefined, owner: Party | undefined) => Facts,
  rules: readonly Rule[],
  { begun, done_at }: Row,
  now: Date,
): { way: Decision[]; circle?: string[] } {
  const first = decide(facts(undefined, undefined), rules)
  const way = [first]
  const until = [begun, done_at, now.toISOString()].filter((each) => each !== null).sort()[0] as string
  for (let last = first; last.due < until; ) {
    const hops: Hop[] = way.map(({ rule, title, to }) => ({ rule, title, to }))
    const next = hop(facts(last.due, last.to), rules, 'overdue', hops)
    if (!next) break
    way.push(next.decision)
    if (next.circle) return { way, circle: next.circle }
    last = next.decision
  }
  return { way }
}
