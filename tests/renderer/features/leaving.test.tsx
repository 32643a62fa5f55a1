// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { InboxView } from '../../../shared/contract/views/work/inbox.js'
import { asLocalId, type LocalId } from '../../../shared/kernel/ids.js'
import { FakeCore, Refused, settled } from '../support/fakeCore.js'
import { asWindow } from '../support/window.js'

const view: InboxView = { box: 'mine', order: 'urgent' }
let open: string[] = []
let refuses = false
const core = new FakeCore({
  queries: { 'inbox.ids': () => open, 'inbox.page': () => ({ from: 0, rows: [] }) },
  commands: {
    'task.complete': () => {
      if (refuses) throw new Refused('stale', 'Dr Osei has just changed it.')
      return null
    },
  },
})

let listed: readonly LocalId[] = []
let finish: (task: string) => Promise<{ ok: boolean }>

beforeAll(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  asWindow(core)
  core.start()
  const { usePages } = await import('../../../renderer/features/inbox/list/usePages.js')
  const { leave } = await import('../../../renderer/features/inbox/leaving.js')
  const { client } = await import('../../../renderer/data/index.js')
  const List = () => {
    listed = usePages(view).ids
    return null
  }
  finish = (task) => leave('mine', asLocalId(task), () => client.send('task.complete', { task: asLocalId(task) }))
  await act(async () => createRoot(document.body).render(<List />))
})

/** What the core lists from now on. */
const list = (...ids: string[]) =>
  act(async () => {
    open = ids
    core.changed()
    await settled()
  })

beforeEach(async () => {
  refuses = false
  core.holding = false
  await list('a', 'b', 'c')
})

test('what is being finished is not listed from the key on', async () => {
  core.holding = true
  let done: Promise<{ ok: boolean }> | undefined
  await act(async () => {
    done = finish('a')
    await settled()
  })
  expect(listed).toEqual(['b', 'c'])
  // Answered, and the list is not told yet.
  await act(async () => {
    core.release()
    await done
    await settled()
  })
  expect(listed).toEqual(['b', 'c'])
  await list('b', 'c')
  expect(listed).toEqual(['b', 'c'])
  // Taken back at once.
  await list('a', 'b', 'c')
  expect(listed).toEqual(['a', 'b', 'c'])
})

test('what was refused stands in its place again', async () => {
  refuses = true
  await act(async () => {
    expect(await finish('b')).toMatchObject({ ok: false })
  })
  expect(listed).toEqual(['a', 'b', 'c'])
})
