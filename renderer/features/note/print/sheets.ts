import type { PaperSize } from '../../../../shared/contract/shell.js'
import type { NotePaper } from '../../../../shared/contract/views/paper.js'
import { toInstant } from '../../../../shared/kernel/dates.js'
import { fillPages } from '../../../ui/index.js'
import { paperBanner } from './banner.js'
import { element } from './element.js'
import { letter, letterhead, moment } from './letter.js'
import './paper.css'

export interface PrintFacts {
  paper: NotePaper
  size: PaperSize
  /** Who prints it: `Jo Ruiz, MA`. */
  by: string | undefined
  at: Date
}

/** What must be seen on every page besides the patient. */
function state({ note, addenda }: NotePaper): { mark?: string; strip?: string } {
  if (note.status === 'draft') return { mark: 'DRAFT, not signed', strip: 'DRAFT, not signed' }
  if (note.status === 'entered-in-error') return { mark: 'DISCARDED', strip: 'DISCARDED, not part of the record' }
  const isBroken = [note, ...addenda].some(({ signatures }) => signatures.some(({ seal }) => seal?.state === 'broken'))
  if (isBroken) return { strip: 'NOT THE TEXT THAT WAS SIGNED. Do not rely on it.' }
  if (note.superseded) return { mark: 'SUPERSEDED', strip: 'SUPERSEDED by an amended version' }
  if ([note, ...addenda].some(({ unsent }) => unsent)) return { strip: 'Signed here, not in the EHR yet' }
  return {}
}

/**
 * Lays a note out as sheets of paper, each with its patient, its state and its number. The sheets are elements of the size
 * of the paper, the same on screen and on paper; they belong to nobody until they are put somewhere.
 */
export async function sheetsOf(facts: PrintFacts): Promise<HTMLElement[]> {
  await fontsReady()
  const desk = element('div', 'paper-desk')
  document.body.append(desk)
  try {
    const sheets: HTMLElement[] = []
    fillPages(letter(facts.paper), () => {
      const sheet = blankSheet(facts, sheets.length === 0)
      sheets.push(sheet)
      desk.append(sheet)
      return { body: sheet.querySelector('.paper-body') as HTMLElement }
    })
    for (const [at, sheet] of sheets.entries()) {
      const number = sheet.querySelector('.paper-number')
      if (number) number.textContent = `Page ${at + 1} of ${sheets.length}`
    }
    return sheets
  } finally {
    desk.remove()
  }
}

const printed = (at: Date, by: string | undefined): string => `Printed ${moment(toInstant(at))}${by ? ` by ${by}` : ''}`

/** Says on sheets made earlier when they are printed. */
export function stampPrinted(sheets: readonly HTMLElement[], at: Date, by: string | undefined): void {
  for (const sheet of sheets) sheet.querySelector('.paper-printed')?.replaceChildren(printed(at, by))
}

/** Letters of another width would part the lines elsewhere. */
async function fontsReady(): Promise<void> {
  const faces = ['400', '600', '700', 'italic 400'].map((face) => document.fonts?.load(`${face} 10pt "Inter Variable"`))
  await Promise.all(faces).catch(() => {})
}

function blankSheet({ paper, size, by, at }: PrintFacts, isFirst: boolean): HTMLElement {
  const { mark, strip } = state(paper)
  const made = element(
    'article',
    'paper-sheet',
    mark ? element('p', 'paper-mark', mark) : undefined,
    element(
      'header',
      'paper-head',
      paper.practice ? element('p', 'paper-practice', 'Practice data: this patient is made up') : undefined,
      isFirst ? letterhead(paper) : undefined,
      strip ? element('p', 'paper-strip', strip) : undefined,
      paperBanner(paper.patient, isFirst),
    ),
    element('div', 'paper-body'),
    element(
      'footer',
      'paper-foot',
      element('p', '', [isFirst ? undefined : paper.clinic.name, paper.note.title].filter(Boolean).join(' · ')),
      element('p', 'paper-printed', printed(at, by)),
      element('p', 'paper-number', 'Page 1 of 1'),
    ),
  )
  made.dataset.paper = size
  return made
}
