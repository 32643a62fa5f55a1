export { NoteScreen, type NoteScreenProps } from './NoteScreen.js'
