import type { NoticeKind } from '../domain/task/notice.js'
import type { Salvaged, StartFailure } from './wire.js'

export { type NoticeKind, noticeKinds } from '../domain/task/notice.js'

/** Where the workstation is on its way to being usable; the shell's word, shown by the start screens. */
export type ShellState =
  | { phase: 'starting'; step: string; done?: number; total?: number }
  /** No keychain: a passphrase protects the store. `first` when one is to be chosen. */
  | { phase: 'passphrase'; first: boolean; problem?: string }
  | { phase: 'ready' }
  /** The core stopped and is being started again. */
  | { phase: 'restarting' }
  /** `canSalvage`: the key is there, so that what is unsent may be had all the same. */
  | { phase: 'failed'; failure: StartProblem; message: string; detail?: string; canSalvage?: boolean }

/** Why there is no usable workstation. `other-ehr`: the profile belongs to another EHR than the one asked for. */
export type StartProblem =
  | StartFailure
  /** The file with the key, and its copy, are gone or damaged. */
  | 'key-lost'
  | 'ehr-port-in-use'
  | 'ehr-unreachable'
  | 'not-fhir'
  | 'other-ehr'
  | 'core-keeps-stopping'

export type SalvageOutcome =
  | ({ outcome: 'saved'; folder: string } & Salvaged)
  | { outcome: 'cancelled' }
  /** With a sentence for the person. Nothing was changed. */
  | { outcome: 'failed'; message: string }

/** Sizes of paper a page may be laid out for. */
export type PaperSize = 'A4' | 'Letter'

/** What became of a wish to print. `no-printer`: this computer knows none. */
export type Printed = 'printed' | 'cancelled' | 'no-printer' | 'failed'

/** What became of a wish to save a PDF; nothing is left behind but of `saved`. */
export type SavedPdf = 'saved' | 'cancelled' | 'no-space' | 'not-allowed' | 'failed'

/** Something the desktop tells: nothing of any patient, but the ids of what it is about. */
export interface DesktopNotice {
  /** Each is told once, whichever window says so first. */
  ids: string[]
  kind: NoticeKind
  /** Where a click goes: a task's local id. */
  task: string
}

/** What the preload gives the window as `window.rounds`; the only way out of the sandbox. */
export interface Bridge {
  /** Sends one message to the core. Messages sent while there is no core are dropped; calls fail as core-restarted. */
  post(message: unknown): void
  onMessage(handler: (message: unknown) => void): void
  /** A new connection to a core: watches must be made again, calls in flight have failed. */
  onConnect(handler: () => void): void
  onDisconnect(handler: () => void): void
  shell: {
    state(): Promise<ShellState>
    onState(handler: (state: ShellState) => void): void
    /** Chooses or gives the passphrase; the outcome arrives as a new state. */
    passphrase(text: string): Promise<void>
    /** Opens the EHR's own sign-in page in a window of its own; resolves with the address it came back to, or null when closed. */
    authorize(url: string): Promise<string | null>
    /** Opens one more window, bound to that patient when given. */
    openWindow(patient?: string): Promise<void>
    /** Tries the start again after a failure. */
    retry(): Promise<void>
    /** Moves the damaged or unreadable store aside (never deletes it) and starts with an empty one. */
    startAfresh(): Promise<void>
    /** Shows the profile's folder in the file manager. */
    showProfile(): Promise<void>
    quit(): Promise<void>
    /** Answers the quit guard's question. */
    onQuitAsked(handler: (unsent: { count: number; needsYou: number }) => void): void
    quitAnyway(): Promise<void>
    /** Prints the current window's print layout, or saves it as PDF; resolves false when cancelled. */
    print(): Promise<boolean>
    /** Prints what the window lays out for print on that paper, with the operating system's dialog. */
    printPages(paper: PaperSize): Promise<Printed>
    /** Saves the same as a PDF where the person chooses, readable by their own account alone, not encrypted. */
    savePdf(paper: PaperSize): Promise<SavedPdf>
    /** Saves a text in a file of the person's choice, not encrypted. */
    saveCopy(text: string): Promise<'saved' | 'cancelled' | 'failed'>
    /** Saves a PDF a patient sent, base64, where the person chooses, not encrypted. Nothing opens it. */
    saveFile(pdf: string): Promise<SavedPdf>
    /** Opens a web page, mail address or phone number outside Rounds; false when it is something else or cannot be opened. */
    openAddress(address: string): Promise<boolean>
    /** Lets the person choose a file to be read; resolves with its path, or null when cancelled. `title` says what for. */
    chooseFile(title: string): Promise<string | null>
    /** After a failed start: writes what is unsent into a folder of the person's choice, not encrypted. */
    salvage(): Promise<SalvageOutcome>
    notify(notice: DesktopNotice): Promise<void>
    /** A notification was clicked. */
    onNotice(handler: (task: string) => void): void
    /** The number on the app's icon; 0 for none. */
    badge(count: number): Promise<void>
    versions: { app: string; electron: string; platform: string }
    /** The patient this window was opened for, when it was. */
    patient: string | null
  }
}
