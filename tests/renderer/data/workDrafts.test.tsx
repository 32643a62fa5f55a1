// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { FakeCore, settled } from '../support/fakeCore.js'
import { asWindow } from '../support/window.js'

interface Kept {
  task: string
  what: string
  text: string
}
let kept: Kept[] = []
let user = 'novak'
const written: string[] = []
const core = new FakeCore({
  queries: {
    'session.current': () => ({ state: 'signed-in', user: { id: user } }),
    'work.drafts': () => kept,
  },
  commands: {
    'work.draft': ({ task, what, text }: Kept) => {
      written.push(text)
      kept = [...kept.filter((other) => other.task !== task), ...(text ? [{ task, what, text }] : [])]
      return null
    },
  },
})
let drafts: typeof import('../../../renderer/data/workDrafts.js')

beforeAll(async () => {
  asWindow(core)
  drafts = await import('../../../renderer/data/workDrafts.js')
  core.start()
})

let root: Root
let shown = ''
function Window() {
  drafts.useDraftsKept()
  shown = drafts.useDraft('task', 'reply').text
  return null
}
beforeEach(async () => {
  written.length = 0
  root = createRoot(document.body.appendChild(document.createElement('div')))
  await act(async () => root.render(<Window />))
  await act(() => settled())
})
afterEach(() => act(() => root.unmount()))

test('every word reaches the disk, the last one last, and none typed meanwhile is put back to an older one', async () => {
  core.holding = true
  act(() => drafts.setDraft('task', 'reply', 'Half'))
  act(() => drafts.setDraft('task', 'reply', 'Half a'))
  act(() => drafts.setDraft('task', 'reply', 'Half a tablet'))
  expect(shown).toBe('Half a tablet')
  await act(() => settled())
  core.changed()
  await act(() => settled())
  expect(shown).toBe('Half a tablet')
  core.holding = false
  core.release()
  await act(() => settled())
  await act(() => settled())
  expect(written).toEqual(['Half', 'Half a tablet'])
  expect(kept).toMatchObject([{ text: 'Half a tablet' }])
  expect(shown).toBe('Half a tablet')
})

test('the next person at the workstation sees none of it', async () => {
  act(() => drafts.setDraft('task', 'reply', 'Mine'))
  await act(() => settled())
  user = 'hale'
  kept = []
  core.changed()
  await act(() => settled())
  await act(() => settled())
  expect(shown).toBe('')
})
