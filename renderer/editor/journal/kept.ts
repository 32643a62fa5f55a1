import type { Node } from 'prosemirror-model'
import { schema } from '../../../shared/document/index.js'
import type { Kept } from './rebase.js'

/** What is said before text that had to be set down again. */
export const keptLabel = 'Kept from this window: '

/** Paragraphs for texts that lost their place, each at the end of the section it was written in. */
export function keptParagraphs(doc: Node, kept: readonly Kept[]): { at: number; paragraphs: Node[] }[] {
  const ends: number[] = []
  doc.forEach((section, offset) => {
    ends.push(offset + section.nodeSize - 1)
  })
  return kept.map(({ text, section }) => ({
    at: ends[Math.min(section, ends.length - 1)] as number,
    paragraphs: text.split('\n').map((line, index) => {
      const words = line === '' ? [] : [schema.text(line)]
      return schema.node(
        'paragraph',
        null,
        index === 0 ? [schema.text(keptLabel, [schema.mark('em')]), ...words] : words,
      )
    }),
  }))
}
