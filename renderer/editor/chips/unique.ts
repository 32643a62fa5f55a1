import { Fragment, type Node, Slice } from 'prosemirror-model'
import { Plugin, type Transaction } from 'prosemirror-state'
import { schema } from '../../../shared/document/index.js'
import { fromJournal } from '../journal/journal.js'

const { chip, passage } = schema.nodes

/** Chips in the parts of the document that a transaction wrote. */
function writtenChips(tr: Transaction): { node: Node; at: number }[] {
  const found: { node: Node; at: number }[] = []
  for (const [index, map] of tr.mapping.maps.entries()) {
    const later = tr.mapping.slice(index + 1)
    map.forEach((_from, _to, newFrom, newTo) => {
      if (newTo === newFrom) return
      const [from, to] = [later.map(newFrom, -1), later.map(newTo, 1)]
      tr.doc.nodesBetween(from, Math.min(to, tr.doc.content.size), (node, at) => {
        if (node.type === chip) found.push({ node, at })
      })
    })
  }
  return found
}

function idsIn(node: Node): string[] {
  const ids: string[] = []
  node.descendants((inside) => {
    if (inside.type === chip) ids.push(inside.attrs.id)
  })
  return ids
}

/** Chips of copied content, each staged one as another. */
function renewed(content: Fragment, newId: () => string): Fragment {
  const nodes = content.content.map((node) => {
    if (node.type !== chip) return node.isLeaf ? node : node.copy(renewed(node.content, newId))
    return node.attrs.resource === null ? chip.create({ ...node.attrs, id: newId() }, null, node.marks) : node
  })
  return Fragment.fromArray(nodes)
}

/**
 * A chip that was copied is another one, also in another note: it makes a record of its own. Where the copy stands for a
 * record that exists, it goes on standing for it.
 */
export const uniqueChips = (newId: () => string = () => crypto.randomUUID()): Plugin =>
  new Plugin({
    props: {
      transformPasted: (slice, view) =>
        view.dragging ? slice : new Slice(renewed(slice.content, newId), slice.openStart, slice.openEnd),
    },
    appendTransaction: (transactions, _before, state) => {
      const written = transactions.some(
        (tr) => tr.docChanged && tr.getMeta(fromJournal) !== true && writtenChips(tr).length > 0,
      )
      if (!written) return null
      const tr = state.tr
      const visit = (parent: Node, start: number, seen: Set<string>): void => {
        // The versions of a passage are of the same chips until one of them stays.
        const before = parent.type === passage ? new Set(seen) : undefined
        parent.forEach((node, offset) => {
          const at = start + offset
          if (before) visit(node, at + 1, new Set(before))
          else if (node.type !== chip) visit(node, at + 1, seen)
          else {
            if (seen.has(node.attrs.id)) tr.setNodeMarkup(at, undefined, { ...node.attrs, id: newId() }, node.marks)
            seen.add(node.attrs.id)
          }
          if (before) for (const id of idsIn(node)) seen.add(id)
        })
      }
      visit(state.doc, 0, new Set())
      return tr.docChanged ? tr : null
    },
  })
