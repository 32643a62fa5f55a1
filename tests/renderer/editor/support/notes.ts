import type { Node } from 'prosemirror-model'
import { type Command, EditorState, TextSelection } from 'prosemirror-state'
import { notePlugins } from '../../../../renderer/editor/plugins/index.js'
import { schema } from '../../../../shared/document/index.js'

export const p = (...content: (string | Node)[]): Node =>
  schema.node(
    'paragraph',
    null,
    content.filter(Boolean).map((part) => (typeof part === 'string' ? schema.text(part) : part)),
  )
export const h = (text: string, level = 2): Node => schema.node('heading', { level }, schema.text(text))
export const li = (...content: Node[]): Node => schema.node('list_item', null, content)
export const ul = (...items: Node[]): Node => schema.node('bullet_list', null, items)
export const ol = (...items: Node[]): Node => schema.node('ordered_list', null, items)
export const todo = (done: boolean, ...content: Node[]): Node => schema.node('task_item', { checked: done }, content)
export const tasks = (...items: Node[]): Node => schema.node('task_list', null, items)
export const problem = (...blocks: Node[]): Node => schema.node('problem', null, blocks)
export const td = (text: string): Node => schema.node('table_cell', null, p(text))
export const th = (text: string): Node => schema.node('table_header', null, p(text))
export const tr = (...cells: Node[]): Node => schema.node('table_row', null, cells)
export const table = (...rows: Node[]): Node => schema.node('table', null, rows)

const titles = ['Subjective', 'Objective', 'Assessment', 'Plan']
/** A note of sections; `<` and `>` in the text are where the selection begins and ends, `|` is the cursor. */
export const note = (...sections: Node[][]): Node =>
  schema.node(
    'doc',
    null,
    sections.map((blocks, at) => schema.node('section', { code: `${at}-0`, title: titles[at] ?? 'More' }, blocks)),
  )

function placeOf(doc: Node, mark: string): number | null {
  let found: number | null = null
  doc.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? '').indexOf(mark) : -1
    if (at >= 0) found = pos + at
    return true
  })
  return found
}

/** An editor's state with all its plugins, the selection where the marks are. */
export function stateOf(marked: Node): EditorState {
  let state = EditorState.create({ doc: marked, plugins: notePlugins(() => 'Write here') })
  const places: Record<string, number | null> = {}
  for (const mark of ['|', '>', '<']) {
    const at = placeOf(state.doc, mark)
    places[mark] = at
    if (at === null) continue
    state = state.apply(state.tr.delete(at, at + 1).setMeta('addToHistory', false))
    for (const other of Object.keys(places)) {
      const place = places[other]
      if (other !== mark && place != null && place > at) places[other] = place - 1
    }
  }
  const from = places['|'] ?? places['<']
  const to = places['|'] ?? places['>']
  if (from == null || to == null) return state
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to)))
}

/** Runs a command; null when it does not apply. */
export function ran(state: EditorState, command: Command): EditorState | null {
  let next = state
  const done = command(state, (tr) => {
    next = next.apply(tr)
  })
  return done ? next : null
}

/** The text around the cursor, the cursor as `|`. */
export function around({ doc, selection }: EditorState): string {
  const { $head } = selection
  const title = doc.child(Math.min($head.index(0), doc.childCount - 1)).attrs.title
  const text = $head.parent.textContent
  return `${title}: ${text.slice(0, $head.parentOffset)}|${text.slice($head.parentOffset)}`
}
