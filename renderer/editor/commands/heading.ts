import { setBlockType } from 'prosemirror-commands'
import type { Command, EditorState } from 'prosemirror-state'
import { schema } from '../../../shared/document/index.js'

const { heading, paragraph } = schema.nodes

export const setParagraph: Command = setBlockType(paragraph)

export const setHeading = (level: number): Command => setBlockType(heading, { level })

/** The level of the heading the cursor is in; 0 in other text. */
export function headingAt({ selection }: EditorState): number {
  const { parent } = selection.$from
  return parent.type === heading ? parent.attrs.level : 0
}

/** Makes the paragraph a heading, or the heading a paragraph. */
export const toggleHeading: Command = (state, dispatch) =>
  (headingAt(state) > 0 ? setParagraph : setHeading(2))(state, dispatch)
