import type { EditorState, Transaction } from 'prosemirror-state'
import type { JournalLink } from './link.js'
import type { JournalState } from './state.js'

export interface JournalHost {
  state(): EditorState
  dispatch(tr: Transaction): void
}

export type Later = (task: () => void, ms: number) => () => void

export interface JournalOptions {
  version: number
  link: JournalLink
  host: JournalHost
  onChange?(state: JournalState): void
  /** Told when words lost their place to what another wrote, and were set down at the end of their section. */
  onKept?(): void
  /** Runs `task` after `ms` unless the answered function is called before; a test has its own clock. */
  later?: Later
  /** Runs `task` as soon as the key that made the steps is on screen, within 10 ms. */
  soon?(task: () => void): void
  newId?(): string
  random?(): number
}

/** In the pause after the frame, or at the latest after 10 ms. */
export function whenIdle(task: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(() => task(), { timeout: 10 })
  else setTimeout(task, 0)
}

export const afterTimeout: Later = (task, ms) => {
  const timer = setTimeout(task, ms)
  return () => clearTimeout(timer)
}
