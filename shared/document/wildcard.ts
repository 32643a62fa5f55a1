import type { Node } from 'prosemirror-model'

/** Three asterisks mark a place still to be filled in, as clinicians write it. */
export const wildcardText = '***'

export interface Wildcard {
  from: number
  to: number
  /** The section it stands in. */
  section: string
  /** The words around it, to know it by. */
  around: string
}

const pattern = /\*{3,}/g

/** Where the wildcards of a textblock are, as offsets from the block's content. */
export function wildcardsIn(block: Node): { from: number; to: number }[] {
  const text = block.textBetween(0, block.content.size, undefined, '\n')
  if (!text.includes(wildcardText)) return []
  return [...text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length }))
}

/** All wildcards left in the note, in order. */
export function wildcards(doc: Node): Wildcard[] {
  const found: Wildcard[] = []
  doc.forEach((section, offset) => {
    section.descendants((node, at) => {
      if (!node.isTextblock) return true
      const text = node.textBetween(0, node.content.size, undefined, ' ')
      for (const { from, to } of wildcardsIn(node)) {
        const start = offset + 1 + at + 1
        const around = text.slice(Math.max(0, from - 30), to + 20).trim()
        found.push({ from: start + from, to: start + to, section: section.attrs.title, around })
      }
      return false
    })
  })
  return found
}
