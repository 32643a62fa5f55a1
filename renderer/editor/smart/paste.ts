import { Fragment, type Node, Slice } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import { isSmart } from '../../../shared/document/index.js'
import { isOwnSmart, plainSmart } from './refresh.js'

function withoutOthers(content: Fragment, patient: string): Fragment {
  const nodes: Node[] = []
  content.forEach((node) => {
    if (isSmart(node) && !isOwnSmart(node, patient)) nodes.push(...plainSmart(node).content)
    else nodes.push(node.isLeaf ? node : node.copy(withoutOthers(node.content, patient)))
  })
  return Fragment.fromArray(nodes)
}

/** Data of another patient's chart comes in as plain text: a link of theirs must not live on in this note. */
export const smartPaste = (patient: string): Plugin =>
  new Plugin({
    props: {
      transformPasted: (slice) => new Slice(withoutOthers(slice.content, patient), slice.openStart, slice.openEnd),
    },
  })
