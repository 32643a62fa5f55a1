import type { NodeSpec } from 'prosemirror-model'

/** Levels a writer may use. The section's title is level 1 of the note and not a heading node. */
const headingLevels = [2, 3, 4] as const

const levels: readonly unknown[] = headingLevels

export const heading: NodeSpec = {
  content: 'inline*',
  group: 'block',
  defining: true,
  attrs: {
    level: {
      default: 2,
      validate: (value) => {
        if (!levels.includes(value)) throw new RangeError('a heading is of level 2, 3 or 4')
      },
    },
  },
  parseDOM: [
    { tag: 'h1', attrs: { level: 2 } },
    { tag: 'h2', attrs: { level: 2 } },
    { tag: 'h3', attrs: { level: 2 } },
    { tag: 'h4', attrs: { level: 3 } },
    { tag: 'h5', attrs: { level: 4 } },
    { tag: 'h6', attrs: { level: 4 } },
  ],
  // One below the level stored: the section's own title is the page's h2.
  toDOM: ({ attrs }) => [`h${attrs.level + 1}`, 0],
}
