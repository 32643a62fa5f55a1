// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { DeedRow } from '../../../shared/contract/views/work/deeds.js'
import { asInstant } from '../../../shared/kernel/ids.js'
import { FakeCore, Refused, settled } from '../support/fakeCore.js'
import { asWindow } from '../support/window.js'

let deeds: DeedRow[] = []
let count = 0
const done = (words: string, more: Partial<DeedRow> = {}): void => {
  count += 1
  deeds = [{ id: `d${count}`, words, at: asInstant('2026-11-22T10:31:00.000Z'), state: 'done', ...more }, ...deeds]
}
const turned = (deed: string, state: DeedRow['state']) => {
  deeds = deeds.map((row) => (row.id === deed ? { ...row, state } : row))
  return { words: '' }
}
const core = new FakeCore({
  queries: { 'deed.list': () => deeds },
  commands: {
    'task.claim': () => done('Claimed: Call'),
    'task.complete': () => done('Finished: Call', { patientName: 'Okafor, A.' }),
    'task.release': () =>
      done('Message to Amara Okafor', {
        ...{ patientName: 'Okafor, A.', state: 'held', leaves: asInstant(new Date(Date.now() + 20_000).toISOString()) },
      }),
    'deed.undo': ({ deed }: { deed: string }) => {
      if (deed === 'left') throw new Refused('stale', '“Message: reply” left at 10:31:40. Write a correction.')
      return turned(deed, 'undone')
    },
    'deed.redo': ({ deed }: { deed: string }) => turned(deed, 'done'),
  },
})
let data: typeof import('../../../renderer/data/index.js')
let toasts: typeof import('../../../renderer/data/toasts.js')

beforeAll(async () => {
  asWindow(core)
  data = await import('../../../renderer/data/index.js')
  toasts = await import('../../../renderer/data/toasts.js')
  core.start()
  const Window = () => {
    data.useDeedsTold()
    return null
  }
  await act(async () => createRoot(document.body).render(<Window />))
  await act(() => settled())
})
beforeEach(() => toasts.useToasts.setState({ toasts: [] }))

const told = (): string[] => toasts.useToasts.getState().toasts.map(({ text, action }) => `${text} [${action?.label}]`)
const task = '00000000-0000-4000-8000-000000000001'
/** Waits until something is told. */
const tells = (check: (told: string[]) => void) =>
  vi.waitFor(
    async () => {
      await act(() => settled())
      check(told())
    },
    { timeout: 20_000 },
  )

test('whatever is done in this window can be taken back where it is told, whoever tells it', async () => {
  await act(async () => data.send('task.claim', { task }).then(() => data.toast('Yours now: Call')))
  await tells((told) => expect(told).toEqual(['Yours now: Call [Undo]']))
  await act(async () => void data.send('task.complete', { task }))
  await tells((told) => expect(told.at(-1)).toBe('Finished: Call, Okafor, A. [Undo]'))
})

test('what waits says when it leaves; taken back, it can be done again; what left is said plainly', async () => {
  await act(async () => void data.send('task.release', { task }))
  const leaves = /^Message to Amara Okafor\. Leaves at \d\d:\d\d:\d\d\. \[Undo\]$/
  await tells((told) => expect(told).toEqual([expect.stringMatching(leaves)]))
  await act(async () => void toasts.undoNewest())
  await tells((told) => expect(told).toEqual(['Taken back: Message to Amara Okafor [Do it again]']))
  // The next press goes to what was done before that, not back again.
  const undone: string[] = []
  await act(() => data.undoLast(({ words }) => undone.push(words)))
  expect(undone).toEqual(['Finished: Call'])
  deeds = [{ ...(deeds[0] as DeedRow), id: 'left', state: 'done' }, ...deeds]
  await act(() => data.undoLast())
  expect(told().at(-1)).toContain('left at 10:31:40')
})
