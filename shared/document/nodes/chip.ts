import type { NodeSpec } from 'prosemirror-model'
import { type ChipAttrs, chipWords, isChipKind, readChip, readChipResource } from '../../domain/chip/chip.js'

const fail = (message: string): never => {
  throw new RangeError(message)
}
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** What one chip may hold at most, characters of JSON: a document stays a document. */
const mostData = 8000

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads attributes from copied markup; false where they are not a chip's. */
function fromMarkup(json: string | null): ChipAttrs | false {
  try {
    const { id, kind, text, data, resource } = JSON.parse(json ?? '') as ChipAttrs
    const whole = uuid.test(id) && typeof kind === 'string' && typeof text === 'string' && text.trim() !== ''
    return whole
      ? { id, kind, text, data: isRecord(data) ? data : null, resource: readChipResource(resource) ?? null }
      : false
  } catch {
    return false
  }
}

/** How a chip announces itself to someone who does not see it. */
export function chipLabel(attrs: ChipAttrs): string {
  const kind = isChipKind(attrs.kind) ? chipWords[attrs.kind] : 'Entry of a later version'
  const state = !readChip(attrs)
    ? ', cannot be read, its text is kept'
    : attrs.resource || attrs.kind === 'person'
      ? ''
      : ', staged until signing'
  return `${kind}: ${attrs.text}${state}`
}

/**
 * Something in the text that is more than text: a diagnosis, a medicine, an order. It holds what will be made of it at
 * signing, so that undo, merging and hand-over need nothing besides the document.
 */
export const chip: NodeSpec = {
  inline: true,
  group: 'inline',
  atom: true,
  draggable: true,
  leafText: (node) => node.attrs.text,
  attrs: {
    id: { default: '', validate: (value) => void (uuid.test(String(value)) || fail('a chip has a UUID')) },
    kind: {
      default: '',
      validate: (value) =>
        void ((typeof value === 'string' && /^[a-z][a-z-]{0,39}$/.test(value)) || fail('a chip is of a kind')),
    },
    text: {
      default: '',
      validate: (value) =>
        void (
          (typeof value === 'string' && value.trim() !== '' && value.length <= 500) ||
          fail('a chip says something')
        ),
    },
    data: {
      default: null,
      validate: (value) =>
        void (
          value === null ||
          (isRecord(value) && JSON.stringify(value).length <= mostData) ||
          fail('what a chip holds is an object of moderate size')
        ),
    },
    resource: {
      default: null,
      validate: (value) => void (value === null || readChipResource(value) || fail('a chip stands for a record')),
    },
  },
  parseDOM: [{ tag: 'span[data-chip]', getAttrs: (dom) => fromMarkup(dom.getAttribute('data-chip')) }],
  toDOM: ({ attrs }) => [
    'span',
    {
      class: 'note-chip',
      'data-chip': JSON.stringify(attrs),
      'data-kind': attrs.kind,
      'data-state': readChip(attrs as ChipAttrs) ? (attrs.resource ? 'bound' : 'staged') : 'broken',
      role: 'img',
      'aria-label': chipLabel(attrs as ChipAttrs),
    },
    attrs.text,
  ],
}
