import type { MarkSpec } from 'prosemirror-model'

/**
 * Words a phrase put here and nobody wrote: they look like any others, and a count of what was written leaves them out.
 * What is typed among them does not carry it.
 */
export const template: MarkSpec = {
  inclusive: false,
  parseDOM: [{ tag: 'span[data-template]' }],
  toDOM: () => ['span', { 'data-template': '' }, 0],
}
