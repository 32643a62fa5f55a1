// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  isKeys,
  type KeyBinding,
  listenForKeys,
  mayRun,
  type Press,
  useKeyMap,
} from '../../../renderer/data/keyboard.js'

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

describe('which press is which key', () => {
  test.each<[string, Press, boolean]>([
    ['k', press('k'), true],
    ['k', press('K', { shiftKey: true }), false],
    ['Mod+K', press('k', { ctrlKey: true }), true],
    ['Mod+K', press('k'), false],
    ['k', press('k', { ctrlKey: true }), false],
    ['?', press('?', { shiftKey: true }), true],
    ['Mod+Shift+U', press('U', { ctrlKey: true, shiftKey: true }), true],
    ['Mod+U', press('U', { ctrlKey: true, shiftKey: true }), false],
    ['Alt+N', press('ñ', { altKey: true, code: 'KeyN' }), true],
    ['Mod+1', press('1', { ctrlKey: true }), true],
    ['Mod+K', press('k', { ctrlKey: true, metaKey: true }), false],
    ['Escape', press('Escape'), true],
  ])('%s', (keys, event, expected) => {
    expect(isKeys(event, keys)).toBe(expected)
  })
  test('on a Mac Mod is Command', () => {
    expect(isKeys(press('k', { metaKey: true }), 'Mod+K', true)).toBe(true)
    expect(isKeys(press('k', { ctrlKey: true }), 'Mod+K', true)).toBe(false)
  })
})

const binding = (keys: string, more: Partial<KeyBinding> = {}): KeyBinding => ({
  keys,
  label: keys,
  run: () => {},
  ...more,
})
const element = (html: string): Element => {
  document.body.innerHTML = html
  return document.body.querySelector('[data-here]') as Element
}

describe('where a key works', () => {
  test('letters are for typing while one types', () => {
    const field = element('<input data-here />')
    expect(mayRun(binding('n'), field, false)).toBe(false)
    expect(mayRun(binding('Mod+K'), field, false)).toBe(true)
    expect(mayRun(binding('Escape', { inText: true }), field, false)).toBe(true)
  })
  test('a field has its own undo', () => {
    expect(mayRun(binding('Mod+Z'), element('<textarea data-here></textarea>'), false)).toBe(false)
    expect(mayRun(binding('Mod+Z'), element('<div data-here></div>'), false)).toBe(true)
  })
  test('a tick box is not a text field', () => {
    expect(mayRun(binding('1'), element('<input type="checkbox" data-here />'), false)).toBe(true)
  })
  test('Enter on a button presses the button', () => {
    expect(mayRun(binding('Enter'), element('<button data-here></button>'), false)).toBe(false)
    expect(mayRun(binding('s'), element('<button data-here></button>'), false)).toBe(true)
  })
  test('nothing behind a question works', () => {
    expect(mayRun(binding('s'), document.body, true)).toBe(false)
  })
})

describe('listening', () => {
  let stop = () => {}
  beforeEach(() => {
    stop = listenForKeys(window)
  })
  afterEach(() => {
    stop()
    useKeyMap.setState({ scopes: [] })
  })
  const type = (target: Element, key: string, more: KeyboardEventInit = {}) =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))

  test('the newest scope has the key', () => {
    const older = vi.fn()
    const newer = vi.fn()
    useKeyMap.setState({
      scopes: [
        { id: 'a', group: 'A', bindings: [binding('1', { run: older })] },
        { id: 'b', group: 'B', bindings: [binding('1', { run: newer })] },
      ],
    })
    type(element('<div data-here></div>'), '1')
    expect(newer).toHaveBeenCalledOnce()
    expect(older).not.toHaveBeenCalled()
  })

  test('works in a field that keeps its keys to itself, once, and only for what is not typing', () => {
    const search = vi.fn()
    const letter = vi.fn()
    useKeyMap.setState({
      scopes: [{ id: 'a', group: 'A', bindings: [binding('Mod+K', { run: search }), binding('x', { run: letter })] }],
    })
    const field = element('<input data-here />')
    field.addEventListener('keydown', (event) => event.stopPropagation())
    type(field, 'k', { ctrlKey: true })
    type(field, 'x')
    expect(search).toHaveBeenCalledOnce()
    expect(letter).not.toHaveBeenCalled()
  })

  test('a key held down acts once; only moving goes on', () => {
    const [sign, next] = [vi.fn(), vi.fn()]
    useKeyMap.setState({
      scopes: [{ id: 'a', group: 'A', bindings: [binding('Mod+Enter', { run: sign }), binding('j', { run: next })] }],
    })
    const place = element('<div data-here></div>')
    for (const repeat of [false, true, true]) {
      type(place, 'Enter', { ctrlKey: true, repeat })
      type(place, 'j', { repeat })
    }
    expect(sign).toHaveBeenCalledOnce()
    expect(next).toHaveBeenCalledTimes(3)
  })

  test('what someone nearer has dealt with is left alone', () => {
    const run = vi.fn()
    useKeyMap.setState({ scopes: [{ id: 'a', group: 'A', bindings: [binding('j', { run })] }] })
    const list = element('<div data-here></div>')
    list.addEventListener('keydown', (event) => event.preventDefault())
    type(list, 'j')
    expect(run).not.toHaveBeenCalled()
  })
})
