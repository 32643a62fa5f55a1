// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeAll, expect, test } from 'vitest'
import type { QuickReplies } from '../../../renderer/data/quickReplies.js'
import type { Working } from '../../../renderer/features/inbox/working.js'
import type { TaskRow, TaskView } from '../../../shared/contract/views/task.js'
import { FakeCore, settled } from '../support/fakeCore.js'
import { asWindow } from '../support/window.js'

const acts: Record<string, unknown>[] = []
const core = new FakeCore({
  queries: { 'session.current': () => ({ state: 'signed-out', clinic: '', practice: false }), 'deed.list': () => [] },
  commands: {
    'work.draft': () => null,
    'phrase.used': () => null,
    'result.act': (input: Record<string, unknown>) => {
      acts.push(input)
      return { made: [] }
    },
  },
})

beforeAll(() => {
  asWindow(core)
  core.start()
})

test('word of a result with a place nobody filled in does not leave; filled in, it does', async () => {
  const { actOn } = await import('../../../renderer/features/inbox/result/act.js')
  const { noteShown } = await import('../../../renderer/features/inbox/result/shown.js')
  const { setDraft } = await import('../../../renderer/data/index.js')
  const row = { id: 't', kind: 'result-review', text: 'Potassium', status: 'open' } as unknown as TaskRow
  const view = { ...row, patient: { id: 'p', shortName: 'Okafor, A.' }, report: {} } as unknown as TaskView
  const asked: string[] = []
  const working = {
    ...{ row, view, after: () => null, select: () => {} },
    focus: (name: string) => asked.push(name) > 0,
  } as unknown as Working
  noteShown('t', 'print')
  setDraft('t', 'reply', 'Your potassium is ***.')
  expect(await actOn(working)).toBe(false)
  expect(acts).toEqual([])
  expect(asked).toEqual(['reply'])
  setDraft('t', 'reply', 'Your potassium is 4.1.')
  expect(await actOn(working)).toBe(true)
  expect(acts).toMatchObject([{ task: 't', seen: 'print', message: 'Your potassium is 4.1.' }])
})

test('replies for several patients call each by name, and speak of nobody’s chart', async () => {
  const { firstOf, forEach, nextToFill, useRepliesToMany } = await import('../../../renderer/data/index.js')
  const { starters } = await import('../../../shared/document/index.js')
  let replies: QuickReplies = { items: [], fill: async () => undefined }
  function Lane() {
    replies = useRepliesToMany()
    return null
  }
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  await act(async () => {
    root.render(<Lane />)
    await settled()
  })
  const all = starters().filter(({ kind }) => kind === 'reply')
  expect(replies.items.length).toBeGreaterThan(0)
  expect(replies.items.length).toBeLessThan(all.length)
  for (const { id } of replies.items) expect(await replies.fill(id)).not.toContain('@')
  const normal = (await replies.fill(all.find(({ title }) => title === 'Results are back')?.id ?? '')) ?? ''
  expect(forEach(normal, { name: 'Okafor, Amara J.' })).toMatch(/^Hello Amara,/)
  expect(forEach(normal, { name: 'Okafor, Amara J.', preferredName: 'Mara' })).toMatch(/^Hello Mara,/)
  act(() => root.unmount())
  // The name is filled in by itself: what is left to do is the rest.
  const field = document.body.appendChild(document.createElement('textarea'))
  field.value = `Hello ${firstOf}, your results are ***.`
  field.focus()
  field.setSelectionRange(0, 0)
  nextToFill(firstOf)
  expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('***')
})
