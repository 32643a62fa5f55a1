import { Fragment, type Node, Slice } from 'prosemirror-model'
import { type Command, EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { schema } from '../../shared/document/index.js'
import type { Result } from '../../shared/kernel/result.js'
import { carriedPaste, type PastedFrom } from './carry/paste.js'
import { chipOpening, closeChip, type OpenedChip } from './chips/open.js'
import { goToSection } from './commands/section.js'
import type { Pictures } from './images/pictures.js'
import { forgetPictures, images } from './images/plugin.js'
import { StepJournal } from './journal/journal.js'
import type { JournalLink } from './journal/link.js'
import type { JournalState } from './journal/state.js'
import { endFind } from './plugins/find.js'
import { notePlugins } from './plugins/index.js'
import { closeLink } from './plugins/links.js'
import { type PasteGuard, pasteGuard } from './plugins/pasteGuard.js'
import { spelling } from './plugins/spelling.js'
import { partWords } from './plugins/wordHistory.js'
import { type AskedSection, closeSectionMenu, sectionAsking } from './sections/asked.js'
import { collapse } from './sections/collapse.js'
import { problemFolds } from './sections/foldProblem.js'
import { SectionView } from './sections/SectionView.js'
import { smartPaste } from './smart/paste.js'
import { smartWatch } from './smart/watch.js'
import { type Checker, windowChecker } from './spelling/checker.js'
import { SuggestSession } from './suggest/session.js'
import type { SuggestSource } from './suggest/source.js'
import { TaskView } from './tasks/TaskView.js'
import { sameToolbar, type ToolbarState, toolbarState } from './toolbarState.js'

export interface NoteEditorOptions {
  document: Node
  /** How many steps the journal has applied to make `document`. */
  version: number
  link: JournalLink
  /** Whose note it is: data of another's chart, and any where this is not told, is pasted as plain text. */
  patient?: string
  editable: boolean
  /** Names the text to a screen reader: `Note, Diabetes follow-up`. */
  label: string
  /** The box the text scrolls in. */
  scroller?: HTMLElement | undefined
  /** An editor laid aside, used when it still is the note as it is now. */
  kept?: KeptEditor | undefined
  /** Told when words lost their place to what another wrote, and were set down at the end of their section. */
  onKept?(): void
  /** Who tells right words from wrong ones; the window's own dictionary unless given. */
  checker?: Checker
  /** Who keeps pictures; without, none can be added or shown. */
  pictures?: Pictures
  /** Who writes here, by name. */
  writer?: () => string
  /** Asked before anything is pasted. */
  pasteGuard?: PasteGuard
  /** Says which earlier note pasted words come from. */
  pastedFrom?: PastedFrom
  /** What to say in a section nothing is written in. */
  placeholder?(code: string, title: string): string
  /** Names of the sections to begin with their titles alone, and who is told when they change. */
  collapsed?: readonly string[]
  onCollapsed?(names: string[]): void
  /** A phrase is written, not used: its lists are left to be chosen from in a note. */
  authoring?: boolean
  /** What is offered while someone writes; the first that reads the words has them. */
  sources?: readonly SuggestSource[]
}

/** An editor laid aside: its text with cursor and undo history, and where the journal was. */
export interface KeptEditor {
  state: EditorState
  version: number
}

export interface EditorSnapshot {
  toolbar: ToolbarState
  journal: JournalState
  openChip: OpenedChip | null
  /** The section whose menu is open. */
  asked: AskedSection | null
}

/** A note being written. It owns its part of the page and nothing else. */
export interface NoteEditor {
  readonly view: EditorView
  /** What is offered at the cursor, to be shown beside it. */
  readonly suggest: SuggestSession
  /** The list of the text to choose from, likewise. */
  readonly picking: SuggestSession
  /** Told of every change of the snapshot, before the key that made it is on screen. */
  subscribe(listener: () => void): () => void
  snapshot(): EditorSnapshot
  /** Told of every change of text, selection or search. */
  onTransaction(listener: () => void): () => void
  /** Runs a command and puts the focus back into the text. */
  run(command: Command): boolean
  /** Puts the cursor at the end of a section, or where it was. */
  focus(sectionCode?: string): void
  /** Selects a range and brings it into view. */
  select(from: number, to: number): void
  /** Brings the selection into view while the focus is elsewhere, such as in the find panel. */
  reveal(): void
  setEditable(editable: boolean): void
  setLabel(label: string): void
  /** The live view says the journal is at `version`. */
  heardOf(version: number): void
  /** Tries again what stopped. */
  resume(): void
  /** Takes back what can no longer become part of the note, and answers its words. */
  withdraw(): string
  /** Writes text where the cursor is. */
  write(text: string): void
  /** Resolves once all that was typed is on disk, or with what stopped it. */
  settled(): Promise<Result<{ version: number }>>
  /** To be laid aside for `kept`: undefined while the journal does not have all of it. */
  keep(): KeptEditor | undefined
  destroy(): void
}

/** Without what was only open on the screen: a search, a panel, a menu, a picture on its way. */
function atRest(state: EditorState): EditorState {
  let rest = state
  for (const close of [endFind, closeLink, closeChip, closeSectionMenu, forgetPictures]) {
    close(rest, (tr) => {
      rest = rest.apply(tr)
    })
  }
  return rest
}

export function createNoteEditor(place: HTMLElement, options: NoteEditorOptions): NoteEditor {
  const listeners = new Set<() => void>()
  const watchers = new Set<() => void>()
  let editable = options.editable
  let label = options.label
  let dispatching = false
  const wordsFor = (code: string, title: string) =>
    editable ? (options.placeholder?.(code, title) ?? '') : 'Nothing written'

  const suggest = new SuggestSession()
  let openChip: OpenedChip | null = null
  const picking = new SuggestSession()
  let asked: AskedSection | null = null
  const plugins = [
    ...(options.pasteGuard ? [pasteGuard(options.pasteGuard)] : []),
    ...(options.pictures ? [images(options.pictures)] : []),
    sectionAsking((now) => {
      asked = now
      changed()
    }),
    collapse(options.collapsed, options.onCollapsed),
    problemFolds(),
    chipOpening((open) => {
      openChip = open
      changed()
    }),
    ...notePlugins(wordsFor, options.scroller, {
      session: suggest,
      sources: options.sources ?? [],
      writer: options.writer,
      ...(options.authoring ? {} : { picking }),
    }),
    smartWatch(),
    smartPaste(options.patient ?? ''),
    ...(options.pastedFrom ? [carriedPaste(options.pastedFrom)] : []),
    spelling(options.checker ?? windowChecker()),
  ]
  const { kept } = options
  const same = kept?.version === options.version && kept.state.doc.eq(options.document)
  let current = same ? kept.state.reconfigure({ plugins }) : EditorState.create({ doc: options.document, plugins })
  const view = new EditorView(place, {
    state: current,
    editable: () => editable,
    attributes: () => ({
      class: 'note-paper',
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': label,
      'aria-readonly': String(!editable),
      spellcheck: 'false',
      autocorrect: 'off',
      autocapitalize: 'off',
      tabindex: '0',
      ...suggest.attributes(),
      ...picking.attributes(),
    }),
    nodeViews: {
      section: (node, view, getPos, decorations) => new SectionView(node, view, getPos, decorations),
      task_item: (node, view, getPos) => new TaskView(node, view, getPos),
    },
    dispatchTransaction: dispatch,
  })

  const journal = new StepJournal({
    version: options.version,
    link: options.link,
    host: { state: () => current, dispatch },
    onChange: () => {
      if (!dispatching) changed()
    },
    onKept: () => options.onKept?.(),
  })
  let snapshot: EditorSnapshot = { toolbar: toolbarState(current), journal: journal.state, openChip, asked }

  function dispatch(tr: Transaction): void {
    partWords(tr)
    const { state, transactions } = current.applyTransaction(tr)
    current = state
    // Steps may still meet others' after the editor has left the page.
    if (!view.isDestroyed) view.updateState(state)
    dispatching = true
    for (const each of transactions) journal.record(each)
    dispatching = false
    changed()
    for (const watcher of [...watchers]) watcher()
  }

  function changed(): void {
    const toolbar = toolbarState(current)
    const before = snapshot
    snapshot = {
      toolbar: sameToolbar(before.toolbar, toolbar) ? before.toolbar : toolbar,
      journal: journal.state,
      openChip,
      asked,
    }
    const isSame = snapshot.toolbar === before.toolbar && snapshot.journal === before.journal
    if (isSame && snapshot.openChip === before.openChip && snapshot.asked === before.asked) return
    for (const listener of [...listeners]) listener()
  }

  /** A text that is only read has the focus, too: for its keys, and to be read aloud. */
  const takeFocus = (): void => {
    view.focus()
    if (!editable) view.dom.focus({ preventScroll: true })
  }

  return {
    view,
    suggest,
    picking,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => snapshot,
    onTransaction: (listener) => {
      watchers.add(listener)
      return () => watchers.delete(listener)
    },
    run: (command) => {
      // Only a text that has the focus is scrolled to its cursor.
      takeFocus()
      return command(view.state, view.dispatch, view)
    },
    focus: (sectionCode) => {
      takeFocus()
      if (sectionCode !== undefined) goToSection(sectionCode)(view.state, view.dispatch)
    },
    select: (from, to) => {
      view.focus()
      const selection = TextSelection.between(view.state.doc.resolve(from), view.state.doc.resolve(to))
      view.dispatch(view.state.tr.setSelection(selection).scrollIntoView())
    },
    reveal: () => {
      const { node } = view.domAtPos(view.state.selection.head)
      const element = node instanceof Element ? node : node.parentElement
      element?.scrollIntoView({ block: 'nearest' })
    },
    setEditable: (next) => {
      if (next === editable) return
      editable = next
      view.setProps({})
    },
    setLabel: (next) => {
      if (next === label) return
      label = next
      view.setProps({})
    },
    heardOf: (version) => journal.heardOf(version),
    resume: () => journal.resume(),
    withdraw: () => journal.withdraw(),
    write: (text) => {
      const paragraphs = text
        .split('\n')
        .map((line) => schema.node('paragraph', null, line ? schema.text(line) : undefined))
      view.dispatch(view.state.tr.replaceSelection(new Slice(Fragment.fromArray(paragraphs), 1, 1)).scrollIntoView())
    },
    settled: () => journal.settled(),
    keep: () => (journal.state.unsaved === 0 ? { state: atRest(current), version: journal.state.version } : undefined),
    destroy: () => {
      journal.close()
      listeners.clear()
      watchers.clear()
      view.destroy()
    },
  }
}
