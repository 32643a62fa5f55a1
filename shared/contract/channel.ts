/**
 * The names under which the shell and the preload speak; no window ever sees them. What travels is described by
 * `Bridge` (shell.ts) and, for core messages, by wire.ts.
 */
export const channel = {
  /** Preload → shell, synchronous, once per page: answers `WindowFacts`. */
  hello: 'rounds:hello',
  /** Shell → preload: a core is there. Carries a MessagePort where the core can be reached directly. */
  connected: 'rounds:connected',
  disconnected: 'rounds:disconnected',
  /** Both ways, only where the shell relays for the core. */
  message: 'rounds:message',
  /** Shell → preload: a new `ShellState`. */
  state: 'rounds:state',
  quitAsked: 'rounds:quit-asked',
  /** Shell → preload: the task a notification was clicked for. */
  noticeOpened: 'rounds:notice-opened',
  /** Preload → shell, answered: the name of a request and its argument. */
  request: 'rounds:request',
} as const

/** What a page is told about its window when it loads. */
export interface WindowFacts {
  appVersion: string
  patient: string | null
}

/** What a window may ask of the shell, by name. */
export type ShellRequest =
  | 'state'
  | 'passphrase'
  | 'authorize'
  | 'openWindow'
  | 'retry'
  | 'startAfresh'
  | 'showProfile'
  | 'quit'
  | 'quitAnyway'
  | 'print'
  | 'printPages'
  | 'savePdf'
  | 'saveCopy'
  | 'saveFile'
  | 'openAddress'
  | 'chooseFile'
  | 'salvage'
  | 'notify'
  | 'badge'
