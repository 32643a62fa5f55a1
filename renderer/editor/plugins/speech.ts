import type { Node } from 'prosemirror-model'
import { type EditorState, NodeSelection, Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { chipLabel, schema, sectionWords } from '../../../shared/document/index.js'
import type { ChipAttrs } from '../../../shared/domain/chip/chip.js'
import { sectionIndex } from '../commands/section.js'
import { collapsedSections } from '../sections/collapse.js'
import { foldedProblems, hiddenInWords } from '../sections/foldProblem.js'

const { chip, smart_link: smartLink, task_item: task } = schema.nodes

/** Long enough that moving on quickly says only where one came to, milliseconds. */
const pause = 120

const named = (node: Node | null | undefined): string | undefined =>
  node?.type === chip
    ? chipLabel(node.attrs as ChipAttrs)
    : node?.type === smartLink
      ? `From the chart: ${node.attrs.text}`
      : undefined

/** What stands beside the cursor and is more than text. */
function beside({ selection }: EditorState): string | undefined {
  if (selection instanceof NodeSelection) {
    const name = named(selection.node)
    return name && `${name}, selected`
  }
  if (!selection.empty) return undefined
  const { nodeBefore, nodeAfter } = selection.$head
  const after = named(nodeAfter)
  if (after) return `Before ${after}`
  const before = named(nodeBefore)
  return before && `After ${before}`
}

/** What was put in before the cursor just now and is more than text: it comes with a space after it. */
function putIn(now: EditorState, before: EditorState): string | undefined {
  const { $head, empty } = now.selection
  if (!empty || !$head.parent.isTextblock) return undefined
  const isSpaced = $head.nodeBefore?.isText === true && $head.nodeBefore.nodeSize === 1
  const at = $head.pos - (isSpaced ? 2 : 1)
  const node = at > $head.start() - 1 ? now.doc.nodeAt(at) : null
  const name = named(node)
  const was = name !== undefined && at < before.doc.content.size ? before.doc.nodeAt(at) : null
  return name === undefined || was === node ? undefined : `Put in: ${name}`
}

function taskAt({ selection: { $head } }: EditorState): Node | undefined {
  for (let depth = $head.depth; depth > 1; depth--) if ($head.node(depth).type === task) return $head.node(depth)
  return undefined
}

const titleOf = (doc: Node, index: number): string => doc.child(index).attrs.title

function folded(now: EditorState, before: EditorState): string | undefined {
  const [closed, were] = [collapsedSections(now), collapsedSections(before)]
  if (closed.length === were.length) return undefined
  if (closed.length === 0) return 'All sections are shown'
  const [index] = closed.filter((each) => !were.includes(each))
  if (index === undefined) return 'Section shown'
  return `${titleOf(now.doc, index)}: title only, ${sectionWords(now.doc.child(index))} words hidden`
}

function foldedProblem(now: EditorState, before: EditorState): string | undefined {
  const [folded, were] = [foldedProblems(now), foldedProblems(before)]
  if (folded.length === were.length) return undefined
  const at = folded.find((place) => !were.includes(place))
  const node = at === undefined ? null : now.doc.nodeAt(at)
  return node ? `Problem: first line only, ${hiddenInWords(node)}` : 'Problem shown'
}

/** What changed that a screen reader would not say by itself. */
export function toSay(now: EditorState, before: EditorState): string | undefined {
  const fold = folded(now, before) ?? foldedProblem(now, before)
  if (fold) return fold
  const index = sectionIndex(now.doc, now.selection.head)
  const was = sectionIndex(before.doc, before.selection.head)
  if (now.doc !== before.doc) {
    const title = titleOf(now.doc, index)
    if (now.doc.childCount !== before.doc.childCount) return `${now.doc.childCount} sections. Now in ${title}`
    if (index !== was && title === titleOf(before.doc, was)) {
      return `${title} is now section ${index + 1} of ${now.doc.childCount}`
    }
    const [here, there] = [taskAt(now), taskAt(before)]
    if (here && there && here.attrs.checked !== there.attrs.checked && here.content.eq(there.content)) {
      return here.attrs.checked ? 'Ticked' : 'Not ticked'
    }
    return putIn(now, before)
  }
  if (now.selection.eq(before.selection)) return undefined
  const chipHere = beside(now)
  if (index === was) return chipHere
  const empty = now.doc.child(index).textContent === '' ? ', empty' : ''
  return [`Section ${titleOf(now.doc, index)}${empty}`, chipHere].filter(Boolean).join('. ')
}

/**
 * Says what a screen reader cannot see by itself: the chip beside the cursor, the section one came to, what moved, opened
 * or was ticked. Typing says nothing.
 */
export const speech = (): Plugin =>
  new Plugin({
    view: (view: EditorView) => {
      const voice = view.dom.ownerDocument.createElement('div')
      voice.className = 'visually-hidden'
      voice.setAttribute('role', 'status')
      view.dom.after(voice)
      let timer: ReturnType<typeof setTimeout> | undefined
      return {
        update: ({ state }, before) => {
          const words = toSay(state, before)
          if (words === undefined) return
          clearTimeout(timer)
          timer = setTimeout(() => {
            voice.textContent = words
          }, pause)
        },
        destroy: () => {
          clearTimeout(timer)
          voice.remove()
        },
      }
    },
  })
