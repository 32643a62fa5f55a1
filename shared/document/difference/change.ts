import type { Node } from 'prosemirror-model'
import { countWords } from '../outline.js'

/** A range of a document. */
export interface Range {
  from: number
  to: number
}

/**
 * One place where two versions differ. `before` is a range of the earlier document, `after` of the later one; an empty
 * range is the place where nothing stands there.
 */
export interface Change {
  /**
   * `added`, `removed`, `replaced`: words or whole blocks. `changed`: the same atom with other content, said in `was` and
   * `is`. `kind`: a block that became another kind of block around its words. `style`: the same words with other marks.
   */
  kind: 'added' | 'removed' | 'replaced' | 'changed' | 'kind' | 'style'
  before: Range
  after: Range
  /** Whole blocks rather than words of a line. */
  block: boolean
  was?: string
  is?: string
  /** A difference nobody reads as one, such as where words were taken from. */
  quiet?: boolean
}

/** What an atom says in words. */
export function atomText(node: Node): string {
  const { text, title } = node.attrs as { text?: unknown; title?: unknown }
  if (typeof text === 'string') return text
  return typeof title === 'string' ? title : node.type.name === 'hard_break' ? '\n' : ''
}

/** The words of a range, a space between blocks. */
export const wordsBetween = (doc: Node, { from, to }: Range): string => doc.textBetween(from, to, ' ', atomText)

export const countIn = (doc: Node, range: Range): number => countWords(wordsBetween(doc, range))
