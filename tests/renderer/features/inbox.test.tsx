// @vitest-environment jsdom
import { act, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeAll, expect, test, vi } from 'vitest'
import type { TaskRow } from '../../../shared/contract/views/task.js'
import { FakeCore, settled } from '../support/fakeCore.js'

const completed: string[] = []
const core = new FakeCore({
  queries: { 'session.current': () => ({ state: 'signed-out', clinic: '', practice: false }) },
  commands: { 'task.complete': ({ task }: { task: string }) => void completed.push(task) },
})

beforeAll(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  Object.defineProperty(window, 'rounds', { value: core.bridge })
  core.start()
})

test('completing by a double press leaves the task that comes next, which nobody has read', async () => {
  const { useTaskActions } = await import('../../../renderer/features/inbox/useTaskActions.js')
  const task = (id: string) => ({ id, kind: 'result-review', text: id, status: 'requested' }) as unknown as TaskRow
  const tasks = ['first', 'second', 'third'].map(task)
  let complete: () => Promise<unknown> = async () => {}
  function Harness() {
    const [current, setCurrent] = useState('first')
    complete = useTaskActions({
      current: tasks.find(({ id }) => id === current),
      box: 'mine',
      setBox: () => {},
      select: (id) => setCurrent(id ?? ''),
      after: (id) => tasks[tasks.findIndex((one) => one.id === id) + 1]?.id ?? null,
      reply: { current: null },
    }).complete
    return <p>{current}</p>
  }
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  const press = () =>
    act(async () => {
      await complete()
      await settled()
    })
  vi.useFakeTimers({ toFake: ['performance'] })
  await act(async () => root.render(<Harness />))
  await press()
  expect(container.textContent).toBe('second')
  vi.advanceTimersByTime(200)
  await press()
  expect(completed).toEqual(['first'])
  vi.advanceTimersByTime(1000)
  await press()
  expect(completed).toEqual(['first', 'second'])
  vi.useRealTimers()
  act(() => root.unmount())
})
