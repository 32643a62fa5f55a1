// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeAll, expect, test, vi } from 'vitest'
import type { NotifyView } from '../../../shared/contract/views/work/notify.js'
import { usualNotices } from '../../../shared/domain/task/notice.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { FakeCore, settled } from '../support/fakeCore.js'
import { asWindow } from '../support/window.js'

const notice = (kind: NotifyView['notices'][number]['kind'], n: number) => ({
  ...{ id: `${kind} ${n}`, kind, task: `00000000-0000-4000-8000-00000000000${n}` as LocalId },
})
const who = '00000000-0000-4000-8000-0000000000aa' as LocalId
let view: NotifyView = { who, notices: [], settings: usualNotices, first: true, away: false }
const seen: string[][] = []
const core = new FakeCore({
  queries: { 'notify.pending': () => view, 'inbox.counts': () => ({ boxes: { mine: { open: 9, urgent: 3 } } }) },
  commands: {
    'notify.seen': ({ ids }: { ids: string[] }) => {
      seen.push(ids)
      view = { ...view, first: false, notices: view.notices.filter(({ id }) => !ids.includes(id)) }
    },
  },
})

beforeAll(async () => {
  asWindow(core)
  const { Notifier } = await import('../../../renderer/app/Notifier.js')
  core.start()
  await act(async () => createRoot(document.body).render(<Notifier />))
  await act(() => settled())
})

test('several of a kind are told as one, each once; in quiet hours only what is critical, and when away nothing', async () => {
  expect(core.badge).toBe(3)
  expect(seen).toEqual([[]])
  view = { ...view, notices: [notice('mention', 1), notice('urgent', 2), notice('mention', 3)] }
  core.changed()
  await act(() => settled())
  expect(core.notices).toEqual([
    { ids: [`${who} urgent 2`], kind: 'urgent', task: notice('urgent', 2).task },
    { ids: [`${who} mention 1`, `${who} mention 3`], kind: 'mention', task: notice('mention', 3).task },
  ])
  expect(view.notices).toEqual([])

  core.notices.length = 0
  const [hour, next] = [new Date().getHours(), (new Date().getHours() + 2) % 24].map(
    (n) => `${String(n).padStart(2, '0')}:00`,
  )
  const quiet = { ...usualNotices, quiet: { from: hour as string, until: next as string }, off: ['message' as const] }
  view = { ...view, settings: quiet, notices: [notice('urgent', 4), notice('critical', 5), notice('message', 6)] }
  core.changed()
  await act(() => settled())
  expect(core.notices.map(({ kind }) => kind)).toEqual(['critical'])
  // What is quiet now is told later; what is never wanted is not.
  expect(view.notices).toEqual([notice('urgent', 4)])

  core.notices.length = 0
  view = { ...view, away: true, notices: [notice('critical', 7)] }
  core.changed()
  await act(() => settled())
  expect(core.notices).toEqual([])
})

test('however much came at once is told once and reported in parts the core takes', async () => {
  seen.length = 0
  const many = Array.from({ length: 1_200 }, (_, n) => ({ ...notice('urgent', 1), id: `urgent ${n}` }))
  view = { ...view, settings: usualNotices, away: false, notices: many }
  core.changed()
  await act(() => settled())
  await vi.waitFor(() => expect(view.notices).toEqual([]))
  expect(seen.flat()).toEqual(expect.arrayContaining(many.map(({ id }) => id)))
  expect(Math.max(...seen.map(({ length }) => length))).toBeLessThanOrEqual(1_000)
})
