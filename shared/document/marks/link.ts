import type { MarkSpec } from 'prosemirror-model'
import { safeAddress } from '../../kernel/address.js'

/** Words that lead to a web page, a mail address or a phone number. Nothing else is a link; it is never followed by a click. */
export const link: MarkSpec = {
  attrs: {
    href: {
      validate: (value) => {
        if (typeof value !== 'string' || safeAddress(value) !== value) throw new RangeError('not an address for a note')
      },
    },
  },
  inclusive: false,
  parseDOM: [
    {
      tag: 'a[href]',
      getAttrs: (dom) => {
        const href = safeAddress(dom.getAttribute('href') ?? '')
        return href === undefined ? false : { href }
      },
    },
  ],
  toDOM: ({ attrs }) => ['a', { href: attrs.href, rel: 'noopener noreferrer', class: 'note-link' }, 0],
}
