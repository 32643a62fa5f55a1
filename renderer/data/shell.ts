import { useSyncExternalStore } from 'react'
import type { DesktopNotice, PaperSize, ShellState } from '../../shared/contract/shell.js'
import { bridge } from './bridge.js'

let state: ShellState = { phase: 'starting', step: 'Starting' }
const listeners = new Set<() => void>()
const put = (next: ShellState) => {
  state = next
  for (const listener of listeners) listener()
}

/** Begins to follow the shell; once, at the start. */
export function followShell(): void {
  let told = false
  bridge().shell.onState((next) => {
    told = true
    put(next)
  })
  // What the shell says of itself meanwhile is newer than this answer.
  void bridge()
    .shell.state()
    .then((first) => {
      if (!told) put(first)
    })
}

/** Where the workstation is on its way to being usable. */
export const useShellState = (): ShellState =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )

/** What a window may ask of the machine around it. */
export const shell = {
  passphrase: (text: string) => bridge().shell.passphrase(text),
  authorize: (url: string) => bridge().shell.authorize(url),
  openWindow: (patient?: string) => bridge().shell.openWindow(patient),
  retry: () => bridge().shell.retry(),
  startAfresh: () => bridge().shell.startAfresh(),
  showProfile: () => bridge().shell.showProfile(),
  quit: () => bridge().shell.quit(),
  quitAnyway: () => bridge().shell.quitAnyway(),
  print: () => bridge().shell.print(),
  printPages: (paper: PaperSize) => bridge().shell.printPages(paper),
  savePdf: (paper: PaperSize) => bridge().shell.savePdf(paper),
  saveCopy: (text: string) => bridge().shell.saveCopy(text),
  saveFile: (pdf: string) => bridge().shell.saveFile(pdf),
  openAddress: (address: string) => bridge().shell.openAddress(address),
  chooseFile: (title: string) => bridge().shell.chooseFile(title),
  salvage: () => bridge().shell.salvage(),
  notify: (notice: DesktopNotice) => bridge().shell.notify(notice),
  badge: (count: number) => bridge().shell.badge(count),
  onNotice: (handler: (task: string) => void) => bridge().shell.onNotice(handler),
  onQuitAsked: (handler: (unsent: { count: number; needsYou: number }) => void) => bridge().shell.onQuitAsked(handler),
  versions: () => bridge().shell.versions,
  /** The patient this window was opened for. */
  patient: () => bridge().shell.patient,
}
