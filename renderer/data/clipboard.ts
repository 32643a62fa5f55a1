import type { CopiedNote, CopyMade } from '../../shared/contract/views/clipboard.js'
import { copyToken, withCopyMark } from '../../shared/document/index.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { client, send, shownPatient } from './connection.js'

/** Whose words a paste would bring in. `patient` is absent when that is no longer known. */
export interface Origin {
  patient?: CopyMade['patient']
}

/** Shorter ones are in every text, so without the mark they say nothing. */
const shortest = 4

const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim()

/** 53 bits of the words, without their spaces: enough to know a text again, and nothing can be read from it. */
export function printOf(text: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  for (const char of plain(text)) {
    const code = char.codePointAt(0) as number
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36)
}

let known: readonly CopyMade[] = []
/** Copies of this window the core has not told of yet: what they came from is known all the same. */
let own: { token: string; print: string; patient: LocalId; note: CopiedNote | undefined }[] = []

/** What is selected, also in a field. */
function selectedText(target: EventTarget | null): string {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
    return target.value.slice(target.selectionStart ?? 0, target.selectionEnd ?? 0)
  }
  return String(getSelection() ?? '')
}

/** What a place of the page is marked with that shows a signed note. */
export const copiedFrom = (note: CopiedNote): { 'data-copied-from': string } => ({
  'data-copied-from': `${note.note} ${note.date}`,
})

/** The signed note a copy was made in. */
function noteAt(target: EventTarget | null): CopiedNote | undefined {
  const element = target instanceof Element ? target : target instanceof Node ? target.parentElement : null
  const [note, date] = element?.closest<HTMLElement>('[data-copied-from]')?.dataset.copiedFrom?.split(' ') ?? []
  return note && date ? { note: note as LocalId, date } : undefined
}

/**
 * Remembers which patient was shown when something was copied. What an editor puts on the clipboard gets a mark in its HTML:
 * a random number. Who the patient is never leaves Rounds.
 */
function onCopy(event: ClipboardEvent | DragEvent): void {
  const patient = shownPatient()
  const data = 'clipboardData' in event ? event.clipboardData : event.dataTransfer
  if (patient === null || !data) return
  const html = data.getData('text/html')
  const text = data.getData('text/plain') || selectedText(event.target)
  if (plain(text).length === 0) return
  const token = crypto.randomUUID()
  if (html && (event.defaultPrevented || event.type === 'dragstart')) {
    data.setData('text/html', withCopyMark(html, token))
  }
  const print = printOf(text)
  const note = noteAt(event.target)
  own = [{ token, print, patient, note }, ...own].slice(0, 20)
  void send('clipboard.copied', { patient, token, print, ...(note && { note }) })
}

/** Begins to note what is copied in this window, and hears of what is copied in the others. */
export function followCopies(window: Window): void {
  for (const kind of ['copy', 'cut', 'dragstart'] as const) window.document.addEventListener(kind, onCopy)
  const watch = client.watch('clipboard.copies', {})
  watch.subscribe(() => {
    known = watch.current().data ?? known
  })
}

/** The copy a paste is of. The newest that fits: the same words may have been copied from both. */
function copyOf(html: string, text: string) {
  const token = copyToken(html)
  const print = plain(text).length >= shortest ? printOf(text) : undefined
  const is = (copy: { token: string; print: string }) => (token ? copy.token === token : copy.print === print)
  // A copy of this window may be news to the core.
  const here = own.find(is)
  const told = here ? known.find((copy) => copy.token === here.token) : known.find(is)
  return { token, told, from: told?.patient.id ?? here?.patient, note: here?.note ?? told?.note }
}

/** Where a paste comes from, when that is anybody's chart. */
export const pastedFromChart = (html: string, text: string): Origin | undefined =>
  pastedFromAnother(html, text, '' as LocalId)

/** Where a paste comes from, when it is another patient's than the one given, or nobody knows any more whose. */
export function pastedFromAnother(html: string, text: string, patient: LocalId): Origin | undefined {
  const { token, told, from } = copyOf(html, text)
  if (from === undefined) return token ? {} : undefined
  if (from === patient) return undefined
  return told ? { patient: told.patient } : {}
}

/** The signed note of this patient that a paste was copied from. */
export function pastedFromNote(html: string, text: string, patient: LocalId): CopiedNote | undefined {
  const { from, note } = copyOf(html, text)
  return from === patient ? note : undefined
}
