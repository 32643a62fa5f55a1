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
import { enterInProblem, leaveProblemAtStart, moveProblemDown, moveProblemUp } from '../commands/problem.js'
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
import { askNewSection, askSectionMenu } from '../sections/asked.js'
import { toggleAllSections, toggleThisSection } from '../sections/collapse.js'
import { moveSectionDown, moveSectionUp } from '../sections/commands.js'
import { nextWildcard } from './wildcards.js'

const backspace = chainCommands(
  undoInputRule,
  deleteAcross,
  leaveProblemAtStart,
  outdentAtStart,
  backspaceAtStart,
  stayInCell,
  baseKeymap.Backspace as Command,
)
const deletion = chainCommands(deleteAcross, deleteAtEnd, baseKeymap.Delete as Command)

const bindings: Record<string, Command> = {
  'Mod-b': toggleStrong,
  'Mod-i': toggleEm,
  'Mod-z': undo,
  'Mod-y': redo,
  'Mod-Shift-z': redo,
  'Mod-Shift-5': toggleTasks,
  'Mod-Shift-x': toggleDone,
  'Mod-Shift-6': toggleHeading,
  'Mod-Shift-7': toggleNumbers,
  'Mod-Shift-8': toggleBullets,
  'Mod-Shift-9': insertTable(),
  'Mod-Alt-0': setParagraph,
  'Mod-Alt-2': setHeading(2),
  'Mod-Alt-3': setHeading(3),
  'Mod-Alt-4': setHeading(4),
  Enter: chainCommands(deleteAcross, enterInProblem, splitItem, baseKeymap.Enter as Command),
  'Shift-Enter': insertBreak,
  Tab: chainCommands(nextCell, indentItem),
  'Shift-Tab': chainCommands(previousCell, outdentItem),
  Backspace: backspace,
  'Mod-Backspace': chainCommands(deleteAcross, backspaceAtStart, stayInCell, baseKeymap['Mod-Backspace'] as Command),
  'Shift-Backspace': backspace,
  Delete: deletion,
  'Mod-Delete': chainCommands(deleteAcross, deleteAtEnd, baseKeymap['Mod-Delete'] as Command),
  'Alt-ArrowUp': previousSection,
  'Alt-ArrowDown': nextSection,
  'Alt-Shift-PageUp': moveSectionUp,
  'Alt-Shift-PageDown': moveSectionDown,
  'Mod-Shift-s': askSectionMenu(),
  'Mod-Shift-a': askNewSection(),
  'Mod-.': toggleThisSection,
  'Mod-Alt-.': toggleAllSections,
  'Alt-Shift-ArrowUp': chainCommands(addRowBefore, moveProblemUp),
  'Alt-Shift-ArrowDown': chainCommands(addRowAfter, moveProblemDown),
  'Alt-Shift-ArrowLeft': addColumnBefore,
  'Alt-Shift-ArrowRight': addColumnAfter,
  'Alt-Shift-Backspace': removeRow,
  'Alt-Shift-Delete': removeColumn,
  F2: nextWildcard,
}

/** Everything a note can be made to do, from the keyboard. Keys of the screen around it (find, sign) are not here. */
export const noteKeys = (): Plugin[] => [keymap(bindings), keymap(baseKeymap)]
