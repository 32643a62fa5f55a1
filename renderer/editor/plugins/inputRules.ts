import { InputRule, inputRules } from 'prosemirror-inputrules'
import type { Attrs, Node, NodeType } from 'prosemirror-model'
import type { EditorState, Plugin, Transaction } from 'prosemirror-state'
import { findWrapping } from 'prosemirror-transform'
import { schema } from '../../../shared/document/index.js'
import { changeKind } from '../commands/list.js'
import { linkRule } from './links.js'

const { bullet_list: bullets, heading, ordered_list: numbers, paragraph, problem, task_list: tasks } = schema.nodes

/**
 * Only in a paragraph of the section itself or of a problem in it: in a list, a cell or a heading the characters are what
 * was meant.
 */
function inParagraph(state: EditorState, start: number): boolean {
  const $start = state.doc.resolve(start)
  const { parent, depth } = $start
  return parent.type === paragraph && (depth === 2 || (depth === 3 && $start.node(2).type === problem))
}

const headingRule = new InputRule(/^(#{1,3})\s$/, (state, match, start, end) => {
  if (!inParagraph(state, start)) return null
  return state.tr.delete(start, end).setBlockType(start, start, heading, { level: (match[1] ?? '').length + 1 })
})

/** `follows` says whether the list just above goes on with the new item. */
const listRule = (
  pattern: RegExp,
  type: NodeType,
  attrsOf: (match: string[]) => Attrs,
  follows: (above: Node, match: string[]) => boolean,
) =>
  new InputRule(pattern, (state, match, start, end): Transaction | null => {
    if (!inParagraph(state, start)) return null
    const tr = state.tr.delete(start, end)
    const range = tr.doc.resolve(start).blockRange()
    const wrapping = range && findWrapping(range, type, attrsOf(match))
    if (!range || !wrapping) return null
    tr.wrap(range, wrapping)
    const above = tr.doc.resolve(range.start).nodeBefore
    if (above?.type === type && follows(above, match)) tr.join(range.start)
    return tr
  })

/** `[ ] ` right after the `- ` that made a list of one: tasks were meant. */
const tasksInBullets = new InputRule(/^\[([ x]?)\]\s$/, (state, match, start, end) => {
  const $start = state.doc.resolve(start)
  const list = $start.depth > 2 ? $start.node(-2) : undefined
  if (list?.type !== bullets || list.childCount !== 1 || $start.node(-1).childCount !== 1) return null
  const at = $start.before(-2)
  const tr = changeKind(state.tr.delete(start, end), at, tasks)
  return match[1] === 'x' ? tr.setNodeAttribute(at + 1, 'checked', true) : tr
})

/** The space that came with a chip or a smart link gives way to a full stop or comma. */
const tightRule = new InputRule(/\ufffc [.,;:)?]$/, (state, match, start, end) => {
  const $space = state.doc.resolve(start + 1)
  return $space.nodeBefore?.type.name === 'hard_break'
    ? null
    : state.tr.replaceWith(start + 1, end, schema.text(match[0].at(-1) as string))
})

/**
 * `# ` to `### ` make headings, `- ` or `* ` a bulleted list, `1. ` a numbered one, `[ ] ` tasks. Backspace right after takes it back.
 * Quotes and dashes stay as typed: a dose or a range is never rewritten.
 */
export const noteInputRules = (): Plugin =>
  inputRules({
    rules: [
      tightRule,
      linkRule,
      headingRule,
      tasksInBullets,
      listRule(
        /^\[ ?\]\s$/,
        tasks,
        () => ({}),
        () => true,
      ),
      listRule(
        /^[-*]\s$/,
        bullets,
        () => ({}),
        () => true,
      ),
      listRule(
        /^(\d{1,2})\.\s$/,
        numbers,
        ([, number]) => ({ order: Number(number) }),
        (above, [, number]) => above.attrs.order + above.childCount === Number(number),
      ),
    ],
  })
