// @ts-expect-error: it comes without types.
import { JSDOM } from 'jsdom'

/**
 * A page for an editor in a test that also needs a real server beside it: only what ProseMirror asks for comes from the
 * page, all else stays Node's own.
 */
export function makePage(): Document {
  const { window } = new JSDOM('<!doctype html><body></body>', { pretendToBeVisual: true })
  const range = window.Range.prototype
  Object.assign(range, { getClientRects: () => [], getBoundingClientRect: () => new window.DOMRect() })
  const names = [
    'document',
    'window',
    'Node',
    'Element',
    'HTMLElement',
    'HTMLButtonElement',
    'MutationObserver',
    'DOMParser',
    'NodeFilter',
    'KeyboardEvent',
    'getSelection',
    'requestAnimationFrame',
    'cancelAnimationFrame',
  ]
  for (const name of names) {
    const value = name === 'window' ? window : (window as unknown as Record<string, unknown>)[name]
    const bound = /^(get|request|cancel)/.test(name) ? (value as (...args: unknown[]) => unknown).bind(window) : value
    Object.defineProperty(globalThis, name, { value: bound, configurable: true, writable: true })
  }
  Object.defineProperty(globalThis, 'ClipboardEvent', { value: window.Event, configurable: true, writable: true })
  return window.document
}
