import type { Attrs, MarkSpec } from 'prosemirror-model'
import { dateForReading } from '../../kernel/dates.js'
import type { DateText } from '../../kernel/ids.js'

/** Where carried words come from, and whether somebody said that they still hold. */
export interface CarriedAttrs {
  /** The local id of the note they were carried from, and its day. */
  note: string
  date: string
  confirmed: { by: string; at: string } | null
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const day = /^\d{4}-\d{2}-\d{2}$/

const isConfirmation = (value: unknown): boolean => {
  if (value === null) return true
  const { by, at, ...more } = (value ?? {}) as Record<string, unknown>
  const spoken = typeof by === 'string' && by !== '' && by.length <= 200
  return spoken && typeof at === 'string' && !Number.isNaN(Date.parse(at)) && Object.keys(more).length === 0
}

const must = (holds: (value: unknown) => boolean, what: string) => (value: unknown) => {
  if (!holds(value)) throw new RangeError(what)
}

/** In words: `Carried from 3 Jun 2026`, and who said that it still holds. */
export function carriedInWords({ date, confirmed }: CarriedAttrs): string {
  const from = `Carried from ${dateForReading(date as DateText)}`
  return confirmed ? `${from}, confirmed by ${confirmed.by}` : from
}

function fromMarkup(json: string | null): Attrs | false {
  try {
    const { note, date, confirmed } = JSON.parse(json ?? '') as CarriedAttrs
    return uuid.test(note) && day.test(date) && isConfirmation(confirmed) ? { note, date, confirmed } : false
  } catch {
    return false
  }
}

/** Words brought in from an earlier note. What is typed beside them does not carry it. */
export const carried: MarkSpec = {
  inclusive: false,
  attrs: {
    note: { default: '', validate: must((value) => uuid.test(String(value)), 'carried words come from a note') },
    date: { default: '', validate: must((value) => day.test(String(value)), 'carried words are of a day') },
    confirmed: { default: null, validate: must(isConfirmation, 'a confirmation says who and when') },
  },
  parseDOM: [{ tag: 'span[data-carried]', getAttrs: (dom) => fromMarkup(dom.getAttribute('data-carried')) }],
  toDOM: ({ attrs }) => [
    'span',
    {
      class: attrs.confirmed ? 'note-confirmed' : 'note-carried',
      'data-carried': JSON.stringify(attrs),
      title: carriedInWords(attrs as CarriedAttrs),
    },
    0,
  ],
}
