import { randomUUID } from 'node:crypto'
import type { Task } from '@medplum/fhirtypes'
import { createCore, type RunningCore } from '../../main/core/create.js'
import { openStore } from '../../main/core/store/connection.js'
import { projectors } from '../../main/core/store/projections.js'
import { Store } from '../../main/core/store/store.js'
import { Calendar } from '../../main/ehr/practice/calendar.js'
import { patientResource } from '../../main/ehr/practice/patient.js'
import { ordinaryPerson } from '../../main/ehr/practice/person.js'
import { Random } from '../../main/ehr/practice/random.js'
import { staff } from '../../main/ehr/practice/staff.js'
import { type Client, createClient } from '../../renderer/data/client.js'
import type { InputOf, OutputOf, QueryName } from '../../shared/contract/contract.js'
import type { InboxView } from '../../shared/contract/views/work/inbox.js'
import { taskExtension } from '../../shared/domain/task/extension.js'
import { kindOf, taskKinds } from '../../shared/domain/task/kind.js'
import { toInstant } from '../../shared/kernel/dates.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { cached, storeForm } from './harness/cache.js'
import { benchKey } from './harness/clinic.js'
import { flag } from './harness/flag.js'
import { type BenchResult, compare } from './harness/measure.js'
import { percentiles } from './harness/percentiles.js'

const seed = 20261122
const patients = 700
/** The people before are the cast of the practice clinic, made by hand. */
const first = 15
/** As many pages as the window watches around what is on screen, and rows on each. */
const [pages, rows] = [3, 50]
const teams = ['blue-team', 'front-desk', 'phlebotomy']
const work = ['Potassium 5.9 mmol/L H', 'Refill: sertraline 50 mg', 'Call about physiotherapy', 'MRI knee: no result']

/** Any kind that ends with a tick: the others would stand on top for ever. */
const kinds = taskKinds.filter((kind) => kind !== 'refill-request' && kind !== 'call')

/** Task number `n`: open ones are mostly one person's and her team's, as in an inbox nobody has looked at for months. */
function taskOf(n: number, isOpen: boolean, at: Date): Task {
  const random = new Random(seed, n, 5)
  const kind = random.pick(kinds)
  const minutes = (by: number): string => new Date(at.getTime() + by * 60_000).toISOString()
  const [age, mine] = [random.int(1, 43_000), random.chance(0.7)]
  return {
    resourceType: 'Task',
    id: `bench-${n}`,
    meta: { versionId: '1', lastUpdated: minutes(-1) },
    status: isOpen ? 'requested' : 'completed',
    intent: 'order',
    priority: random.pick(['routine', 'routine', 'routine', 'urgent', 'asap', 'stat']),
    code: { coding: [{ system: 'https://rounds.example/fhir/task-kind', code: kind }], text: kindOf[kind].one },
    description: random.pick(work),
    for: { reference: `Patient/bench-${random.int(0, patients - 1)}` },
    authoredOn: minutes(-age),
    lastModified: minutes(-1),
    owner: { reference: mine ? 'Practitioner/novak' : `CareTeam/${random.pick(teams)}` },
    ...(isOpen ? {} : { executionPeriod: { end: minutes(-random.int(1, 40_000)) } }),
    ...(random.chance(0.6) && { restriction: { period: { end: minutes(random.int(-9000, 9000)) } } }),
    ...(kind === 'result-review' && {
      extension: [{ url: taskExtension.flag, valueCode: random.pick(['HH', 'H', 'L', 'N', 'N']) }],
    }),
  }
}

/** A workstation of Dr Novak with so much to do and so much done. */
const inboxProfile = (open: number, done: number): Promise<string> =>
  cached(`inbox-${open}-${done}.${storeForm()}`, async (folder) => {
    const store = new Store(openStore(folder, benchKey), projectors)
    const at = new Date()
    const calendar = new Calendar(at.toISOString())
    store.receive(toInstant(at), (tx) => {
      for (const resource of staff()) tx.accept(resource)
      for (let n = 0; n < patients; n += 1) {
        const person = ordinaryPerson(seed, first + n, calendar.today)
        const resource = patientResource({ person, calendar, joined: calendar.today - 900 })
        tx.accept({ ...resource, id: `bench-${n}` })
      }
    })
    for (let n = 0; n < open + done; n += 1000) {
      store.receive(toInstant(at), (tx) => {
        for (let i = n; i < Math.min(n + 1000, open + done); i += 1) tx.accept(taskOf(i, i < open, at))
      })
    }
    const id = store.identity.localId('Practitioner', 'novak')
    const user = { id, name: 'Dr Lena Novak', initials: 'LN', role: 'physician', title: 'Physician' }
    store.receive(toInstant(at), (tx) => tx.set('session.user', JSON.stringify(user)))
    store.close()
  })

/** A window's end of the line to a core in this process: the real client, and every message copied as a port copies it. */
function windowOf({ core }: RunningCore, lingerMs: number): Client {
  let toWindow: (message: unknown) => void = () => {}
  let toCore: (message: unknown) => void = () => {}
  core.attach(1, {
    post: (message) => toWindow(structuredClone(message)),
    onMessage: (handler) => {
      toCore = handler
    },
    onClose: () => {},
    close: () => {},
  })
  return createClient(
    {
      post: (message) => toCore(structuredClone(message)),
      onMessage: (handler) => {
        toWindow = handler
      },
      onConnect: (handler) => handler(),
      onDisconnect: () => {},
    },
    { lingerMs },
  )
}

/** The screen's live questions for a view, watched as the window watches them. */
class Screen {
  readonly #client: Client
  #ends: (() => void)[] = []
  #heard: (() => void)[] = []
  ids: readonly LocalId[] = []

  constructor(client: Client) {
    this.#client = client
  }

  /** Turns to a view; done when the list, its pages and the counts are there. */
  async turn(view: InboxView): Promise<void> {
    const before = this.#ends
    const lingers = !view.text
    this.#ends = []
    const answers: Promise<unknown>[] = [
      this.#see('inbox.ids', { view }, lingers, (ids) => {
        this.ids = ids
      }),
      this.#see('inbox.counts', {}, true, () => {}),
    ]
    for (let page = 0; page < pages; page += 1)
      answers.push(this.#see('inbox.page', { view, from: page * rows, count: rows }, lingers, () => {}))
    await Promise.all(answers)
    for (const end of before) end()
  }

  /** Waits until what the list says fits. */
  async until(fits: (ids: readonly LocalId[]) => boolean): Promise<void> {
    while (!fits(this.ids)) await new Promise<void>((resolve) => this.#heard.push(resolve))
  }

  #see<K extends QueryName>(
    name: K,
    input: InputOf<K>,
    lingers: boolean,
    put: (data: OutputOf<K>) => void,
  ): Promise<void> {
    const watch = this.#client.watch(name, input, { lingers })
    return new Promise((resolve) => {
      const look = (): void => {
        const { data } = watch.current()
        if (data === undefined) return
        put(data)
        resolve()
        for (const heard of this.#heard.splice(0)) heard()
      }
      this.#ends.push(watch.subscribe(look))
      look()
    })
  }
}

interface Samples {
  open: number[]
  filter: number[]
  next: number[]
  remote: number[]
}

const mine = (more: Partial<InboxView> = {}): InboxView => ({ box: 'mine', order: 'urgent', ...more })
const typed = ['p', 'po', 'pot', 'pota', 'potas', 'refill', 'refill u', 'refill urgent', 'over', 'overdue']

/** The four things a person does all day, and how long each takes until everything the screen shows is in the window. */
async function measured(open: number, done: number, rounds: number): Promise<Samples> {
  const profile = await inboxProfile(open, done)
  const running = createCore({
    profile,
    keyHex: benchKey,
    ehrUrl: 'http://127.0.0.1:9/fhir',
    practice: true,
    workstation: randomUUID(),
  })
  // The acts follow one another faster than a person's would: nothing is answered by what lingers of the act before.
  const client = windowOf(running, 0)
  const screen = new Screen(client)
  const samples: Samples = { open: [], filter: [], next: [], remote: [] }
  const clock = async (list: number[], act: () => Promise<unknown>): Promise<void> => {
    const started = performance.now()
    await act()
    list.push(performance.now() - started)
  }
  const { store } = running.context
  for (let round = 0; round < rounds; round += 1) {
    // As after signing in: nothing is answered from what was read before.
    store.receive(toInstant(new Date()), (tx) => tx.touch('Task'))
    await clock(samples.open, () => screen.turn(mine({ box: round % 2 === 0 ? 'all' : 'team' })))
    await screen.turn(mine())
    const [top, second] = screen.ids
    if (!top || !second) throw new Error('there is nothing to do')
    await clock(samples.next, async () => {
      const [finished, view] = await Promise.all([
        client.send('task.complete', { task: top }),
        client.ask('task.view', { task: second }),
        screen.until((ids) => !ids.includes(top)),
      ])
      if (!finished.ok || !view.ok) throw new Error('it could not be finished')
    })
    const undone = await client.send('task.reopen', { task: top })
    if (!undone.ok) throw new Error(undone.refusal.message)
    await screen.until((ids) => ids.includes(top))
    const arrived = taskOf(1_000_000 + round, true, new Date())
    arrived.id = `new-${round}-${randomUUID()}`
    arrived.owner = { reference: 'Practitioner/novak' }
    let id: LocalId | undefined
    await clock(samples.remote, () => {
      store.receive(toInstant(new Date()), (tx) => tx.accept(arrived))
      id = store.identity.localId('Task', arrived.id ?? '')
      return screen.until((ids) => id !== undefined && ids.includes(id))
    })
    store.receive(toInstant(new Date()), (tx) => {
      tx.accept({ ...arrived, status: 'cancelled', meta: { versionId: '2', lastUpdated: new Date().toISOString() } })
    })
    await screen.until((ids) => id !== undefined && !ids.includes(id))
    for (const text of typed) await clock(samples.filter, () => screen.turn(mine({ text: `${text} ${round}` })))
    await screen.turn(mine())
  }
  await running.stop()
  return samples
}

/**
 * The inbox with `--open N` (10,000) open and `--done N` (30,000) finished tasks, in the core and over the line to a window:
 * opening a box, a key in the filter, finishing and going on to the next, a change from elsewhere; until all of what the
 * screen shows has arrived. The baseline is the very same with 50 open and nothing done. Milliseconds.
 */
export const run = async (): Promise<BenchResult> => {
  const [open, done, rounds] = [flag('open', 10_000), flag('done', 30_000), flag('rounds', 30)]
  const baseline = await measured(50, 0, rounds)
  const ours = await measured(open, done, rounds)
  const whole = ({ open, filter, next, remote }: Samples): number[] => [...open, ...filter, ...next, ...remote]
  const more: Record<string, number> = {}
  for (const act of ['open', 'filter', 'next', 'remote'] as const) {
    more[`${act}, p95, ms`] = percentiles(ours[act]).p95
    more[`${act} with 50, p95, ms`] = percentiles(baseline[act]).p95
  }
  return { ...compare({ name: 'inbox', unit: 'ms', ours: whole(ours), baseline: whole(baseline), at: 'p95' }), more }
}
