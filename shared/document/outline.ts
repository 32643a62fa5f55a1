import type { Node } from 'prosemirror-model'

/** A section as the note's outline and the signing review show it. */
export interface SectionOutline {
  code: string
  title: string
  /** Where its first block begins in the document. */
  start: number
  /** True when nothing is written in it: spaces and empty tables count as nothing. */
  empty: boolean
  words: number
}

const word = /[\p{L}\p{N}]+(?:['’.,\-/][\p{L}\p{N}]+)*/gu

/** Words of a text as a person counts them: `1,000`, `146/88` and `follow-up` are one each. */
export const countWords = (text: string): number => text.match(word)?.length ?? 0

/** A section's text with one space between blocks. */
const flatText = (node: Node): string =>
  node.textBetween(0, node.content.size, ' ', (leaf) => leaf.type.spec.leafText?.(leaf) ?? ' ')

export function outline(doc: Node): SectionOutline[] {
  const sections: SectionOutline[] = []
  doc.forEach((section, offset) => {
    const text = flatText(section)
    sections.push({
      code: section.attrs.code,
      title: section.attrs.title,
      start: offset + 1,
      empty: text.trim() === '',
      words: countWords(text),
    })
  })
  return sections
}

/** Words in the whole note, titles not counted. */
export const wordCount = (doc: Node): number => outline(doc).reduce((sum, section) => sum + section.words, 0)

/** Words in one section. */
export const sectionWords = (section: Node): number => countWords(flatText(section))
