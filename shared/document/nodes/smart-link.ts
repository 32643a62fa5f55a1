import type { Attrs, NodeSpec } from 'prosemirror-model'
import { readChipResource } from '../../domain/chip/chip.js'
import { dateForReading, localDate, timeForReading } from '../../kernel/dates.js'

const fail = (message: string): never => {
  throw new RangeError(message)
}
const named = (most: number, what: string) => ({
  default: '',
  validate: (value: unknown) =>
    void ((typeof value === 'string' && value.trim() !== '' && value.length <= most) || fail(what)),
})

/** A record, and what it said where that is one value. */
function isSource(item: unknown): boolean {
  const { said } = (item ?? {}) as { said?: unknown }
  return (
    readChipResource(item) !== undefined && (said === undefined || (typeof said === 'string' && said.length <= 2000))
  )
}

/** What both kinds of smart link say of themselves. */
const common = {
  /** Which data: `a1c`, `medicines`. */
  link: named(60, 'a smart link has a name'),
  /** When the data was read, an instant. */
  at: {
    default: '',
    validate: (value: unknown) =>
      void ((typeof value === 'string' && !Number.isNaN(Date.parse(value))) || fail('a smart link has a time')),
  },
  /** The records it was read from: FHIR type and local id. */
  sources: {
    default: [],
    validate: (value: unknown) =>
      void (
        (Array.isArray(value) && value.length <= 200 && value.every(isSource)) ||
        fail('the sources of a smart link are records')
      ),
  },
}

/** Attributes from copied markup; false where they are not of the kind. ProseMirror checks them when the slice is used. */
function fromMarkup(json: string | null, text: 'text' | 'title'): Attrs | false {
  try {
    const attrs = JSON.parse(json ?? '') as Record<string, unknown>
    const { link, at, sources } = attrs
    const strings = [link, at, attrs[text]].every((value) => typeof value === 'string' && value !== '')
    const rows = text === 'text' || (Array.isArray(attrs.rows) && attrs.rows.every((row) => typeof row === 'string'))
    const fits = strings && rows && Array.isArray(sources) && sources.every(isSource)
    if (!fits || Number.isNaN(Date.parse(at as string))) return false
    return { link, at, sources, [text]: attrs[text], ...(text === 'title' && { rows: attrs.rows }) }
  } catch {
    return false
  }
}

/** When data was read: `22 Nov 2026 10:31`. */
export const momentOfReading = ({ at }: Attrs): string =>
  `${dateForReading(localDate(new Date(at)))} ${timeForReading(at)}`
const readWhen = (attrs: Attrs): string => `Read ${momentOfReading(attrs)}`

/** Data of the chart inside a sentence: `HbA1c 7.9 % (18 Nov), from 7.6 %`. */
export const smartLink: NodeSpec = {
  inline: true,
  group: 'inline',
  atom: true,
  leafText: (node) => node.attrs.text,
  attrs: { ...common, text: named(2000, 'a smart link says something') },
  parseDOM: [{ tag: 'span[data-smart]', getAttrs: (dom) => fromMarkup(dom.getAttribute('data-smart'), 'text') }],
  toDOM: ({ attrs }) => [
    'span',
    {
      class: 'note-smart',
      'data-smart': JSON.stringify(attrs),
      'data-link': attrs.link,
      title: readWhen(attrs),
      role: 'img',
      'aria-label': attrs.text,
    },
    attrs.text,
  ],
}

/** Data of the chart as a list of its own: the active medicines, the problem list. */
export const smartList: NodeSpec = {
  group: 'block',
  atom: true,
  leafText: ({ attrs }) => [attrs.title, ...(attrs.rows as string[])].join('\n'),
  attrs: {
    ...common,
    title: named(200, 'a smart list has a title'),
    rows: {
      default: [],
      validate: (value: unknown) =>
        void (
          (Array.isArray(value) &&
            value.length <= 200 &&
            value.every((row) => typeof row === 'string' && row !== '' && row.length <= 1000)) ||
          fail('the rows of a smart list are texts')
        ),
    },
  },
  parseDOM: [
    { tag: 'div[data-smart-list]', getAttrs: (dom) => fromMarkup(dom.getAttribute('data-smart-list'), 'title') },
  ],
  toDOM: ({ attrs }) => [
    'div',
    {
      class: 'note-smart-list',
      'data-smart-list': JSON.stringify(attrs),
      'data-link': attrs.link,
      title: readWhen(attrs),
      role: 'group',
      'aria-label': attrs.title,
    },
    // A list has no time of its own in its words, as a value has.
    ['p', { class: 'note-smart-title', 'data-read': momentOfReading(attrs) }, attrs.title],
    ['ul', ...(attrs.rows as string[]).map((row) => ['li', row])],
  ],
}
