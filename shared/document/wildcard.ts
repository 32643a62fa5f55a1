import type { Node } from 'prosemirror-model'
import { blockText, tokensIn } from './phrase/token.js'

/** Three asterisks mark a place still to be filled in, as clinicians write it. */
export const wildcardText = '***'

/** A place left to fill in: a wildcard, or a list of which nothing was chosen yet. */
export interface OpenPlace {
  from: number
  to: number
  /** What there is to choose from; absent for a wildcard. */
  options?: string[]
  /** Whether several may be chosen. */
  many?: boolean
}

export interface Wildcard extends OpenPlace {
  /** The section it stands in. */
  section: string
  /** The words around it, to know it by. */
  around: string
}

/** Where a textblock's wildcards and unchosen lists are, as offsets from the block's content. */
export function wildcardsIn(block: Node): OpenPlace[] {
  const text = blockText(block)
  if (!text.includes(wildcardText) && !text.includes('|')) return []
  return tokensIn(text).flatMap((token): OpenPlace[] => {
    const { from, to } = token
    if (token.kind === 'wildcard') return [{ from, to }]
    return token.kind === 'choice' ? [{ from, to, options: token.options, many: token.many }] : []
  })
}

/** A passage without the halves of words at its ends. */
function wholeWords(text: string, from: number, to: number): string {
  const start = from > 0 ? text.indexOf(' ', from - 1) : 0
  const end = to < text.length ? text.lastIndexOf(' ', to) : text.length
  return text.slice(start < 0 || start > from + 20 ? from : start, end >= to - 20 ? end : to).trim()
}

/** All wildcards and unchosen lists left in the note, in order. */
export function wildcards(doc: Node): Wildcard[] {
  const found: Wildcard[] = []
  doc.forEach((section, offset) => {
    section.descendants((node, at) => {
      if (!node.isTextblock) return true
      const text = node.textBetween(0, node.content.size, undefined, ' ')
      for (const { from, to, ...choice } of wildcardsIn(node)) {
        const start = offset + 1 + at + 1
        const around = wholeWords(text, Math.max(0, from - 30), to + 20)
        found.push({ from: start + from, to: start + to, ...choice, section: section.attrs.title, around })
      }
      return false
    })
  })
  return found
}
