import { toggleMark } from 'prosemirror-commands'
import { schema } from '../../../shared/document/index.js'

export const toggleStrong = toggleMark(schema.marks.strong)
export const toggleEm = toggleMark(schema.marks.em)
