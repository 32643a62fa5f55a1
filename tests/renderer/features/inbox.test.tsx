// @vitest-environment jsdom
import { beforeAll, expect, test, vi } from 'vitest'
import type { Working } from '../../../renderer/features/inbox/working.js'
import type { Staff } from '../../../shared/contract/views/session.js'
import type { TaskRow, TaskView } from '../../../shared/contract/views/task.js'
import { taskKinds } from '../../../shared/domain/task/kind.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { FakeCore, settled } from '../support/fakeCore.js'

const completed: string[] = []
const broughtBack: string[][] = []
const answers: { id: string }[] = []
const core = new FakeCore({
  queries: {
    'session.current': () => ({ state: 'signed-out', clinic: '', practice: false }),
    'deed.list': () => [],
    'refill.view': () => ({ seen: 's', portal: 'yes', answers, earlier: [] }),
  },
  commands: {
    'task.complete': ({ task }: { task: string }) => void completed.push(task),
    'inbox.finish': ({ tasks }: { tasks: string[] }) => ({ done: tasks.length, left: [] }),
    'work.draft': () => null,
    'task.unsnooze': ({ tasks }: { tasks: string[] }) => void broughtBack.push(tasks),
    'result.act': ({ task }: { task: string }) => void completed.push(task),
  },
})

beforeAll(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }))
  Object.defineProperty(window, 'rounds', { value: core.bridge })
  core.start()
})

const task = (id: string, more: Partial<TaskRow> = {}) =>
  ({ id, kind: 'result-review', text: id, status: 'open', ...more }) as TaskRow

/** Somebody at work on these tasks, in this order. */
function at(tasks: readonly TaskRow[], first = tasks[0]): Working {
  const working: Working = {
    staff: { id: 'novak', role: 'physician' } as unknown as Staff,
    box: 'mine',
    row: first,
    view: undefined,
    select: (id) => {
      working.row = tasks.find((one) => one.id === id)
    },
    after: (id) => (tasks[tasks.findIndex((one) => one.id === id) + 1]?.id ?? null) as LocalId | null,
    move: () => {},
    show: () => {},
    look: { box: 'mine', order: 'urgent' },
    kinds: [],
    ids: first ? [first.id] : [],
    chosen: new Set(),
    choose: () => {},
    listed: tasks.map(({ id }) => id),
    turn: () => {},
    focusFilter: () => {},
    focus: () => false,
    field: () => () => {},
    start: () => {},
    open: () => {},
  }
  return working
}

test('completing by a double press leaves the task that comes next, which nobody has read', async () => {
  const { actions } = await import('../../../renderer/features/inbox/actions/index.js')
  const complete = actions.find(({ id }) => id === 'complete')
  const working = at(['first', 'second', 'third'].map((id) => task(id)))
  const press = async () => {
    await complete?.run?.(working)
    await settled()
  }
  vi.useFakeTimers({ toFake: ['performance'] })
  await press()
  expect(working.row?.id).toBe('second')
  vi.advanceTimersByTime(200)
  await press()
  expect(completed).toEqual(['first'])
  vi.advanceTimersByTime(1000)
  await press()
  expect(completed).toEqual(['first', 'second'])
  vi.useRealTimers()
})

test('a double press does not finish what comes next, of whatever kind it is', async () => {
  const { actions } = await import('../../../renderer/features/inbox/actions/index.js')
  const { noteShown } = await import('../../../renderer/features/inbox/result/shown.js')
  const press = async (name: string, working: Working) => {
    await actions.find(({ id }) => id === name)?.run?.(working)
    await settled()
  }
  vi.useFakeTimers({ toFake: ['performance'] })
  vi.advanceTimersByTime(10_000)
  completed.length = 0
  const result = task('result')
  const view = { ...result, patient: { id: 'p' }, report: { id: 'r' } } as unknown as TaskView
  noteShown('result', 'as it was read')
  const working = { ...at([result, task('mention', { kind: 'mention' })]), view }
  await press('review-result', working)
  vi.advanceTimersByTime(200)
  await press('complete', at([task('mention', { kind: 'mention' })]))
  expect(completed).toEqual(['result'])
  vi.advanceTimersByTime(10_000)
  const calls = at([task('in view', { kind: 'call' })])
  const [a, b, c] = ['a', 'b', 'c'].map((id) => task(id, { kind: 'call' })) as [TaskRow, TaskRow, TaskRow]
  const several = { ...at([a, b, c]), ids: ['a', 'b'] as LocalId[], select: vi.fn() }
  await press('finish-chosen', several)
  expect(several.select).toHaveBeenCalledWith('c')
  vi.advanceTimersByTime(200)
  await press('complete', calls)
  expect(completed).toEqual(['result'])
  vi.useRealTimers()
})

const novak = { id: 'novak', name: 'Dr Lena Novak', role: 'physician' } as unknown as Staff
const hales = { id: 'hale', name: 'Marcus Hale', team: false, mine: false } as NonNullable<TaskRow['owner']>

test('what was put away together is brought back together, and taken back by one key', async () => {
  const { actions, allowed } = await import('../../../renderer/features/inbox/actions/index.js')
  const rows = ['a', 'b'].map((id) => task(id, { away: { until: 'x' } as never }))
  const working = {
    ...at(rows),
    box: 'snoozed' as const,
    ids: ['a', 'b'] as LocalId[],
    chosen: new Set(['a', 'b'] as LocalId[]),
  }
  const chosen = { ...working, choose: vi.fn() }
  const onS = (among: Working) =>
    actions.filter((action) => action.keys === 's' && allowed(action, among)).map(({ id }) => id)
  expect(onS(chosen)).toEqual(['unsnooze'])
  expect(onS({ ...chosen, box: 'mine' })).toEqual(['snooze'])
  await actions.find(({ id }) => id === 'unsnooze')?.run?.(chosen)
  expect(broughtBack).toEqual([['a', 'b']])
  expect(chosen.choose).toHaveBeenCalledWith([])
})

test('of several prescriptions made since none is taken for the answer, of one that is', async () => {
  const { actions } = await import('../../../renderer/features/inbox/actions/index.js')
  const { refillDraft } = await import('../../../renderer/features/inbox/refill/draft.js')
  const press = async (name: string) => {
    await actions.find(({ id }) => id === 'prescribed-refill')?.run?.(at([task(name, { kind: 'refill-request' })]))
    return refillDraft(name, { portal: 'yes' })
  }
  answers.splice(0, 2, { id: 'one' }, { id: 'two' })
  const several = await press('several')
  expect([several.as, several.prescription]).toEqual(['prescribed', undefined])
  answers.splice(1)
  expect((await press('single')).prescription).toBe('one')
})

test('what a colleague is at offers what is right, and nothing that would be refused', async () => {
  const { actions, allowed } = await import('../../../renderer/features/inbox/actions/index.js')
  const offered = (row: TaskRow, staff = novak) => {
    const view = { ...row, context: { held: 'held', medicines: [] }, messages: [], report: { id: 'r' } }
    const working = { ...at([row]), staff, view: view as unknown as TaskView }
    return actions.filter((action) => allowed(action, working)).map(({ id }) => id)
  }
  const refusedOf = [
    'complete',
    'claim',
    'snooze',
    'due',
    'drop',
    'reply',
    'review-result',
    'write-result',
    'told-result',
  ]
  for (const kind of taskKinds) {
    const taken = offered(task(kind, { kind, status: 'claimed', owner: hales }))
    expect(
      taken.filter((id) => refusedOf.includes(id) || /refill|settle|call/.test(id)),
      kind,
    ).toEqual([])
    expect(taken).toEqual(expect.arrayContaining(['take-over', 'assign', 'ask', 'watch']))
  }
  // A claim that has ended holds nobody back, and is claimed like anything else.
  const lapsed = task('lapsed', { kind: 'call', status: 'claimed', owner: hales, lapsed: '2026-11-23' as never })
  expect(offered(lapsed)).toEqual(expect.arrayContaining(['claim', 'snooze', 'drop']))
  const desk = { ...novak, role: 'front-desk' } as Staff
  expect(offered(task('result', { status: 'claimed', owner: hales }), desk)).not.toContain('take-over')
  expect(offered(task('note', { kind: 'sign-note' }), desk)).not.toContain('complete')
  // A refill is approved or denied, or handed to somebody who may.
  expect(offered(task('refill', { kind: 'refill-request' }), desk)).not.toContain('complete')
})

test('a result that cannot be read here is not ticked off', async () => {
  const { actions, allowed } = await import('../../../renderer/features/inbox/actions/index.js')
  const complete = actions.find(({ id }) => id === 'complete')
  const row = task('result', { patient: { id: 'p' } as never })
  const working = (held: string | undefined): Working => ({
    ...at([row]),
    staff: novak,
    view: held ? ({ ...row, messages: [], context: { held } } as unknown as TaskView) : undefined,
  })
  for (const held of [undefined, 'loading', 'not-held'])
    expect(complete && allowed(complete, working(held)), held).toBe(false)
  // One that names no report is finished like anything else.
  expect(complete && allowed(complete, working('held'))).toBe(true)
})

test('a note that waits for a signature is signed in its chart, not ticked off', async () => {
  const { actions, allowed } = await import('../../../renderer/features/inbox/actions/index.js')
  const keyOf = (more: Partial<TaskView>) => {
    const row = task('note', { kind: 'cosign-note', patient: { id: 'p' } as never })
    const view = { ...row, messages: [], context: { held: 'held' }, ...more } as unknown as TaskView
    const working = { ...at([row]), staff: novak, view }
    return actions.filter((action) => action.keys === 'e' && allowed(action, working)).map(({ id }) => id)
  }
  expect(keyOf({ noteId: 'n' as LocalId, unsigned: true })).toEqual(['sign'])
  // Signed at another system, which does not finish our work.
  expect(keyOf({ noteId: 'n' as LocalId })).toEqual(['complete'])
  expect(keyOf({ context: { held: 'loading' } as TaskView['context'] })).toEqual([])
})

test('no key means two things at once, whatever is in view', async () => {
  const { actions, allowed } = await import('../../../renderer/features/inbox/actions/index.js')
  const states = ['open', 'claimed', 'done', 'cancelled'] as const
  const shown = [
    undefined,
    ...taskKinds.flatMap((kind) => states.map((status) => task(`${status} ${kind}`, { kind, status }))),
    ...taskKinds.map((kind) => task(`taken ${kind}`, { kind, status: 'claimed', owner: hales })),
  ]
  for (const row of shown) {
    for (const box of ['mine', 'team', 'snoozed', 'done'] as const) {
      const view =
        row && ({ ...row, noteId: row.id, context: { medicines: [row] }, messages: [row] } as unknown as TaskView)
      const staff = { id: 'novak', role: 'physician' } as unknown as Staff
      const kinds = ['call', 'referral'] as const
      const working = { ...at(row ? [row] : []), box, staff, view, kinds }
      const keys = actions.filter((action) => allowed(action, working)).map((action) => action.keys)
      expect(
        keys.filter((key, index) => keys.indexOf(key) !== index),
        `${row?.id ?? 'nothing'} in ${box}`,
      ).toEqual([])
      const chosen = { ...working, chosen: new Set(working.ids) }
      const together = actions.filter((action) => allowed(action, chosen)).map((action) => action.keys)
      expect(together.filter((key, index) => together.indexOf(key) !== index)).toEqual([])
    }
  }
})
