import { Fragment, type Node } from 'prosemirror-model'
import { schema } from '../schema.js'

/** A place of a text and the words to put there. */
export interface Replacement {
  from: number
  to: number
  words: string
}

/** A document with places of its textblocks replaced; `find` answers them in order, none overlapping another. */
export function replacedWords(doc: Node, find: (text: string) => readonly Replacement[]): Node {
  if (!doc.isTextblock)
    return doc.isLeaf ? doc : doc.copy(Fragment.from(doc.children.map((child) => replacedWords(child, find))))
  const text = doc.textBetween(0, doc.content.size, undefined, '\ufffc')
  let content = Fragment.empty
  let at = 0
  for (const { from, to, words } of find(text)) {
    const marks = doc.nodeAt(from)?.marks ?? []
    content = content.append(doc.content.cut(at, from)).append(Fragment.from(schema.text(words, marks)))
    at = to
  }
  return at === 0 ? doc : doc.copy(content.append(doc.content.cut(at)))
}
