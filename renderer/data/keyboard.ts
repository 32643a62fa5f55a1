import { useId, useLayoutEffect, useRef } from 'react'
import { create } from 'zustand'

/** One key and what it does. */
export interface KeyBinding {
  /** `Mod+K`, `j`, `Shift+Enter`, `?`. Mod is Ctrl, or Command on a Mac. */
  keys: string
  /** What it does, in words, for the map and the palette: `Check in`. */
  label: string
  run: () => void
  /** Not bound while false. */
  when?: boolean
  /** Works while typing in a field too; keys with Mod or Alt always do. */
  inText?: boolean
  /** Not offered in the palette: moving about, and the like. */
  quiet?: boolean
  /** Bound by what has the focus, such as the text of a note: shown in the map, never run from here. */
  elsewhere?: boolean
}

export interface KeyScope {
  id: string
  /** Heading in the keyboard map: `Today`. */
  group: string
  bindings: readonly KeyBinding[]
}

/** Every key that works now, the newest scope last; newer ones win. */
export const useKeyMap = create<{ scopes: readonly KeyScope[] }>(() => ({ scopes: [] }))

/** Binds keys for as long as the component is on screen; they show in the keyboard map and the palette. */
export function useKeys(group: string, bindings: readonly KeyBinding[]): void {
  const id = useId()
  const latest = useRef(bindings)
  latest.current = bindings
  const signature = bindings
    .map((binding) => `${binding.keys}\u0000${binding.label}\u0000${binding.when !== false}\u0000${binding.quiet}`)
    .join('\u0001')
  // Before anything is painted: a key pressed the moment its screen appears is not lost.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the bindings
  useLayoutEffect(() => {
    const active = latest.current
      .map((binding, index) => ({ ...binding, run: () => latest.current[index]?.run() }))
      .filter((binding) => binding.when !== false)
    useKeyMap.setState(({ scopes }) => {
      const at = scopes.findIndex((scope) => scope.id === id)
      const scope = { id, group, bindings: active }
      return { scopes: at < 0 ? [...scopes, scope] : scopes.map((other, index) => (index === at ? scope : other)) }
    })
  }, [id, group, signature])
  useLayoutEffect(
    () => () => useKeyMap.setState(({ scopes }) => ({ scopes: scopes.filter((scope) => scope.id !== id) })),
    [id],
  )
}

export interface Press {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

/** Whether a key press is `keys`. */
export function isKeys(press: Press, keys: string, apple = false): boolean {
  const parts = keys === '+' ? ['+'] : keys.split('+')
  const key = parts.at(-1) as string
  const wants = (modifier: string) => parts.slice(0, -1).includes(modifier)
  const mod = apple ? press.metaKey : press.ctrlKey
  const other = apple ? press.ctrlKey : press.metaKey
  if (mod !== wants('Mod') || other || press.altKey !== wants('Alt')) return false
  const symbol = key.length === 1 && !/[a-z0-9]/i.test(key)
  // Shift is part of typing a symbol, so it says nothing there.
  if (!symbol && press.shiftKey !== wants('Shift')) return false
  if (key === 'Space') return press.key === ' '
  if (press.key.toLowerCase() === key.toLowerCase()) return true
  // Alt turns letters into other signs on some keyboards.
  return press.altKey && /^[a-z]$/i.test(key) && press.code === `Key${key.toUpperCase()}`
}

/** Keys that move about, and so may go on while they are held down. */
const moving = /(^|\+)(Arrow\w+|Page\w+|Tab|[jk[\]])$/

/** Keys that type nothing. */
const notTyping = /(Mod|Alt)\+|^F\d+$/

const isApple = () => typeof navigator !== 'undefined' && /Mac/.test(navigator.platform)
const typing = (target: Element | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !/^(checkbox|radio|button)$/.test((target as HTMLInputElement).type ?? '')

/** Whether a binding may run, given where the focus is. */
export function mayRun(binding: KeyBinding, target: Element | null, modal: boolean): boolean {
  if (modal && !binding.inText) return false
  // A field's own undo, and choosing all of its text, come first.
  if (binding.keys === 'Mod+Z' || binding.keys === 'Mod+A') return !typing(target)
  if (notTyping.test(binding.keys) || binding.inText) return true
  if (typing(target)) return false
  if (!target) return true
  // Menus and option lists take letters themselves.
  if (target.closest('[role=menu], .ui-popover')) return false
  const presses = binding.keys === 'Enter' || binding.keys === 'Space'
  return !(presses && target.closest('button, a, [role=button], [role=tab], [role=checkbox], label'))
}

/** Starts listening; returns how to stop. */
export function listenForKeys(window: Window): () => void {
  const apple = isApple()
  const run = (event: KeyboardEvent, allowed: (binding: KeyBinding) => boolean): boolean => {
    const target = event.target instanceof Element ? event.target : null
    const modal = window.document.querySelector('.ui-modal') !== null
    const { scopes } = useKeyMap.getState()
    for (const scope of scopes.toReversed()) {
      const binding = scope.bindings.find(
        (one) => !one.elsewhere && isKeys(event, one.keys, apple) && allowed(one) && mayRun(one, target, modal),
      )
      if (!binding) continue
      event.preventDefault()
      // What a key does is done once: held down a moment too long, it would sign, send or decide what comes up next, too.
      if (!event.repeat || moving.test(binding.keys)) binding.run()
      return true
    }
    return false
  }
  // Some fields keep every key to themselves, so keys that cannot be meant as typing are taken on the way in; else
  // Ctrl+W, say, would reach the window's menu. The note editor has keys of its own and comes first.
  const onCapture = (event: KeyboardEvent) => {
    if (event.isComposing || (event.target instanceof HTMLElement && event.target.isContentEditable)) return
    if (run(event, (binding) => notTyping.test(binding.keys))) event.stopPropagation()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.defaultPrevented && !event.isComposing) run(event, () => true)
  }
  window.addEventListener('keydown', onCapture, true)
  window.addEventListener('keydown', onKeyDown)
  return () => {
    window.removeEventListener('keydown', onCapture, true)
    window.removeEventListener('keydown', onKeyDown)
  }
}
