import type { MarkSpec } from 'prosemirror-model'

export const strong: MarkSpec = {
  parseDOM: [
    { tag: 'strong' },
    // Google Docs wraps everything it copies in a <b> of normal weight.
    { tag: 'b', getAttrs: (dom) => (dom.style.fontWeight === 'normal' ? false : null) },
    { style: 'font-weight', getAttrs: (value) => (/^(bold(er)?|[5-9]\d{2,})$/.test(value) ? null : false) },
  ],
  toDOM: () => ['strong', 0],
}
