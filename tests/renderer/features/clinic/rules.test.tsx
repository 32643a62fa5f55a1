// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RulesView } from '../../../../shared/contract/views/work/rules.js'
import type { Rule } from '../../../../shared/domain/rule/language.js'
import { asInstant } from '../../../../shared/kernel/ids.js'
import { FakeCore, settled } from '../../support/fakeCore.js'
import { asWindow } from '../../support/window.js'

const rule = (id: string, title: string): Rule => ({
  ...{ id, title, on: 'arrival' },
  when: { all: [{ fact: 'kind', op: 'is', value: ['document'] }] },
  // biome-ignore lint/suspicious/noThenProperty: the rule's consequence, nothing to be awaited.
  then: { to: 'person:cole' },
})
let view: RulesView = {
  ...{ supported: true, mayChange: true, begun: asInstant('2026-11-20T08:00:00.000Z'), version: 4 },
  ...{ rules: [rule('a', 'Letters'), rule('b', 'Faxes')], left: [], gone: ['a'], foreign: ['On call'] },
  ...{ parties: [{ party: 'person:cole', words: 'Dr Cole' }], earlier: [] },
}
const saves: { version: number; rules: Rule[] }[] = []
const core = new FakeCore({
  queries: { 'rules.view': () => view, 'rules.trying': () => null, 'sync.status': () => ({}) },
  commands: {
    'rules.save': (input: { version: number; rules: Rule[] }) => {
      saves.push(input)
      view = { ...view, version: input.version + 1, rules: input.rules }
      return { version: view.version }
    },
  },
})
let root: Root
let container: HTMLElement

beforeAll(async () => {
  asWindow(core)
  const { Rules } = await import('../../../../renderer/features/clinic/rules/Rules.js')
  container = document.body.appendChild(document.createElement('div'))
  root = createRoot(container)
  core.start()
  await act(async () => {
    root.render(<Rules />)
    await settled()
  })
})
afterAll(() => act(() => root.unmount()))

const button = (words: string): HTMLElement => {
  const found = [...container.querySelectorAll<HTMLElement>('button')].find(
    (each) => each.textContent?.includes(words) || each.getAttribute('aria-label') === words,
  )
  if (!found) throw new Error(`no button ${words}`)
  return found
}
const press = (...words: string[]) =>
  act(async () => {
    for (const each of words) button(each).click()
    await settled()
  })

test('says which rules give out nothing, and why', () => {
  expect(container.querySelectorAll('[data-gone]')).toHaveLength(1)
  expect(container.querySelector('[data-gone]')?.closest('li')?.textContent).toContain('Letters')
  expect(container.textContent).toContain('One rule was written by a newer Rounds and gives out nothing here: On call.')
})

test('saves once, and keeps what is changed while it is on its way', async () => {
  await press('Leave Letters out for now')
  core.holding = true
  await press('Save', 'Save')
  await press('Leave Faxes out for now')
  core.holding = false
  await act(async () => {
    core.release()
    core.changed()
    await settled()
  })
  expect(saves.map(({ version, rules }) => [version, rules.map(({ off }) => off === true)])).toEqual([
    [4, [true, false]],
  ])
  expect(container.textContent).toContain('Not saved yet.')
  expect(container.textContent).not.toContain('saved other rules meanwhile')
  await press('Save')
  expect(saves.at(-1)).toMatchObject({ version: 5, rules: [{ off: true }, { off: true }] })
  expect(container.textContent).not.toContain('Not saved yet.')
})

test('says which rule names somebody who left, by name, until somebody else is chosen', async () => {
  const notice = (): string => container.textContent ?? ''
  expect(notice()).not.toContain('not here any more')
  await act(async () => {
    const left = [{ party: 'person:ray', words: 'Dr Ray (no longer here)' } as const]
    // biome-ignore lint/suspicious/noThenProperty: the rule's consequence, nothing to be awaited.
    const faxes: Rule = { ...rule('b', 'Faxes'), then: { to: 'person:ray' } }
    view = { ...view, left, gone: ['b'], rules: [rule('a', 'Letters'), faxes] }
    core.changed()
    await settled()
  })
  expect(notice()).toContain('One rule gives work to somebody who is not here any more')
  expect(notice()).toContain('Dr Ray (no longer here)')
  expect(container.querySelectorAll('[data-gone]')).toHaveLength(1)
})
