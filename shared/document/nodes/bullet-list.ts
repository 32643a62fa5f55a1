import type { NodeSpec } from 'prosemirror-model'

export const bulletList: NodeSpec = {
  content: 'list_item+',
  group: 'block list',
  parseDOM: [{ tag: 'ul' }],
  toDOM: () => ['ul', 0],
}
