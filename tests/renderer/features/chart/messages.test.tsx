// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeAll, expect, test } from 'vitest'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { FakeCore, settled } from '../../support/fakeCore.js'
import { asWindow } from '../../support/window.js'

const at = '2026-11-22T10:00:00.000Z'
const row = (root: string) => ({ root, kind: 'patient', topic: root, from: 'Amara', fromPatient: true, at, words: 'x' })
let rows = [row('knee'), row('dizzy')]
/** The message that stands for the conversation about the knee. */
let knee = 'knee'
const core = new FakeCore({
  queries: {
    'session.current': () => ({ state: 'signed-in', user: { id: 'novak', name: 'Dr Novak', role: 'physician' } }),
    'thread.list': () => rows,
    'thread.view': ({ root }: { root: string }) =>
      root.startsWith('gone') ? null : { ...row(root === 'dizzy' ? root : knee), messages: [], others: [] },
  },
  commands: {},
})
type Chart = typeof import('../../../../renderer/features/chart/Messages.js')
let chart: Chart
beforeAll(async () => {
  asWindow(core)
  chart = await import('../../../../renderer/features/chart/Messages.js')
  core.start()
})

test('the conversation in view stays in view when another becomes the newest, or an older message its beginning', async () => {
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  const shown: string[] = []
  await act(async () => {
    root.render(
      <chart.Messages
        patient={'p' as LocalId}
        banner={null}
        now={new Date(at)}
        writable
        asked={null}
        renderThread={({ key, thread }) => {
          shown.push(`${key} ${thread.topic}`)
          return null
        }}
      />,
    )
    await settled(30)
  })
  expect(shown.at(-1)).toBe('knee knee')
  const changed = () =>
    act(async () => {
      core.changed()
      await settled(30)
    })
  rows = [row('dizzy'), row('knee')]
  await changed()
  expect(shown.at(-1)).toBe('knee knee')
  knee = 'older'
  rows = [row('dizzy'), row('older')]
  await changed()
  expect(shown.at(-1)).toBe('knee older')
  expect(new Set(shown.map((each) => each.split(' ')[0]))).toEqual(new Set(['knee']))
  act(() => root.unmount())
})
