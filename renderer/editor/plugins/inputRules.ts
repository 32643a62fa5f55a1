import { InputRule, inputRules } from 'prosemirror-inputrules'
import type { Attrs, Node, NodeType } from 'prosemirror-model'
import type { EditorState, Plugin, Transaction } from 'prosemirror-state'
import { findWrapping } from 'prosemirror-transform'
import { schema } from '../../../shared/document/index.js'

const { bullet_list: bullets, heading, ordered_list: numbers, paragraph } = schema.nodes

/** Only in a paragraph of the section itself: in a list, a cell or a heading the characters are what was meant. */
function inParagraph(state: EditorState, start: number): boolean {
  const { parent, depth } = state.doc.resolve(start)
  return parent.type === paragraph && depth === 2
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

/**
 * `# ` to `### ` make headings, `- ` or `* ` a bulleted list, `1. ` a numbered one. Backspace right after takes it back.
 * Quotes and dashes stay as typed: a dose or a range is never rewritten.
 */
export const noteInputRules = (): Plugin =>
  inputRules({
    rules: [
      headingRule,
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
