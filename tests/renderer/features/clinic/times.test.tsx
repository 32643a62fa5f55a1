// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { TimesView } from '../../../../shared/contract/views/work/times.js'
import { type ClinicTimes, usualTimes } from '../../../../shared/domain/clinic-times.js'
import { FakeCore, Refused, settled } from '../../support/fakeCore.js'
import { asWindow } from '../../support/window.js'

type Save = { version: number; times: ClinicTimes; meant: boolean }
let view: TimesView
const saves: Save[] = []
const core = new FakeCore({
  queries: { 'times.view': () => view },
  commands: {
    'times.save': (save: Save) => {
      if (save.version !== view.version) throw new Refused('stale', 'Hale saved other times meanwhile.')
      saves.push(save)
      view = { ...view, version: save.version + 1, times: save.times, saved: { by: 'Dr Novak' } }
      core.changed()
      return { version: view.version }
    },
  },
})

let Times: typeof import('../../../../renderer/features/clinic/times/Times.js')['Times']
let forgetScreens: () => void
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
  asWindow(core)
  const { listenForKeys } = await import('../../../../renderer/data/keyboard.js')
  listenForKeys(window)
  ;({ forgetScreens } = await import('../../../../renderer/data/screenState.js'))
  ;({ Times } = await import('../../../../renderer/features/clinic/times/Times.js'))
  root = createRoot(document.body.appendChild(document.createElement('div')))
  core.start()
})
beforeEach(async () => {
  view = { supported: true, mayChange: true, version: 0, times: usualTimes, parties: [], earlier: [] }
  view.parties = [
    { party: 'role:physician', words: 'Any physician' },
    { party: 'role:nurse-practitioner', words: 'Any nurse practitioner' },
  ]
  saves.length = 0
  await act1(() => {
    forgetScreens()
    root.render(<Times />)
    // The watch lives on from the test before.
    core.changed()
  })
})
afterAll(async () => {
  await act(async () => root.unmount())
})

const act1 = (what: () => void) =>
  act(async () => {
    what()
    await settled()
  })
const button = (label: RegExp) =>
  [...document.querySelectorAll('button')].find((each) =>
    label.test(each.getAttribute('aria-label') ?? each.textContent ?? ''),
  )
const press = (label: RegExp) => act1(() => button(label)?.click())
const field = (label: string) =>
  [...document.querySelectorAll('input')].find(
    ({ id, labels }) => id && [...(labels ?? [])].some((each) => each.textContent === label),
  )
const type = (label: string, text: string) =>
  act1(() => {
    const input = field(label)
    if (!input) throw new Error(`no field ${label}`)
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
const key = (name: string, more: KeyboardEventInit = {}) =>
  act1(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, ...more })))
const abnormal = 'Until somebody has reviewed it: Abnormal'
const critical = 'Until somebody has reviewed it: Critical'
const isOff = (label: RegExp) => button(label)?.hasAttribute('disabled')

test('a time is typed, the usual one stands beside it, and it can be put back', async () => {
  expect(isOff(/^Save/)).toBe(true)
  await type(abnormal, '3')
  expect(document.body.textContent).toContain('usual: 1 clinic day')
  expect(document.body.textContent).toContain('Not saved yet')
  await press(/^Put back 1 clinic day/)
  expect(field(abnormal)?.value).toBe('1')
  expect(document.body.textContent).not.toContain('Not saved yet')
  await key('z')
  expect(field(abnormal)?.value).toBe('3')
  await key('Enter', { ctrlKey: true })
  expect(saves).toEqual([
    {
      version: 0,
      times: { ...usualTimes, reviewed: { ...usualTimes.reviewed, abnormal: { clinicDays: 3 } } },
      meant: false,
    },
  ])
  expect(document.body.textContent).toContain('Version 1, saved by Dr Novak.')
})

test('what is typed in one field is one step back, and an empty field is not saved', async () => {
  await type(abnormal, '4')
  await type(abnormal, '')
  expect(isOff(/^Save/)).toBe(true)
  expect(document.body.textContent).toContain('say how long, at least 1')
  await key('Enter', { ctrlKey: true })
  expect(saves).toEqual([])
  await key('z')
  expect(field(abnormal)?.value).toBe('1')
})

test('something critical may wait longer than is safe only where somebody says that it is meant', async () => {
  await type(critical, '90')
  expect(document.body.textContent).toContain('90 minutes is longer than 60 minutes')
  expect(isOff(/^Save/)).toBe(true)
  const meant = () => document.querySelector<HTMLInputElement>('input[type=checkbox]')
  await act1(() => meant()?.click())
  expect(isOff(/^Save/)).toBe(false)
  // Said of another time, it counts no more.
  await type(critical, '120')
  expect(isOff(/^Save/)).toBe(true)
  await act1(() => meant()?.click())
  await press(/^Save/)
  expect(saves).toMatchObject([{ times: { reviewed: { critical: { minutes: 120 } } }, meant: true }])
})

test('a colleague’s times are shown before one’s own go over them', async () => {
  await type(abnormal, '3')
  await act1(() => {
    view = { ...view, version: 1, times: { ...usualTimes, read: { hours: 1 } }, saved: { by: 'Dr Hale' } }
    core.changed()
  })
  expect(document.body.textContent).toContain('Dr Hale saved other times meanwhile')
  expect(field(abnormal)?.value).toBe('3')
  await press(/^Save$/)
  expect(saves).toEqual([])
  await press(/^Take theirs/)
  expect(field(abnormal)?.value).toBe('1')
})

test('what is typed while a save is under way stays, and a second press saves nothing', async () => {
  await type(abnormal, '3')
  core.holding = true
  await key('Enter', { ctrlKey: true })
  await key('Enter', { ctrlKey: true })
  await type(abnormal, '4')
  await act1(() => core.release())
  expect(saves).toMatchObject([{ version: 0, times: { reviewed: { abnormal: { clinicDays: 3 } } } }])
  expect(field(abnormal)?.value).toBe('4')
  expect(document.body.textContent).not.toContain('saved other times meanwhile')
  await key('Enter', { ctrlKey: true })
  expect(saves[1]).toMatchObject({ version: 1, times: { reviewed: { abnormal: { clinicDays: 4 } } } })
})

test('who may not change them reads them', async () => {
  await act1(() => {
    view = { ...view, mayChange: false }
    core.changed()
  })
  expect(field(abnormal)?.disabled).toBe(true)
  expect(button(/^Save/)).toBeUndefined()
})
