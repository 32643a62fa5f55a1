import type { Node } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { schema } from '../../../shared/document/index.js'

const { paragraph } = schema.nodes

/** Whether nothing is written in a section. */
export const isBlank = (section: Node): boolean => {
  const only = section.firstChild
  return section.childCount === 1 && only?.type === paragraph && only.content.size === 0
}

/** Words in each section nothing is written in; `wordsFor` answers them for a section's code and title. */
export const placeholder = (wordsFor: (code: string, title: string) => string): Plugin =>
  new Plugin({
    props: {
      decorations: ({ doc }) => {
        const found: Decoration[] = []
        doc.forEach((section, offset) => {
          if (!isBlank(section)) return
          const words = wordsFor(section.attrs.code, section.attrs.title)
          found.push(Decoration.node(offset + 1, offset + 3, { class: 'note-blank', 'data-placeholder': words }))
        })
        return DecorationSet.create(doc, found)
      },
    },
  })
