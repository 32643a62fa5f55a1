import type { NodeSpec } from 'prosemirror-model'

/**
 * One problem of the assessment and plan: what is thought of it and what is done about it. Its first diagnosis chip says
 * which problem it is; orders and medicines inside it are for that.
 */
export const problem: NodeSpec = {
  content: '(paragraph | heading | list | table)+',
  group: 'block',
  defining: true,
  selectable: false,
  parseDOM: [{ tag: 'div[data-problem]' }],
  toDOM: () => ['div', { class: 'note-problem', 'data-problem': '', role: 'group', 'aria-label': 'Problem' }, 0],
}
