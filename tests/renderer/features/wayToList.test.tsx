// @vitest-environment jsdom
import { act, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { useWayToList } from '../../../renderer/features/inbox/list/useWayToList.js'
import { asLocalId } from '../../../shared/kernel/ids.js'

const here = { ids: ['a', 'b'].map(asLocalId), isAnswered: true, isWidened: false, selected: null as string | null }
let shown = here
let selected: string[] = []
let way: ReturnType<typeof useWayToList>

function Column() {
  const [filter, box] = [useRef<HTMLInputElement>(null), useRef<HTMLDivElement>(null)]
  const list = useRef({ focus: () => box.current?.focus(), move: () => {} })
  const select = (id: string) => void selected.push(id)
  const { ids, isAnswered, isWidened } = shown
  way = useWayToList({ ids, isAnswered, isWidened, selected: shown.selected as never, select, list, filter })
  return (
    <>
      <input ref={filter} />
      {ids.length > 0 && <div ref={box} role="listbox" tabIndex={0} />}
      <button type="button" />
    </>
  )
}

const place = document.body.appendChild(document.createElement('div'))
const root = createRoot(place)
const show = (next: Partial<typeof here>) =>
  act(async () => {
    shown = { ...here, ...next }
    root.render(<Column />)
  })
const take = () => act(async () => way.take())
const focused = () => document.activeElement?.tagName
const find = (tag: string) => place.querySelector(tag) as HTMLElement

beforeAll(() => Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }))
beforeEach(async () => {
  await show({})
  await act(async () => way.stay())
  selected = []
  find('input').focus()
})

test('leads to the first of the list, and to what is in view where it is listed', async () => {
  await take()
  expect([focused(), selected]).toEqual(['DIV', ['a']])
  find('input').focus()
  await show({ selected: 'b' })
  await take()
  expect([focused(), selected]).toEqual(['DIV', ['a']])
})

test('waits for the answer to what was typed last, and for the list to be there', async () => {
  await show({ ids: [], isAnswered: false })
  await take()
  expect(focused()).toBe('INPUT')
  await show({})
  expect([focused(), selected]).toEqual(['DIV', ['a']])
})

test('leads to the item in view at once where the filter was cleared: it stays listed, whatever else comes', async () => {
  await show({ isAnswered: false, isWidened: true, selected: 'b' })
  await take()
  expect([focused(), selected]).toEqual(['DIV', []])
})

test('stays in the field where nothing is found, where somebody types on, and never takes the cursor from elsewhere', async () => {
  await show({ ids: [] })
  await take()
  await show({})
  expect([focused(), selected]).toEqual(['INPUT', []])
  await show({ isAnswered: false })
  await take()
  await act(async () => way.stay())
  await show({})
  expect([focused(), selected]).toEqual(['INPUT', []])
  await show({ isAnswered: false })
  await take()
  find('button').focus()
  await show({})
  expect([focused(), selected]).toEqual(['BUTTON', []])
})
