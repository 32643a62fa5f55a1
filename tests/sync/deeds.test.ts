import type { Communication, ServiceRequest, Task } from '@medplum/fhirtypes'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCore } from '../../main/core/create.js'
import { act } from '../../main/core/handlers/work/act.js'
import type { OutboxRow } from '../../main/core/outbox/outbox.js'
import { machineId } from '../../main/core/store/identity.js'
import type { Writer } from '../../main/core/store/write.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import type { Result } from '../../shared/kernel/result.js'
import { clinic, until, type Workstation } from '../support/clinic.js'
import { copyOf } from '../support/damage.js'
import { madeBy, observation, one, sentAll } from '../support/sending.js'

/** The clock goes on by itself, and can be moved ahead: no hold is waited for. */
function clock() {
  let ahead = 0
  const itself = { now: () => new Date(Date.now() + ahead) }
  return {
    clock: itself,
    later(ms: number, a: Workstation) {
      ahead += ms
      a.context.sync.poke()
    },
  }
}

async function desk() {
  const ehr = await clinic()
  const time = clock()
  const a = await (await (await ehr.workstation('A', { clock: time.clock })).as('novak')).ready()
  return { ehr, a, time, later: (ms: number) => time.later(ms, a) }
}

const taskOf = (a: Workstation): LocalId => a.id('Task', 'task-p1')

const message = (a: Workstation): Communication => ({
  resourceType: 'Communication',
  status: 'completed',
  subject: { reference: 'Patient/p1' },
  recipient: [{ reference: 'Patient/p1' }],
  basedOn: [{ reference: a.context.store.identity.reference('Task', taskOf(a)) }],
  payload: [{ contentString: 'Your potassium is high.' }],
})
const order: ServiceRequest = {
  resourceType: 'ServiceRequest',
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p1' },
  code: { text: 'Basic metabolic panel' },
}

interface Review {
  deed: string
  message: LocalId
  order: LocalId
}

/** Finishes the task, writes to the patient and orders again: one key press. */
function review(a: Workstation, task = taskOf(a)): Review {
  const { context } = a
  const who = context.session.user() as NonNullable<ReturnType<typeof context.session.user>>
  return act(
    context,
    { who, words: 'Reviewed Potassium 6.1 mmol/L', task, patient: a.id('Patient', 'p1'), drafts: ['reply'] },
    (tx: Writer) => {
      const made = { message: context.newId(), order: context.newId() }
      tx.edit('Task', task, (resource) => {
        resource.status = 'completed'
        resource.owner = { reference: a.context.store.identity.reference('Practitioner', who.id) }
        resource.note = [...(resource.note ?? []), { text: 'Not haemolysed.' }]
      })
      tx.create(made.message, message(a))
      tx.create(made.order, order)
      return { ...made, deed: tx.deed as string }
    },
  )
}

let calls = 0
const call = (a: Workstation, name: string, input: unknown): Promise<Result<unknown>> =>
  a.running.core.call(name, input, `deeds-${++calls}`, { window: 1, bound: null })
const deeds = (a: Workstation): { state: string }[] =>
  (a.running.core.ask('deed.list', {}) as { value: { state: string }[] }).value

/** Every table a deed can change, but for the notes of what was done. */
function tables(a: Workstation): Record<string, unknown[]> {
  const { db } = a.context.store
  const names = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all() as string[]
  const apart = /^(audit|command|deed|deed_part|setting|pull_cursor|held_chart|patient_(words|numbers).*)$/
  return Object.fromEntries(
    names
      .filter((name) => !apart.test(name))
      .map((name) => [
        name,
        db
          .prepare(`SELECT * FROM "${name}"`)
          .all()
          .map((row) => JSON.stringify(row))
          .filter((row) => !row.endsWith('"n":0}'))
          .sort(),
      ]),
  )
}

test('a message and an order wait some seconds, the task does not, and sending now does not shorten that', async () => {
  const { ehr, a, later } = await desk()
  const made = review(a)
  await until(async () => (await ehr.get<Task>('Task/task-p1')).status === 'completed')
  a.context.sync.now()
  await a.context.sync.send(5_000)
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toEqual([])
  expect(await ehr.all(`ServiceRequest?${madeBy(made.order)}`)).toEqual([])
  expect(deeds(a)).toMatchObject([
    { state: 'held', words: 'Reviewed Potassium 6.1 mmol/L', patientName: expect.any(String) },
  ])
  later(9_000)
  await sentAll(a)
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toHaveLength(1)
  expect(deeds(a)).toMatchObject([{ state: 'done' }])
  const refused = await call(a, 'deed.undo', { deed: made.deed })
  expect(refused).toMatchObject({
    ok: false,
    refusal: { code: 'stale', message: expect.stringMatching(/left at .*Nothing was changed/) },
  })
  expect((await ehr.get<Task>('Task/task-p1')).status).toBe('completed')
})

test('taken back in time it never was for the patient, the words are there again, and it can be done again', async () => {
  const { ehr, a, later } = await desk()
  await call(a, 'work.draft', { task: taskOf(a), what: 'reply', text: 'Your potassium is high.' })
  const before = (await ehr.get<Task>('Task/task-p1')).note
  const made = review(a)
  expect(a.running.core.ask('work.drafts', {})).toMatchObject({ value: [] })
  await until(async () => (await ehr.get<Task>('Task/task-p1')).status === 'completed')
  expect(await call(a, 'deed.undo', { deed: made.deed })).toMatchObject({ ok: true })
  expect(a.running.core.ask('work.drafts', {})).toMatchObject({ value: [{ text: 'Your potassium is high.' }] })
  await until(async () => (await ehr.get<Task>('Task/task-p1')).status !== 'completed')
  later(20_000)
  await sentAll(a)
  expect((await ehr.get<Task>('Task/task-p1')).note).toEqual(before)
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toEqual([])
  expect(deeds(a)).toMatchObject([{ state: 'undone' }])
  expect(await call(a, 'deed.undo', { deed: made.deed })).toMatchObject({ ok: false, refusal: { code: 'stale' } })

  expect(await call(a, 'deed.redo', { deed: made.deed })).toMatchObject({ ok: true })
  expect(deeds(a)).toMatchObject([{ state: 'held' }])
  expect(a.running.core.ask('work.drafts', {})).toMatchObject({ value: [] })
  later(9_000)
  await sentAll(a)
  expect((await ehr.get<Task>('Task/task-p1')).status).toBe('completed')
  const sent = await ehr.all<Communication>(`Communication?${madeBy(made.message)}`)
  expect(sent).toMatchObject([{ payload: [{ contentString: 'Your potassium is high.' }] }])
  expect(sent[0]?.identifier).toHaveLength(1)
})

/** One thing a deed, or somebody before it, does to a task or what was made earlier. */
const step = fc.oneof(
  fc.record({ do: fc.constantFrom('status', 'note', 'owner', 'flag' as const), task: fc.nat(3), word: fc.nat(5) }),
  fc.record({ do: fc.constantFrom('message', 'order', 'task' as const), task: fc.nat(3), word: fc.nat(5) }),
  fc.record({ do: fc.constant('edit-order' as const), task: fc.nat(3), word: fc.nat(5) }),
)

function take(
  a: Workstation,
  tx: Writer,
  made: LocalId[],
  { do: what, task: number, word }: typeof step extends fc.Arbitrary<infer Value> ? Value : never,
): void {
  const id = a.id('Task', `task-p${number + 1}`)
  tx.under(id)
  const words = `word ${word}`
  if (what === 'message') tx.create(a.context.newId(), { ...message(a), payload: [{ contentString: words }] })
  else if (what === 'task')
    tx.create(a.context.newId(), { resourceType: 'Task', status: 'requested', intent: 'order', description: words })
  else if (what === 'order') {
    const order1 = a.context.newId()
    made.push(order1)
    tx.create(order1, { ...order, code: { text: words } })
  } else if (what === 'edit-order') {
    const [one] = made.slice(-1 - number)
    if (one)
      tx.edit('ServiceRequest', one, (resource) => {
        resource.priority = word > 2 ? 'stat' : 'routine'
      })
  } else
    tx.edit('Task', id, (task) => {
      if (what === 'status') task.status = word > 2 ? 'completed' : 'in-progress'
      else if (what === 'note') task.note = [...(task.note ?? []), { text: words }]
      else if (what === 'owner') task.owner = { reference: `Practitioner/${word}` }
      else task.extension = [{ url: 'https://rounds.example/fhir/result-flag', valueCode: words }]
    })
}

test('what never left is as if it had never been, to the letter, whatever waited before', async () => {
  const { a } = await one()
  await a.offline()
  const { context } = a
  const who = context.session.user() as NonNullable<ReturnType<typeof context.session.user>>
  const made: LocalId[] = []
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 4 }),
      fc.array(step, { minLength: 1, maxLength: 8 }),
      async (earlier, steps) => {
        context.store.commit({ who: who.id, at: context.at() }, (tx) => {
          for (const each of earlier) take(a, tx, made, each)
        })
        const before = tables(a)
        const there = made.length
        const deed = act(context, { who, words: 'Something' }, (tx) => {
          for (const each of steps) take(a, tx, made, each)
          return tx.deed as string
        })
        const after = tables(a)
        const undone = await call(a, 'deed.undo', { deed })
        made.length = there
        // Where nothing came of it there is nothing to take back.
        if (JSON.stringify(after) === JSON.stringify(before)) return
        expect(undone).toMatchObject({ ok: true })
        expect(tables(a)).toEqual(before)
      },
    ),
    { numRuns: 25 },
  )
})

test('somebody has changed it since: nothing is taken back, and what is in the way is said', async () => {
  const { ehr, a } = await desk()
  const made = review(a)
  await until(async () => (await ehr.get<Task>('Task/task-p1')).status === 'completed')
  await ehr.send('PATCH', 'Task/task-p1', [{ op: 'replace', path: '/status', value: 'in-progress' }])
  a.context.sync.now()
  await until(() => a.read('Task', taskOf(a))?.status === 'in-progress')
  const refused = await call(a, 'deed.undo', { deed: made.deed })
  expect(refused).toMatchObject({ ok: false, refusal: { message: expect.stringMatching(/has been changed since/) } })
  expect(a.read('Communication', made.message)).toBeDefined()
})

test('nothing leaves under a claim the EHR has not confirmed', async () => {
  const { ehr, a, later } = await desk()
  await a.offline()
  const made = review(a)
  later(9_000)
  // Another edit keeps the task busy after the cable is back: the EHR refuses it.
  a.edit('Task', taskOf(a), (task) => {
    task.for = { reference: 'Patient/p2' }
  })
  await ehr.send('PATCH', 'Task/task-p1', [{ op: 'replace', path: '/for', value: { reference: 'Patient/p3' } }])
  await a.online()
  a.context.sync.now()
  await until(() => a.context.outbox.unsentOf('Task', taskOf(a)) === 'needs-you')
  await a.context.sync.send(5_000)
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toEqual([])
  const waits = a.context.outbox.rows().find(({ id }) => id === made.message)
  expect(waits?.behind).toMatchObject({ because: 'claim', needsYou: true })
})

test('a signature ends the wait of that patient alone', async () => {
  const { a } = await desk()
  const made = review(a)
  const held = () =>
    a.context.outbox
      .rows()
      .filter(({ heldUntil }) => heldUntil)
      .map(({ id }) => id)
  expect(held()).toEqual([made.message, made.order])
  const note = a.create({
    ...{ resourceType: 'DocumentReference', status: 'current', docStatus: 'preliminary' },
    subject: { reference: 'Patient/p2' },
    content: [{ attachment: { contentType: 'text/plain', data: 'U2xlZXBz' } }],
  })
  const sign = (subject: string) =>
    a.edit('DocumentReference', note, (resource) => {
      resource.subject = { reference: subject }
      resource.docStatus = 'final'
    })
  sign('Patient/p2')
  expect(held()).toHaveLength(2)
  a.edit('DocumentReference', note, (resource) => {
    resource.docStatus = 'preliminary'
  })
  a.context.store.db.prepare('UPDATE resource SET patient = ? WHERE id = ?').run(a.id('Patient', 'p1'), note)
  sign('Patient/p2')
  expect(held()).toEqual([])
})

test.each(['quits', 'signs out'])('whoever %s takes nothing back any more: it leaves at once', async (how) => {
  const { ehr, a } = await desk()
  const made = review(a)
  if (how === 'quits') await a.running.stop()
  else await call(a, 'session.sign-out', { evenIfUnsent: false })
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toHaveLength(1)
  if (how === 'signs out') expect(a.context.session.user()).toBeUndefined()
})

test('what a colleague can still take back is not sent by somebody else', async () => {
  const { a } = await desk()
  const made = review(a)
  const others = a.context.store.db.prepare('UPDATE deed SET who = ? WHERE id = ?')
  others.run(a.id('Practitioner', 'hale'), made.deed)
  a.context.store.db.prepare('UPDATE outbox SET author = ?').run(a.id('Practitioner', 'hale'))
  expect(await call(a, 'deed.send-now', { deed: made.deed })).toMatchObject({ refusal: { code: 'not-found' } })
  expect(await call(a, 'deed.send-now', { deed: 'no such' })).toMatchObject({ refusal: { code: 'not-found' } })
  expect(await call(a, 'deed.send-now', {})).toMatchObject({ ok: true })
  const held = () => a.context.outbox.rows().filter(({ heldUntil }) => heldUntil)
  expect(held()).toHaveLength(2)
  others.run(a.id('Practitioner', 'novak'), made.deed)
  a.context.store.db.prepare('UPDATE outbox SET author = ?').run(a.id('Practitioner', 'novak'))
  expect(await call(a, 'deed.send-now', { deed: made.deed })).toMatchObject({ ok: true })
  expect(held()).toEqual([])
})

test('killed in the wait, it waits on after the restart and leaves once', async () => {
  const { ehr, a, later, time } = await desk()
  const made = review(a)
  await until(async () => (await ehr.get<Task>('Task/task-p1')).status === 'completed')
  await until(() => a.context.outbox.unsentOf('Task', taskOf(a)) === undefined)
  const killed = copyOf(a.profile)
  await a.offline()
  await a.running.stop()
  await a.online()
  const { keyHex, ehrUrl } = a
  a.running = createCore({ profile: killed, keyHex, ehrUrl, practice: true, workstation: 'A', clock: time.clock })
  a.context.sync.start()
  a.context.sync.now()
  await a.context.sync.send(5_000)
  expect(deeds(a)).toMatchObject([{ state: 'held' }])
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toEqual([])
  later(9_000)
  await sentAll(a)
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toHaveLength(1)
})

/** At A, offline, a task is finished with a message and an order, while B finishes it at the EHR. */
async function bothFinish(atB = 'hale') {
  const { ehr, a, later } = await desk()
  const b = await (await (await ehr.workstation('B')).as(atB)).ready()
  await a.offline()
  const made = review(a)
  // What else waits for the patient may leave, and takes nothing along that may not.
  a.create(observation('Patient/p1'))
  a.create(observation('Patient/p1'))
  later(9_000)
  b.edit('Task', taskOf(b), (task) => {
    task.status = 'completed'
    task.owner = { reference: `Practitioner/${atB}` }
    task.executionPeriod = { start: '2026-11-22T10:31:00Z', end: '2026-11-22T10:31:40Z' }
  })
  await sentAll(b)
  await a.online()
  a.context.sync.now()
  const parked = await until(() => {
    const rows = a.context.outbox.rows().filter(({ lost }) => lost)
    return rows.length === 2 ? rows : undefined
  })
  return { ehr, a, made, parked }
}
const itemOf = (rows: readonly OutboxRow[], id: LocalId): string =>
  (rows.find((row) => row.id === id) as OutboxRow).item

test('what was done under a task somebody else had finished stays here, says whose it was, and holds up no signature', async () => {
  const { ehr, a, made, parked } = await bothFinish()
  expect(parked.map(({ state, fixes }) => ({ state, fixes }))).toEqual([
    { state: 'needs-you', fixes: ['send-anyway', 'keep-draft', 'discard'] },
    { state: 'needs-you', fixes: ['send-anyway', 'discard'] },
  ])
  const list = a.running.core.ask('outbox.list', {}) as { value: { reason: string }[] }
  expect(list.value[0]?.reason).toMatch(/^.*Hale.* dealt with this at \d\d:\d\d\. Not sent\.$/)
  expect(deeds(a)).toMatchObject([{ state: 'lost' }])
  // Another change of the order does not send it.
  a.edit('ServiceRequest', made.order, (resource) => {
    resource.priority = 'stat'
  })
  const note = a.create({
    ...{ resourceType: 'DocumentReference', status: 'current', docStatus: 'preliminary' },
    subject: { reference: 'Patient/p1' },
    content: [{ attachment: { contentType: 'text/plain', data: 'U2xlZXBz' } }],
  })
  await until(() => a.context.outbox.unsentOf('DocumentReference', note) === undefined)
  a.edit('DocumentReference', note, (resource) => {
    resource.docStatus = 'final'
  })
  await until(() => a.context.outbox.unsentOf('DocumentReference', note) === undefined)
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toEqual([])
  expect(await ehr.all(`ServiceRequest?${madeBy(made.order)}`)).toEqual([])

  const picture = { contentType: 'image/png', data: 'iVBORw0KGgo=', title: 'Picture 1' }
  a.edit('Communication', made.message, (message) => {
    message.payload = [...(message.payload ?? []), { contentAttachment: picture }]
  })
  await call(a, 'outbox.fix', { item: itemOf(parked, made.message), fix: 'keep-draft' })
  // Its files too: chosen once, they are not lost because a colleague was first.
  expect(a.running.core.ask('work.draft-files', { who: a.id('Practitioner', 'novak') })).toMatchObject({
    value: [{ task: taskOf(a), files: [picture] }],
  })
  expect(a.running.core.ask('work.drafts', {})).toMatchObject({
    value: [{ task: taskOf(a), what: 'reply', text: 'Your potassium is high.' }],
  })
  await call(a, 'outbox.fix', { item: itemOf(parked, made.order), fix: 'discard' })
  await sentAll(a)
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toEqual([])
  expect(a.read('ServiceRequest', made.order)).toBeUndefined()
})

test('one person who finished it at two workstations is told at the second, whose message stays here', async () => {
  const { ehr, a, made } = await bothFinish('novak')
  const list = a.running.core.ask('outbox.list', {}) as { value: { reason: string }[] }
  expect(list.value[0]?.reason).toMatch(/Novak dealt with this at another workstation at \d\d:\d\d\. Not sent\.$/)
  const news = a.running.core.ask('task.news', { task: taskOf(a) })
  expect(news).toMatchObject({ value: [{ what: 'lost-finish', own: true }] })
  expect(await ehr.all(`Communication?${madeBy(made.message)}`)).toEqual([])
})

/** Work both workstations made of the same thing, which neither has sent; at B it is finished, with a message. */
async function madeAtBoth() {
  const { ehr, a, later } = await desk()
  const b = await (await (await ehr.workstation('B')).as('hale')).ready()
  const made: Task = {
    ...{ resourceType: 'Task', status: 'requested', intent: 'order', for: { reference: 'Patient/p1' } },
    ...{ description: 'Potassium 6.1', owner: { reference: 'CareTeam/blue' }, authoredOn: '2026-11-22T10:00:00Z' },
    extension: [{ url: 'https://rounds.example/fhir/made-by', valueCode: 'routing' }],
  }
  const id = machineId('unsigned', 'potassium' as LocalId)
  for (const each of [a, b]) {
    await each.offline()
    each.context.store.commit({ who: undefined, at: each.context.at() }, (tx) => tx.create(id, made))
  }
  const atB = review(b, id)
  await call(b, 'deed.send-now', { deed: atB.deed })
  return { ehr, a, b, later, id, atB }
}
const copiesOf = (ehr: { all<T>(path: string): Promise<T[]> }, id: LocalId) => ehr.all<Task>(`Task?${madeBy(id)}`)

test('work of the machine that two finished before it left reaches the patient once', async () => {
  const { ehr, a, b, later, id, atB } = await madeAtBoth()
  const atA = review(a, id)
  await a.online()
  later(9_000)
  await sentAll(a)
  await b.online()
  b.context.sync.now()
  await until(() => b.context.outbox.rows().filter(({ lost }) => lost).length === 2)
  expect(await copiesOf(ehr, id)).toMatchObject([{ status: 'completed', owner: { reference: 'Practitioner/novak' } }])
  expect(await ehr.all(`Communication?${madeBy(atA.message)}`)).toHaveLength(1)
  expect(await ehr.all(`Communication?${madeBy(atB.message)}`)).toEqual([])
  expect(b.running.core.ask('task.news', { task: id })).toMatchObject({ value: [{ what: 'lost-finish' }] })
})

test('work of the machine that one finished before another’s copy of it was known stays finished', async () => {
  const { ehr, a, b, id, atB } = await madeAtBoth()
  await a.online()
  await sentAll(a)
  await b.online()
  await sentAll(b)
  expect(await copiesOf(ehr, id)).toMatchObject([{ status: 'completed', note: [{ text: 'Not haemolysed.' }] }])
  expect(await ehr.all(`Communication?${madeBy(atB.message)}`)).toHaveLength(1)
})

test('a person may send it all the same', async () => {
  const { ehr, a, made, parked } = await bothFinish()
  await call(a, 'outbox.fix', { item: itemOf(parked, made.message), fix: 'send-anyway' })
  await until(async () => (await ehr.all(`Communication?${madeBy(made.message)}`)).length === 1)
  expect(await ehr.all(`ServiceRequest?${madeBy(made.order)}`)).toEqual([])
})

/** At A, offline, a task is finished, a call asked for instead of a message and another task finished with it, while B finishes it. */
async function callAndOther(decided: 'finishes' | 'claims') {
  const { ehr, a } = await desk()
  const b = await (await (await ehr.workstation('B')).as('hale')).ready()
  const { context } = a
  const who = context.session.user() as NonNullable<ReturnType<typeof context.session.user>>
  const other = a.id('Task', 'task-p2')
  await call(a, 'work.draft', { task: taskOf(a), what: 'refill', text: 'Not before a visit.' })
  await call(a, 'work.draft', { task: taskOf(a), what: 'comment', text: 'Last seen in May.' })
  await a.offline()
  const asked = act(
    context,
    { who, words: 'Denied', task: taskOf(a), patient: a.id('Patient', 'p1'), drafts: ['refill', 'comment'] },
    (tx: Writer) => {
      for (const id of [taskOf(a), other])
        tx.edit('Task', id, (resource) => {
          resource.status = 'completed'
          resource.owner = { reference: 'Practitioner/novak' }
        })
      const id = context.newId()
      tx.create(id, {
        ...{ resourceType: 'Task', status: 'requested', intent: 'order', for: { reference: 'Patient/p1' } },
        description: 'Tell about the refill',
        input: [{ type: { text: 'What to say' }, valueString: 'Not before a visit.' }],
      })
      return id
    },
  )
  // A colleague's word to the other task stays, and so does mine.
  a.edit('Task', other, (task) => {
    task.note = [...(task.note ?? []), { text: 'Said later.' }]
  })
  b.edit('Task', taskOf(b), (task) => {
    task.status = decided === 'claims' ? 'in-progress' : 'completed'
    task.owner = { reference: 'Practitioner/hale' }
    task.executionPeriod = { start: '2026-11-22T10:31:00Z' }
  })
  await sentAll(b)
  await a.online()
  a.context.sync.now()
  await sentAll(a)
  return { ehr, a, asked, other }
}

test('tasks a lost deed made are dropped with it, those it finished are open again, and the words are there', async () => {
  const { ehr, a, asked, other } = await callAndOther('finishes')
  expect(await ehr.all(`Task?${madeBy(asked)}`)).toEqual([])
  expect(a.read('Task', asked)).toBeUndefined()
  const there = await ehr.get<Task>('Task/task-p2')
  expect(there.status).not.toBe('completed')
  expect(there.note).toEqual(expect.arrayContaining([expect.objectContaining({ text: 'Said later.' })]))
  expect(a.read('Task', other)?.status).toBe(there.status)
  expect(a.running.core.ask('task.news', { task: taskOf(a) })).toMatchObject({ value: [{ what: 'lost-finish' }] })
  const { value } = a.running.core.ask('work.drafts', {}) as { value: { what: string; text: string }[] }
  expect(value.map(({ what, text }) => [what, text])).toEqual([['refill', 'Not before a visit.']])
})

test('a task finished while a colleague only had it keeps what was asked for with it', async () => {
  const { ehr, asked } = await callAndOther('claims')
  expect(await ehr.all(`Task?${madeBy(asked)}`)).toHaveLength(1)
  expect((await ehr.get<Task>('Task/task-p2')).status).toBe('completed')
})

test('tasks finished with each other do not wait for each other', async () => {
  const { ehr, a } = await desk()
  const { context } = a
  const who = context.session.user() as NonNullable<ReturnType<typeof context.session.user>>
  const [one, two] = [taskOf(a), a.id('Task', 'task-p2')]
  await a.offline()
  const finish = (under: LocalId, words: string) =>
    act(context, { who, words, task: under }, (tx: Writer) => {
      for (const id of [one, two])
        tx.edit('Task', id, (task) => {
          task.note = [...(task.note ?? []), { text: words }]
        })
    })
  finish(one, 'first')
  finish(two, 'second')
  await a.online()
  a.context.sync.now()
  await sentAll(a)
  for (const path of ['Task/task-p1', 'Task/task-p2'])
    expect((await ehr.get<Task>(path)).note?.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['first', 'second']),
    )
})
