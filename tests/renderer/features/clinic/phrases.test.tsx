// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { PhraseDraft, PhraseRow } from '../../../../shared/contract/views/phrase.js'
import { phraseFromLines, withCopyMark } from '../../../../shared/document/index.js'
import { asLocalId } from '../../../../shared/kernel/ids.js'
import { FakeCore, Refused, settled } from '../../support/fakeCore.js'
import { asWindow } from '../../support/window.js'

const phrase = asLocalId('0a0a0a0a-0000-4000-8000-000000000001')
const row = (version: number, words: string, change: Partial<PhraseRow> = {}): PhraseRow => ({
  id: phrase,
  name: 'kneeadvice',
  title: 'Advice for the knee',
  kind: 'phrase',
  scope: 'clinic',
  retired: false,
  version,
  document: phraseFromLines(words).toJSON(),
  mayEdit: true,
  ...change,
})
const other = row(1, 'Walk', { id: asLocalId('0a0a0a0a-0000-4000-8000-000000000002'), name: 'zz', title: 'Zz' })
type Save = { from: number; fields: { document: unknown } }
type Draft = { phrase: PhraseDraft['phrase']; from: number; fields: PhraseDraft['fields'] | null }
let held = row(1, 'Rest')
let drafts: PhraseDraft[] = []
const saves: Save[] = []
const kept: Draft[] = []
const retirements: string[] = []
const core = new FakeCore({
  queries: {
    'phrase.shelf': () => ({ phrases: [held, other], teams: [], mayClinic: true, mayWrite: true, shared: true }),
    'phrase.uses': () => [],
    'phrase.versions': () => [],
    'phrase.drafts': () => drafts,
  },
  commands: {
    'phrase.draft': (draft: Draft) => {
      kept.push(draft)
      drafts = draft.fields ? [{ ...draft, fields: draft.fields, at: '2026-11-22T10:31:00Z' as PhraseDraft['at'] }] : []
      core.changed()
      return null
    },
    'phrase.retire': ({ phrase: id }: { phrase: string }) => {
      retirements.push(id)
      if (id === phrase) held = { ...held, retired: true }
      core.changed()
      return null
    },
    'phrase.save': (save: Save) => {
      if (save.from !== held.version) throw new Refused('stale', 'Hale saved another version meanwhile.')
      saves.push(save)
      return { version: save.from + 1 }
    },
  },
})

let Phrases: typeof import('../../../../renderer/features/clinic/phrases/Phrases.js')['Phrases']
let root: Root
beforeAll(async () => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
  asWindow(core)
  const { listenForKeys } = await import('../../../../renderer/data/keyboard.js')
  listenForKeys(window)
  ;({ Phrases } = await import('../../../../renderer/features/clinic/phrases/Phrases.js'))
  core.start()
})
beforeEach(async () => {
  held = row(1, 'Rest')
  drafts = []
  saves.length = 0
  kept.length = 0
  retirements.length = 0
  root = createRoot(document.body.appendChild(document.createElement('div')))
  await act(async () => {
    root.render(<Phrases />)
    // A watch may live on from the test before.
    core.changed()
    await settled()
  })
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.replaceChildren()
})

const act1 = (what: () => void) =>
  act(async () => {
    what()
    await settled()
  })
const button = (label: RegExp) =>
  [...document.querySelectorAll('button')].find((each) => label.test(each.textContent ?? ''))
const press = (label: RegExp) => act1(() => button(label)?.click())
const leave = () =>
  act1(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })))
const write = (title: string) =>
  act1(() => {
    const field = [...document.querySelectorAll('input')].find(({ maxLength }) => maxLength === 120)
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, title)
    field?.dispatchEvent(new Event('input', { bubbles: true }))
  })
const titleOf = () => [...document.querySelectorAll('input')].find(({ maxLength }) => maxLength === 120)?.value

test('Escape keeps what was written, and to edit again goes on with it', async () => {
  await press(/^Edit/)
  await write('Advice for both knees')
  await leave()
  expect(kept.at(-1)).toMatchObject({ phrase, from: 1, fields: { title: 'Advice for both knees' } })
  expect(document.body.textContent).toContain('“Advice for both knees” was being written and is not saved.')
  await press(/^Edit/)
  expect(titleOf()).toBe('Advice for both knees')
})

test('whatever closes the page, the last words are kept', async () => {
  await press(/^Edit/)
  await write('Half a ti')
  await act1(() => root.render(null))
  expect(kept.at(-1)?.fields?.title).toBe('Half a ti')
})

test('words pasted from a chart say whose they are', async () => {
  await press(/^Edit/)
  const paste = (html: string) =>
    act1(() => {
      const clipboardData = { getData: (type: string) => (type === 'text/html' ? html : 'walks daily'), files: [] }
      const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData })
      document.querySelector('.ProseMirror')?.dispatchEvent(event)
    })
  await paste('<p>Walks daily</p>')
  expect(document.body.textContent).not.toContain('were pasted')
  await paste(withCopyMark('<p>Walks daily</p>', crypto.randomUUID()))
  expect(document.body.textContent).toContain('Words of a chart were pasted. Take out what says who that is')
})

test('retired by a key pressed twice, the next one is not', async () => {
  const x = () => act1(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'x', bubbles: true })))
  await x()
  await x()
  expect(retirements).toEqual([phrase])
  expect(document.body.textContent).toContain('“Advice for the knee” is retired')
})

test('nothing written leaves nothing behind', async () => {
  await press(/^Edit/)
  await leave()
  expect(kept).toEqual([])
})

test('a version somebody else saved meanwhile is told, and one’s own may follow it', async () => {
  await press(/^Edit/)
  await write('Mine')
  held = row(2, 'Move')
  await act1(() => core.changed())
  await press(/^Save/)
  expect(saves).toEqual([])
  expect(document.querySelector('[role="alert"]')?.textContent).toContain('Theirs is version 2')
  expect(titleOf()).toBe('Mine')
  await press(/^Save mine as version 3/)
  expect(saves).toMatchObject([{ from: 2, fields: { title: 'Mine' } }])
})
