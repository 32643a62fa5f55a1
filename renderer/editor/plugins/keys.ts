import { baseKeymap, chainCommands } from 'prosemirror-commands'
import { redo, undo } from 'prosemirror-history'
import { undoInputRule } from 'prosemirror-inputrules'
import { keymap } from 'prosemirror-keymap'
import type { Command, Plugin } from 'prosemirror-state'
import { insertBreak } from '../commands/hardBreak.js'
import { setHeading, setParagraph, toggleHeading } from '../commands/heading.js'
import {
  indentItem,
  outdentAtStart,
  outdentItem,
  splitItem,
  toggleBullets,
  toggleDone,
  toggleNumbers,
  toggleTasks,
} from '../commands/list.js'
import { toggleEm, toggleStrong } from '../commands/marks.js'
import {
  deleteBeforeProblem,
  enterInProblem,
  leaveProblemAtStart,
  moveProblemDown,
  moveProblemUp,
} from '../commands/problem.js'
import { backspaceAtStart, deleteAcross, deleteAtEnd, nextSection, previousSection } from '../commands/section.js'
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  insertTable,
  nextCell,
  previousCell,
  removeColumn,
  removeRow,
  stayInCell,
} from '../commands/table.js'
import { choosePicture } from '../images/plugin.js'
import { askNewSection, askSectionMenu } from '../sections/asked.js'
import { toggleAllSections, toggleThisSection } from '../sections/collapse.js'
import { moveSectionDown, moveSectionUp } from '../sections/commands.js'
import { toggleThisProblem } from '../sections/foldProblem.js'
import { askLink } from './links.js'
import { nextWildcard } from './wildcards.js'

const base = (key: string): Command => baseKeymap[key] as Command

const backspace = chainCommands(
  undoInputRule,
  deleteAcross,
  leaveProblemAtStart,
  outdentAtStart,
  backspaceAtStart,
  stayInCell,
  base('Backspace'),
)
const deletion = chainCommands(deleteAcross, deleteBeforeProblem, deleteAtEnd, base('Delete'))

/** A key of the text, in ProseMirror's spelling, what it does in words, and the command. */
interface EditorKey {
  key: string
  label: string
  command: Command
}
interface EditorKeys {
  /** Heading in the keyboard map. */
  group: string
  keys: readonly EditorKey[]
}

const keysOf = (group: string, keys: Record<string, [label: string, command: Command]>): EditorKeys => ({
  group,
  keys: Object.entries(keys).map(([key, [label, command]]) => ({ key, label, command })),
})

/** Every key of the text. What is here is bound and is in the keyboard map; nothing is in one of them alone. */
export const editorKeys: readonly EditorKeys[] = [
  keysOf('Text of a note', {
    'Mod-b': ['Bold', toggleStrong],
    'Mod-i': ['Italic', toggleEm],
    'Mod-l': ['Link', askLink],
    'Mod-Shift-p': ['Picture', choosePicture],
    'Mod-z': ['Undo', undo],
    'Mod-y': ['Redo', redo],
    'Mod-Shift-z': ['Redo', redo],
    F2: ['Next *** to fill in', nextWildcard],
    Enter: ['New paragraph or item', chainCommands(deleteAcross, enterInProblem, splitItem, base('Enter'))],
    'Shift-Enter': ['New line', insertBreak],
    Backspace: ['Delete to the left', backspace],
    'Shift-Backspace': ['Delete to the left', backspace],
    'Mod-Backspace': [
      'Delete a word to the left',
      chainCommands(deleteAcross, backspaceAtStart, stayInCell, base('Mod-Backspace')),
    ],
    Delete: ['Delete to the right', deletion],
    'Mod-Delete': [
      'Delete a word to the right',
      chainCommands(deleteAcross, deleteBeforeProblem, deleteAtEnd, base('Mod-Delete')),
    ],
    'Mod-a': ['Select all', base('Mod-a')],
    'Mod-Shift-6': ['Heading', toggleHeading],
    'Mod-Alt-2': ['Heading, large', setHeading(2)],
    'Mod-Alt-3': ['Heading, middle', setHeading(3)],
    'Mod-Alt-4': ['Heading, small', setHeading(4)],
    'Mod-Alt-0': ['Plain paragraph', setParagraph],
  }),
  keysOf('Sections of a note', {
    'Alt-ArrowDown': ['Next section', nextSection],
    'Alt-ArrowUp': ['Section before', previousSection],
    'Alt-Shift-PageUp': ['Move the section up', moveSectionUp],
    'Alt-Shift-PageDown': ['Move the section down', moveSectionDown],
    'Mod-Shift-s': ['Menu of the section', askSectionMenu()],
    'Mod-Shift-a': ['Add a section', askNewSection()],
    'Mod-.': ['Show the title only, or the text', toggleThisSection],
    'Mod-Alt-.': ['The same for all sections', toggleAllSections],
    'Alt-.': ['Show the problem’s first line, or all', toggleThisProblem],
  }),
  keysOf('Lists and tables of a note', {
    'Mod-Shift-8': ['Bulleted list', toggleBullets],
    'Mod-Shift-7': ['Numbered list', toggleNumbers],
    'Mod-Shift-5': ['Task list', toggleTasks],
    'Mod-Shift-x': ['Tick the task', toggleDone],
    Tab: ['Further in, or next cell', chainCommands(nextCell, indentItem)],
    'Shift-Tab': ['Further out, or cell before', chainCommands(previousCell, outdentItem)],
    'Mod-Shift-9': ['Table', insertTable()],
    'Alt-Shift-ArrowUp': ['Problem up, or row above', chainCommands(addRowBefore, moveProblemUp)],
    'Alt-Shift-ArrowDown': ['Problem down, or row below', chainCommands(addRowAfter, moveProblemDown)],
    'Alt-Shift-ArrowLeft': ['Column to the left', addColumnBefore],
    'Alt-Shift-ArrowRight': ['Column to the right', addColumnAfter],
    'Alt-Shift-Backspace': ['Remove the row', removeRow],
    'Alt-Shift-Delete': ['Remove the column', removeColumn],
  }),
]

const bindings = Object.fromEntries(editorKeys.flatMap(({ keys }) => keys.map(({ key, command }) => [key, command])))

/** A key as the keyboard map spells it: `Mod+Shift+A`. */
export const keyForMap = (key: string): string =>
  key
    .split('-')
    .map((part) => (part.length === 1 ? part.toUpperCase() : part))
    .join('+')

/** Everything a note can be made to do, from the keyboard. Keys of the screen around it (find, sign) are not here. */
export const noteKeys = (): Plugin[] => [keymap(bindings), keymap(baseKeymap)]
