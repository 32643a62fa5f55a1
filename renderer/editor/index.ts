import './chips/chips.css'
import './passage/passage.css'
import './editor.css'
import './carry/carry.css'
import './past/past.css'
import './phrase/phrase.css'
import './sections/sections.css'

export { type Chosen, carryIn, confirmCarried, nextCarried } from './carry/commands.js'
export type { PastedFrom } from './carry/paste.js'
export { changeChip, insertChip, placeOfChip, removeChip } from './chips/insert.js'
export { closeChip, openChip } from './chips/open.js'
export { markRefused } from './chips/refused.js'
export { undo } from './commands/history.js'
export {
  createNoteEditor,
  type EditorSnapshot,
  type KeptEditor,
  type NoteEditor,
  type NoteEditorOptions,
} from './createNoteEditor.js'
export { FindPanel } from './FindPanel.js'
export { ImagePanel } from './ImagePanel.js'
export type { Pictures } from './images/pictures.js'
export type { JournalLink } from './journal/link.js'
export type { JournalState } from './journal/state.js'
export { LinkPanel } from './LinkPanel.js'
export { keepAllVersions, keepVersion } from './passage/decide.js'
export { type Written, writersOf } from './past/authors.js'
export { bringBack, bringBlockBack } from './past/bringBack.js'
export { joinedHistory, NoteLife } from './past/life.js'
export { marksOf } from './past/marks.js'
export { createPastView, type PastView } from './past/pastView.js'
export { insertPhrase } from './phrase/insert.js'
export { templateDocument } from './phrase/templateMark.js'
export { showColleagues } from './plugins/colleagues.js'
export { editorKeys, keyForMap } from './plugins/keys.js'
export { askLink, linkAt } from './plugins/links.js'
export type { PasteGuard } from './plugins/pasteGuard.js'
export {
  correct,
  type Misspelling,
  misspellingAt,
  nextMisspelling,
  setSpelling,
  spellingStands,
} from './plugins/spelling.js'
export { nextWildcard } from './plugins/wildcards.js'
export { collapsedSections, openSections } from './sections/collapse.js'
export { openProblems } from './sections/foldProblem.js'
export { SectionMenu } from './sections/SectionMenu.js'
export { insertSmart } from './smart/nodes.js'
export { isOwnSmart, refreshSmart, renewed, unlinkSmart } from './smart/refresh.js'
export { selectedSmart, showChanges, smartPanelId, watchedSmart } from './smart/watch.js'
export { windowChecker } from './spelling/checker.js'
export { plainWord, wordsOfNames } from './spelling/exempt.js'
export { SuggestMenu } from './suggest/SuggestMenu.js'
export {
  afterMark,
  type SuggestItem,
  type SuggestPlace,
  type SuggestRange,
  type SuggestSource,
} from './suggest/source.js'
export { Toolbar } from './Toolbar.js'
