// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { LiveResult } from '../../../renderer/data/useLive.js'
import { FakeCore, settled } from '../support/fakeCore.js'
import { asWindow } from '../support/window.js'

const core = new FakeCore({
  queries: {
    'patient.find': ({ text }: { text: string }) => ({ hits: [{ id: text, name: text }], more: false }),
    'patient.banner': ({ patient }: { patient: string }) => ({ id: patient, name: `Patient ${patient.at(-1)}` }),
  },
})
let useLive: typeof import('../../../renderer/data/useLive.js').useLive

beforeAll(async () => {
  asWindow(core)
  ;({ useLive } = await import('../../../renderer/data/useLive.js'))
  core.start()
})

let root: Root
beforeEach(() => {
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => act(() => root.unmount()))

const render = async (element: React.ReactNode) => {
  await act(async () => {
    root.render(element)
  })
}
const arrive = () => act(() => settled())

test('a search shows the last answer until the next one is here', async () => {
  const seen: (string | undefined)[] = []
  function Search({ text }: { text: string }) {
    const { data, previous } = useLive('patient.find', { text, limit: 8 }, { keepPrevious: true })
    seen.push(`${data?.hits[0]?.name}${previous ? ' (previous)' : ''}`)
    return null
  }
  await render(<Search text="o" />)
  await arrive()
  core.holding = true
  await render(<Search text="ok" />)
  expect(seen.at(-1)).toBe('o (previous)')
  core.release()
  await arrive()
  expect(seen.at(-1)).toBe('ok')
})

test('nothing of one patient is ever shown for another', async () => {
  const seen: LiveResult<unknown>[] = []
  function Banner({ patient }: { patient: string }) {
    seen.push(useLive('patient.banner', { patient }, { keepPrevious: true }))
    return null
  }
  await render(<Banner patient="00000000-0000-4000-8000-000000000001" />)
  await arrive()
  expect(seen.at(-1)?.data).toMatchObject({ name: 'Patient 1' })
  core.holding = true
  await render(<Banner patient="00000000-0000-4000-8000-000000000002" />)
  expect(seen.at(-1)).toMatchObject({ data: undefined, loading: true })
  core.release()
  await arrive()
  expect(seen.at(-1)?.data).toMatchObject({ name: 'Patient 2' })
})

test('null asks nothing', async () => {
  const before = core.sent.length
  function Quiet() {
    const { loading, data } = useLive('room.list', null)
    expect([loading, data]).toEqual([false, undefined])
    return null
  }
  await render(<Quiet />)
  await arrive()
  expect(
    core.sent.slice(before).filter((message) => message.t === 'watch' && message.name === 'room.list'),
  ).toHaveLength(0)
})
