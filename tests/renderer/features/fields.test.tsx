// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { useFields } from '../../../renderer/features/inbox/useFields.js'

let fields: ReturnType<typeof useFields>
/** Keys that reached the list. */
const listed: string[] = []
const inserted: string[] = []
let dropped = 0

function Pane({ about, has }: { about: string; has: boolean }) {
  fields = useFields(about, () => (dropped += 1))
  return (
    <>
      <input />
      <div role="listbox" tabIndex={0} onKeyDown={({ key }) => listed.push(key)} />
      {has && <textarea ref={fields.field('reply') as never} />}
    </>
  )
}

const place = document.body.appendChild(document.createElement('div'))
const root = createRoot(place)
const show = async (has: boolean, about = 'a') => {
  await act(async () => root.render(<Pane about={about} has={has} />))
  vi.advanceTimersByTime(1)
}
const press = (key: string, more: object = {}) =>
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
const focused = () => document.activeElement?.tagName

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  Object.assign(document, { execCommand: (_: string, __: boolean, text: string) => inserted.push(text) > 0 })
})
beforeEach(async () => {
  vi.useFakeTimers()
  await show(false)
  listed.length = 0
  inserted.length = 0
  dropped = 0
  place.querySelector<HTMLElement>('[role=listbox]')?.focus()
})

test('a field that is there has the cursor at once', async () => {
  await show(true)
  expect(fields.focus('reply')).toBe(true)
  expect(focused()).toBe('TEXTAREA')
})

test('one that is coming gets the cursor and what was typed meanwhile, of which the list does nothing', async () => {
  expect(fields.focus('reply')).toBe(false)
  for (const key of ['e', 'x', 'Backspace', 'ArrowDown']) press(key)
  press('k', { ctrlKey: true })
  expect(listed).toEqual(['ArrowDown', 'k'])
  await show(true)
  expect([focused(), inserted]).toEqual(['TEXTAREA', ['e']])
  place.querySelector<HTMLElement>('[role=listbox]')?.focus()
  press('e')
  expect(listed).toEqual(['ArrowDown', 'k', 'e'])
})

test('whoever goes into another field meanwhile writes there', () => {
  fields.focus('reply')
  place.querySelector('input')?.focus()
  const event = new KeyboardEvent('keydown', { key: 'e', bubbles: true, cancelable: true })
  document.activeElement?.dispatchEvent(event)
  expect(event.defaultPrevented).toBe(false)
})

test.each([
  ['Escape', async () => void press('Escape')],
  ['another task', () => show(false, 'b')],
  ['a second without it and without a key', async () => void vi.advanceTimersByTime(1_000)],
])('%s ends the waiting', async (what, end) => {
  fields.focus('reply')
  press('e')
  vi.advanceTimersByTime(600)
  press('e')
  vi.advanceTimersByTime(600)
  press('e')
  expect(listed).toEqual([])
  await end()
  expect(dropped).toBe(what.startsWith('a second') ? 1 : 0)
  press('j')
  expect(listed).toEqual(['j'])
  await show(true, 'b')
  expect([focused(), inserted]).toEqual(['DIV', []])
})
