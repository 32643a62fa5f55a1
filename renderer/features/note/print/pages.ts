import type { PaperSize } from '../../../../shared/contract/shell.js'
import type { NotePaper } from '../../../../shared/contract/views/paper.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { client } from '../../../data/index.js'
import type { NoteEditor } from '../../../editor/index.js'
import { paperBanner } from './banner.js'
import { sheetsOf, stampPrinted } from './sheets.js'

/** What is to be printed, and by whom. */
export interface PrintWish {
  note: LocalId
  /** Absent where the note is only shown as text. */
  editor: Pick<NoteEditor, 'settled'> | undefined
  size: PaperSize
  by: string | undefined
}

/** A note's pages, and what they were made from. */
export interface Pages {
  sheets: HTMLElement[]
  /** What a person reads on them, to see later whether it still holds. */
  says: string
  /** The same, and how far it has got: that changes by itself, mostly just after signing. */
  exactly: string
}

export type Made = { state: 'shown'; pages: Pages } | { state: 'failed'; message: string }

/**
 * A note's pages as it is at this moment: words still on their way to the disk are waited for. Where the pages made
 * before still say what is so, it is those, with the time of now on them.
 */
export async function makePages(wish: PrintWish, before?: Pages): Promise<Made> {
  try {
    const settled = await wish.editor?.settled()
    if (settled?.ok === false)
      return { state: 'failed', message: `The last changes are not saved yet. ${settled.refusal.message}` }
    const answer = await client.ask('note.paper', { note: wish.note })
    if (!answer.ok) return { state: 'failed', message: answer.refusal.message }
    const paper = answer.value
    if (!paper) return { state: 'failed', message: 'This note is no longer on this workstation.' }
    const exactly = saidBy(paper)
    const says = saidBy(paper, (key, value) => (key === 'unsent' ? undefined : value))
    const at = new Date()
    if (before?.exactly === exactly) {
      stampPrinted(before.sheets, at, wish.by)
      return { state: 'shown', pages: before }
    }
    return {
      state: 'shown',
      pages: { says, exactly, sheets: await sheetsOf({ paper, size: wish.size, by: wish.by, at }) },
    }
  } catch {
    return { state: 'failed', message: 'Its pages could not be made.' }
  }
}

/** The patient counts as printed: where they sit in the clinic at this moment does not. */
const saidBy = ({ patient, ...rest }: NotePaper, how?: (key: string, value: unknown) => unknown): string =>
  paperBanner(patient, true).outerHTML + JSON.stringify(rest, how)
