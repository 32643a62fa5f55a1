import type { Node } from 'prosemirror-model'
import { type EditorState, NodeSelection, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { SmartChange } from '../../../shared/contract/views/smart.js'
import { isSmart, type SmartNodeSource, smartNodes } from '../../../shared/document/index.js'

interface Watched {
  /** The smart links of the note; the same list as long as none of them changed. */
  nodes: readonly Node[]
  changes: readonly SmartChange[]
  marks: DecorationSet
}

const key = new PluginKey<Watched>('smart')

const within = (doc: Node, from: number, to: number): boolean => {
  let found = false
  doc.nodesBetween(Math.min(from, doc.content.size), Math.min(to, doc.content.size), (node) => {
    found ||= isSmart(node)
    return !found
  })
  return found
}

/** Whether a transaction wrote or took away a smart link: only what it touched is looked at. */
function touchesSmart(tr: Transaction): boolean {
  return tr.mapping.maps.some((map, at) => {
    const [before, after] = [tr.docs[at] as Node, tr.docs[at + 1] ?? tr.doc]
    let found = false
    map.forEach((from, to, newFrom, newTo) => {
      found ||= (to > from && within(before, from, to)) || (newTo > newFrom && within(after, newFrom, newTo))
    })
    return found
  })
}

const howWords: Record<SmartChange['how'], (change: SmartChange) => string> = {
  corrected: ({ name, said, now }) => `${name} since corrected: ${now}, not ${said}`,
  changed: ({ name, said, now }) => `${name} since changed: ${now}, not ${said}`,
  withdrawn: ({ name, said }) => `${name} ${said} since withdrawn as an error`,
}

/** What became of a signed note's data since, beside the words that were signed. */
function marksOf(doc: Node, changes: readonly SmartChange[]): DecorationSet {
  if (changes.length === 0) return DecorationSet.empty
  const marks = smartNodes(doc).flatMap(({ node, at, sources }) => {
    const since = changes.filter(({ source, said }) => sources.some((each) => isIt(each, source, said)))
    if (since.length === 0) return []
    const words = since.map((change) => howWords[change.how](change)).join('; ')
    return [Decoration.widget(at + node.nodeSize, () => since_(words), { side: -1, key: words, ignoreSelection: true })]
  })
  return DecorationSet.create(doc, marks)
}

const isIt = ({ id, said }: SmartNodeSource, source: string, saidThen: string): boolean =>
  id === source && said === saidThen

function since_(words: string): HTMLElement {
  const element = document.createElement('span')
  element.className = 'note-since'
  element.contentEditable = 'false'
  element.setAttribute('role', 'note')
  element.textContent = words
  return element
}

/** Knows the note's smart links without looking through the note at every key. */
export const smartWatch = (): Plugin<Watched> =>
  new Plugin<Watched>({
    key,
    state: {
      init: (_config, { doc }) => ({
        nodes: smartNodes(doc).map(({ node }) => node),
        changes: [],
        marks: DecorationSet.empty,
      }),
      apply: (tr, watched, _before, state) => {
        const changes = (tr.getMeta(key) as readonly SmartChange[] | undefined) ?? watched.changes
        if (changes !== watched.changes) return { ...watched, changes, marks: marksOf(state.doc, changes) }
        if (!tr.docChanged) return watched
        const marks = watched.marks === DecorationSet.empty ? watched.marks : watched.marks.map(tr.mapping, tr.doc)
        if (touchesSmart(tr)) return { ...watched, nodes: smartNodes(tr.doc).map(({ node }) => node), marks }
        return marks === watched.marks ? watched : { ...watched, marks }
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.marks,
      handleKeyDown: (view, event) => {
        const at = selectedSmart(view.state)
        if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.ctrlKey || !at) return false
        // Where something shows what is selected, its first button takes the focus.
        const panel = document.getElementById(smartPanelId)
        panel?.querySelector<HTMLElement>('button')?.focus()
        return panel !== null
      },
    },
  })

/** The id of the line that shows the selected smart link. */
export const smartPanelId = 'note-smart-panel'

/** The note's smart links; the same list until one of them changes. */
export const watchedSmart = (state: EditorState): readonly Node[] => key.getState(state)?.nodes ?? none
const none: readonly Node[] = []

/** The smart link that is selected. */
export function selectedSmart({ selection }: EditorState): Node | undefined {
  return selection instanceof NodeSelection && isSmart(selection.node) ? selection.node : undefined
}

/** Shows what became of a signed note's data since. */
export const showChanges =
  (changes: readonly SmartChange[]) =>
  (state: EditorState, dispatch?: (tr: Transaction) => void): boolean => {
    dispatch?.(state.tr.setMeta(key, changes))
    return true
  }
