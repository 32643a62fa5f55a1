export { redo, undo } from 'prosemirror-history'
