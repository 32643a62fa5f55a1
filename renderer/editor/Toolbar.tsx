import { type KeyboardEvent, useRef, useState, useSyncExternalStore } from 'react'
import { IconButton, type IconName, Menu } from '../ui/index.js'
import { toggleHeading } from './commands/heading.js'
import { redo, undo } from './commands/history.js'
import { toggleBullets, toggleNumbers, toggleTasks } from './commands/list.js'
import { toggleEm, toggleStrong } from './commands/marks.js'
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteTable,
  insertTable,
  removeColumn,
  removeRow,
  toggleHeaderRow,
} from './commands/table.js'
import type { NoteEditor } from './createNoteEditor.js'
import { choosePicture } from './images/plugin.js'
import { askLink } from './plugins/links.js'
import type { ToolbarState } from './toolbarState.js'

type Command = Parameters<NoteEditor['run']>[0]

interface Tool {
  id: string
  icon: IconName
  label: string
  keys: string
  command: Command
  pressed?: (state: ToolbarState) => boolean
  enabled?: (state: ToolbarState) => boolean
}

/** The tools of the text, with the keys that do the same. */
export const tools: readonly Tool[] = [
  { id: 'strong', icon: 'bold', label: 'Bold', keys: 'Mod+B', command: toggleStrong, pressed: (s) => s.strong },
  { id: 'em', icon: 'italic', label: 'Italic', keys: 'Mod+I', command: toggleEm, pressed: (s) => s.em },
  {
    id: 'heading',
    icon: 'heading',
    label: 'Heading',
    keys: 'Mod+Shift+6',
    command: toggleHeading,
    pressed: (s) => s.heading > 0,
  },
  {
    id: 'bullets',
    icon: 'bullets',
    label: 'Bulleted list',
    keys: 'Mod+Shift+8',
    command: toggleBullets,
    pressed: (s) => s.list === 'bullets',
  },
  {
    id: 'numbers',
    icon: 'numbers',
    label: 'Numbered list',
    keys: 'Mod+Shift+7',
    command: toggleNumbers,
    pressed: (s) => s.list === 'numbers',
  },
  {
    id: 'tasks',
    icon: 'checklist',
    label: 'Task list',
    keys: 'Mod+Shift+5',
    command: toggleTasks,
    pressed: (s) => s.list === 'tasks',
  },
  { id: 'table', icon: 'table', label: 'Table', keys: 'Mod+Shift+9', command: insertTable() },
  { id: 'link', icon: 'link', label: 'Link', keys: 'Mod+L', command: askLink },
  { id: 'picture', icon: 'picture', label: 'Picture', keys: 'Mod+Shift+P', command: choosePicture },
  { id: 'undo', icon: 'undo', label: 'Undo', keys: 'Mod+Z', command: undo, enabled: (s) => s.undo },
  { id: 'redo', icon: 'redo', label: 'Redo', keys: 'Mod+Y', command: redo, enabled: (s) => s.redo },
]

const tableTools: Record<string, Command> = {
  'row-above': addRowBefore,
  'row-below': addRowAfter,
  'column-left': addColumnBefore,
  'column-right': addColumnAfter,
  'heading-row': toggleHeaderRow,
  'remove-row': removeRow,
  'remove-column': removeColumn,
  'remove-table': deleteTable,
}

const tableMenu = [
  {
    items: [
      { id: 'row-above', label: 'Row above', keys: 'Alt+Shift+ArrowUp' },
      { id: 'row-below', label: 'Row below', keys: 'Alt+Shift+ArrowDown' },
      { id: 'column-left', label: 'Column to the left', keys: 'Alt+Shift+ArrowLeft' },
      { id: 'column-right', label: 'Column to the right', keys: 'Alt+Shift+ArrowRight' },
      { id: 'heading-row', label: 'First row as heading' },
    ],
  },
  {
    items: [
      { id: 'remove-row', label: 'Remove row', keys: 'Alt+Shift+Backspace' },
      { id: 'remove-column', label: 'Remove column', keys: 'Alt+Shift+Delete' },
      { id: 'remove-table', label: 'Remove table' },
    ],
  },
]

export interface ToolbarProps {
  editor: NoteEditor
  finding?: boolean
  /** Without it there is nothing to find with. */
  onFind?: () => void
  /** Tools, by id, for which there is nothing here. */
  without?: readonly string[]
}

/**
 * The toolbar: one stop of the Tab key, arrows inside, Escape back to the text. Each tool leaves the focus in the text.
 */
export function Toolbar({ editor, finding = false, onFind, without = [] }: ToolbarProps) {
  const state = useSyncExternalStore(editor.subscribe, () => editor.snapshot().toolbar)
  const bar = useRef<HTMLDivElement>(null)
  const [stop, setStop] = useState('strong')

  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const buttons = [...(bar.current?.querySelectorAll<HTMLButtonElement>('button:not(:disabled)') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (at < 0 || next === undefined) return
    event.preventDefault()
    buttons[(next + buttons.length) % buttons.length]?.focus()
  }
  /** Taken on the way down: a tooltip that is open would keep the key. */
  const leave = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Escape' && bar.current?.contains(event.target as Element)) editor.focus()
  }
  const tab = (id: string, enabled = true) => ({
    'data-tool': id,
    excludeFromTabOrder: id !== stop && !(id === 'strong' && !isEnabled(stop, state)),
    isDisabled: !enabled,
    onFocus: () => setStop(id),
  })

  return (
    <div
      ref={bar}
      className="note-tools"
      role="toolbar"
      aria-label="Text"
      aria-orientation="horizontal"
      tabIndex={-1}
      onKeyDown={move}
      onKeyDownCapture={leave}
    >
      {tools
        .filter(({ id }) => !without.includes(id))
        .map((tool) =>
          tool.id === 'table' && state.table ? (
            <Menu
              key={tool.id}
              label="Table"
              trigger={<IconButton {...tab('table')} icon="table" label="Change the table" pressed />}
              groups={tableMenu}
              onAction={(id) => afterMenu(() => editor.run(tableTools[id] as Command))}
            />
          ) : (
            <IconButton
              key={tool.id}
              {...tab(tool.id, tool.enabled?.(state))}
              icon={tool.icon}
              label={tool.label}
              keys={tool.keys}
              {...(tool.pressed ? { pressed: tool.pressed(state) } : {})}
              onPress={() => editor.run(tool.command)}
            />
          ),
        )}
      {onFind && (
        <IconButton {...tab('find')} icon="search" label="Find" keys="Mod+F" pressed={finding} onPress={onFind} />
      )}
    </div>
  )
}

const isEnabled = (id: string, state: ToolbarState): boolean =>
  tools.find((tool) => tool.id === id)?.enabled?.(state) ?? true

/** A menu gives the focus back to its button when it has closed; only then may the text have it. */
const afterMenu = (run: () => void): void => void setTimeout(run, 60)
