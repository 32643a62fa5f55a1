import type { NodeSpec } from 'prosemirror-model'

const text = (value: unknown): void => {
  if (typeof value !== 'string' || value === '') throw new RangeError('a section has a LOINC code and a title')
}

/** A coded part of the note. It is isolating: no edit joins two sections or moves a title into the text. */
export const section: NodeSpec = {
  content: 'block+',
  isolating: true,
  defining: true,
  selectable: false,
  // The empty defaults never pass the check: ProseMirror asks for them, no note may have such a section.
  attrs: { code: { default: '', validate: text }, title: { default: '', validate: text } },
  parseDOM: [
    {
      tag: 'section[data-code]',
      contentElement: '.note-section-body',
      getAttrs: (dom) => ({ code: dom.getAttribute('data-code'), title: dom.getAttribute('data-title') }),
    },
  ],
  toDOM: ({ attrs }) => [
    'section',
    { class: 'note-section', 'data-code': attrs.code, 'data-title': attrs.title },
    ['h2', { class: 'note-section-title', contenteditable: 'false' }, attrs.title],
    ['div', { class: 'note-section-body' }, 0],
  ],
}
