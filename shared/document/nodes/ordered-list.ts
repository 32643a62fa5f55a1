import type { NodeSpec } from 'prosemirror-model'

/** `order` is the first item's number. */
export const orderedList: NodeSpec = {
  content: 'list_item+',
  group: 'block list',
  attrs: {
    order: {
      default: 1,
      validate: (value) => {
        if (!Number.isInteger(value) || (value as number) < 0) throw new RangeError('a list starts at a whole number')
      },
    },
  },
  parseDOM: [
    {
      tag: 'ol',
      getAttrs: (dom) => {
        const order = Number(dom.getAttribute('start') ?? 1)
        return { order: Number.isInteger(order) && order >= 0 ? order : 1 }
      },
    },
  ],
  toDOM: ({ attrs }) => (attrs.order === 1 ? ['ol', 0] : ['ol', { start: attrs.order }, 0]),
}
