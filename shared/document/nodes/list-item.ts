import type { NodeSpec } from 'prosemirror-model'

export const listItem: NodeSpec = {
  content: 'paragraph (paragraph | list)*',
  defining: true,
  parseDOM: [{ tag: 'li' }],
  toDOM: () => ['li', 0],
}
