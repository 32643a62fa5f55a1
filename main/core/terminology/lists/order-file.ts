import type { NewCode } from '../../store/code-list.js'
import { wordsOfNames } from '../starter-row.js'
import { layWords } from './lay-words.js'
import type { Line } from './lines.js'
import { RefusedList } from './refused.js'

/** A row on its way into a list: the group it is offered in, 0 first. */
export interface PlacedCode {
  group: number
  row: NewCode
}

/** Reads one kind of official file, line by line; `end` gives what is left and judges whether that was all. */
export interface ListReader {
  line(line: Line): PlacedCode | undefined
  end(): Iterable<PlacedCode>
}

const otherFile = 'this is not a line of an ICD-10-CM order file (icd10cm-order-….txt of CMS).'

/**
 * The ICD-10-CM order file of CMS and NCHS: columns 1-5 a number counting up from 1, 7-13 the code without its point, 15
 * whether it can be billed, 17-76 a short title, from 78 the long one.
 */
export class OrderFile implements ListReader {
  #last = 0
  #codes = new Set<string>()

  line({ text, number, ended }: Line): PlacedCode | undefined {
    if (text === '' && number > this.#last) return undefined
    const found = /^(\d{5}) ([A-Z]\d[\dA-Z]{1,5}) *([01]) /.exec(text)
    if (!found || text[14] !== found[3] || text[5] !== ' ' || text.length < 78) throw new RefusedList(otherFile, number)
    const [, order = '', plain = '', billable] = found
    if (Number(order) !== this.#last + 1)
      throw new RefusedList(`the numbering jumps here: rows are missing before it, or the file is damaged.`, number)
    this.#last = Number(order)
    const title = text.slice(77).trim()
    // A line without a line break is the last, whole or cut: the long title is never shorter than the short one.
    if (title === '' || (!ended && title.length < text.slice(16, 76).trim().length))
      throw new RefusedList('the file ends in the middle of this line.', number)
    if (this.#codes.has(plain)) throw new RefusedList('this code is in the file twice.', number)
    if (plain.length > 3 && !this.#codes.has(plain.slice(0, -1)) && !this.#codes.has(plain.slice(0, 3)))
      throw new RefusedList('the category this code belongs to is missing.', number)
    this.#codes.add(plain)
    const code = plain.length > 3 ? `${plain.slice(0, 3)}.${plain.slice(3)}` : plain
    const lay = layWords(title)
    const row: NewCode = {
      code,
      status: billable === '1' ? 'usable' : 'category',
      title,
      names: '',
      words: wordsOfNames(plain, title, lay),
      content: null,
    }
    return { group: groupOf(plain, title, billable === '1'), row }
  }

  end(): PlacedCode[] {
    if (!this.#codes.has('A00') || !this.#codes.has('Z99'))
      throw new RefusedList('The file is cut off: its last chapters are missing. Fetch it again.')
    return []
  }
}

/**
 * What a family practice means goes first: short names of illnesses and symptoms; longer ones, and injuries seen for the
 * first time that say no more than they must; others; categories; pregnancy, the newborn, causes from outside; later
 * encounters for an injury; what it left behind.
 */
function groupOf(code: string, title: string, billable: boolean): number {
  if (/\bsequela$/.test(title)) return 8
  if (/\bsubsequent encounter\b/.test(title)) return 7
  if (/^[OPQV-Y]/.test(code)) return billable ? 6 : 7
  if (!billable) return 4
  const isPlain = /unspecified|without complication|uncomplicated/i.test(title)
  if (/^(?:[ST]|M(?:80|84|96|97))/.test(code)) return isPlain && !/^[TM]|open fracture/.test(code + title) ? 1 : 5
  if (title.split(' ').length <= 4) return 0
  return isPlain ? 1 : 2
}
