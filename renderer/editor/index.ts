import './editor.css'

export { nextSection, previousSection } from './commands/section.js'
export {
  createNoteEditor,
  type EditorSnapshot,
  type KeptEditor,
  type NoteEditor,
  type NoteEditorOptions,
} from './createNoteEditor.js'
export { FindPanel } from './FindPanel.js'
export type { JournalLink } from './journal/link.js'
export type { JournalState } from './journal/state.js'
export { nextWildcard } from './plugins/wildcards.js'
export { Toolbar, tools } from './Toolbar.js'
