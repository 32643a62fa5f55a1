import type { NodeSpec } from 'prosemirror-model'

/**
 * A place that two people wrote at the same time: each one's words, until somebody decides. It is a block like any other,
 * so that it is saved, sent, merged and taken back as text is.
 */
export const passage: NodeSpec = {
  content: 'version version+',
  group: 'block',
  defining: true,
  isolating: true,
  selectable: false,
  parseDOM: [{ tag: 'div.note-passage', contentElement: '.note-passage-versions' }],
  toDOM: () => [
    'div',
    { class: 'note-passage', role: 'group', 'aria-label': 'Two people wrote here at the same time' },
    [
      'div',
      { class: 'note-passage-head', contenteditable: 'false' },
      ['span', 'Two people wrote here at the same time. Which stays?'],
      ['button', { type: 'button', class: 'note-passage-keep', 'data-keep': 'all' }, 'Keep both ', ['kbd', 'Alt ⇧ B']],
    ],
    ['div', { class: 'note-passage-versions' }, 0],
  ],
}

const text = (value: unknown): void => {
  if (typeof value !== 'string' || value === '' || value.length > 200) throw new RangeError('a version is somebody’s')
}

/** One of the versions: `who` wrote it, by name. */
export const version: NodeSpec = {
  content: 'block+',
  defining: true,
  isolating: true,
  selectable: false,
  attrs: { who: { default: '', validate: text } },
  parseDOM: [
    {
      tag: 'div.note-version[data-who]',
      contentElement: '.note-version-body',
      getAttrs: (dom) => ({ who: dom.getAttribute('data-who') || 'A colleague' }),
    },
  ],
  toDOM: ({ attrs }) => [
    'div',
    { class: 'note-version', 'data-who': attrs.who, role: 'group', 'aria-label': `As ${attrs.who} wrote it` },
    [
      'div',
      { class: 'note-version-head', contenteditable: 'false' },
      ['span', attrs.who],
      ['button', { type: 'button', class: 'note-passage-keep', 'data-keep': 'this' }, 'Keep this ', ['kbd', 'Alt ⇧ K']],
    ],
    ['div', { class: 'note-version-body' }, 0],
  ],
}
