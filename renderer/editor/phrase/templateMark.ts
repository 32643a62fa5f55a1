import type { Fragment, Node } from 'prosemirror-model'
import { Plugin, type Transaction } from 'prosemirror-state'
import { schema } from '../../../shared/document/index.js'
import { fromJournal } from '../journal/journal.js'

const { template } = schema.marks

/** Set on a transaction that puts a phrase's words in. */
export const ofTemplate = 'ofTemplate'

/** Content with its words marked as a phrase's. */
export function asTemplate(content: Fragment): Fragment {
  const mark = template.create()
  const marked = (node: Node): Node => {
    if (node.isText) return node.mark(mark.addToSet(node.marks))
    return node.isLeaf ? node : node.copy(asTemplate(node.content))
  }
  let made = content
  content.forEach((node, _offset, at) => {
    made = made.replaceChild(at, marked(node))
  })
  return made
}

/** A template's document to begin a note with. */
export const templateDocument = (doc: Node): Node => doc.copy(asTemplate(doc.content))

const isWriting = (tr: Transaction): boolean =>
  tr.docChanged && !tr.getMeta(ofTemplate) && !tr.getMeta(fromJournal) && tr.getMeta('history$') === undefined

/** What is typed or pasted among a phrase's words is not the phrase's. Looks only at what was put in. */
export const templateMark = (): Plugin =>
  new Plugin({
    appendTransaction: (transactions, _before, state) => {
      const { tr } = state
      for (const [i, each] of transactions.entries()) {
        if (!isWriting(each)) continue
        for (const [at, map] of each.mapping.maps.entries()) {
          map.forEach((_oldStart, _oldEnd, newStart, newEnd) => {
            if (newEnd === newStart) return
            let [from, to] = [newStart, newEnd]
            for (const later of [
              each.mapping.slice(at + 1),
              ...transactions.slice(i + 1).map(({ mapping }) => mapping),
            ])
              [from, to] = [later.map(from, 1), later.map(to, -1)]
            if (to > from && state.doc.rangeHasMark(from, to, template)) tr.removeMark(from, to, template)
          })
        }
      }
      return tr.docChanged ? tr : null
    },
  })
