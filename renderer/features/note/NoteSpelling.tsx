import { useEffect, useMemo, useRef, useState } from 'react'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { send, toast, toastRefusal, useKeys, useLive } from '../../data/index.js'
import {
  correct,
  type Misspelling,
  misspellingAt,
  type NoteEditor,
  nextMisspelling,
  plainWord,
  setSpelling,
  spellingStands,
  windowChecker,
  wordsOfNames,
} from '../../editor/index.js'
import { MenuAt, type MenuGroup } from '../../ui/index.js'

interface Asked {
  found: Misspelling
  at: Element
  suggestions: string[]
}

/**
 * Spelling in a note: which words are right here, and the menu on a marked one. It never changes a word by itself. Names
 * of the patient and of the team are right.
 */
export function NoteSpelling({
  editor,
  note,
  writable,
  names,
}: {
  editor: NoteEditor
  note: LocalId
  writable: boolean
  names: readonly string[]
}) {
  const { data: mine } = useLive('spelling.mine', { note })
  const [asked, setAsked] = useState<Asked>()
  const on = writable && mine?.on === true
  const known = names.join(' ')
  const exempt = useMemo(
    () =>
      new Set([
        ...(mine?.words ?? []).map(plainWord),
        ...(mine?.ignored ?? []).map(plainWord),
        ...wordsOfNames([known]),
      ]),
    [mine, known],
  )
  useEffect(() => {
    if (mine) setSpelling(on, exempt)(editor.view.state, editor.view.dispatch)
  }, [editor, mine, on, exempt])

  const wanted = useRef<Misspelling>(undefined)
  /** The menu opens with its suggestions, so that Enter pressed at once takes the first of them and nothing else. */
  const ask = (found: Misspelling | undefined): boolean => {
    if (!found) return false
    wanted.current = found
    void windowChecker()
      .suggest(found.word)
      .catch((): string[] => [])
      .then((suggestions) => {
        const at = wanted.current === found && !editor.view.isDestroyed && elementOf(editor, found)
        if (at && misspellingAt(editor.view.state, found.to)?.word === found.word) setAsked({ found, at, suggestions })
      })
    return true
  }
  const askRef = useRef(ask)
  askRef.current = ask
  useEffect(() => {
    const onMenu = (event: MouseEvent) => {
      const marked = event.target instanceof Element ? event.target.closest('.note-misspelt') : null
      const { state } = editor.view
      // A key for the menu speaks of where the cursor is.
      const pos = marked ? editor.view.posAtDOM(marked, 0) : event.button === 2 ? undefined : state.selection.head
      if (pos !== undefined && askRef.current(misspellingAt(state, pos))) event.preventDefault()
    }
    const { dom } = editor.view
    dom.addEventListener('contextmenu', onMenu)
    return () => dom.removeEventListener('contextmenu', onMenu)
  }, [editor])

  const go = (back: boolean) => {
    if (!editor.run(nextMisspelling(back))) {
      return toast(noneFound[spellingStands(editor.view.state)], { about: 'spelling' })
    }
    ask(misspellingAt(editor.view.state, editor.view.state.selection.to))
  }
  const here = () => {
    const { head } = editor.view.state.selection
    if (!ask(misspellingAt(editor.view.state, head)))
      toast('The word at the cursor is not marked', { about: 'spelling' })
  }
  const turn = async (to: boolean) => {
    const result = await send('spelling.turn', { on: to })
    if (!result.ok) return toastRefusal(result.refusal)
    toast(to ? 'Spelling is checked' : 'Spelling is not checked', { about: 'spelling', undo: () => void turn(!to) })
  }
  useKeys('Spelling', [
    { keys: 'F7', label: 'Next misspelt word', run: () => go(false), when: on },
    { keys: 'Shift+F7', label: 'Misspelt word before', run: () => go(true), when: on, quiet: true },
    { keys: 'Mod+F7', label: 'Suggestions for the word at the cursor', run: here, when: on, quiet: true },
    {
      keys: 'Alt+F7',
      label: mine?.on === false ? 'Check spelling' : 'Stop checking spelling',
      run: () => void turn(mine?.on === false),
      when: writable && mine !== undefined,
    },
  ])

  const own = async (word: string, keep: boolean) => {
    const result = await send('spelling.own', { word, keep })
    if (!result.ok) return toastRefusal(result.refusal)
    if (keep) toast(`“${word}” is one of your words now`, { about: 'spelling', undo: () => void own(word, false) })
  }
  const ignore = async (word: string, to: boolean) => {
    const result = await send('spelling.ignore', { note, word, ignore: to })
    if (!result.ok) return toastRefusal(result.refusal)
    if (to) toast(`“${word}” is ignored in this note`, { about: 'spelling', undo: () => void ignore(word, false) })
  }

  if (!asked) return null
  const { found, at, suggestions } = asked
  const act = (id: string) => {
    setAsked(undefined)
    if (id === 'own') void own(found.word, true)
    else if (id === 'ignore') void ignore(found.word, true)
    else if (id.startsWith(suggestion)) editor.run(correct(found, id.slice(suggestion.length)))
  }
  return (
    <MenuAt
      label={`Spelling of ${found.word}`}
      anchor={at}
      placement="bottom start"
      groups={groupsFor(suggestions)}
      onAction={act}
      onClose={() => setAsked(undefined)}
    />
  )
}

const noneFound = {
  done: 'No misspelt words found',
  looking: 'The words are still being looked at. Try again in a moment.',
  failed: 'Spelling is not checked: the dictionary could not be read. Start Rounds again to have it.',
}

const suggestion = 'suggestion '

const groupsFor = (suggestions: readonly string[]): MenuGroup[] => [
  {
    title: suggestions.length > 0 ? 'Suggestions' : 'No suggestions',
    items: suggestions.map((word) => ({ id: `${suggestion}${word}`, label: word })),
  },
  {
    items: [
      { id: 'ignore', label: 'Ignore in this note', icon: 'check' },
      { id: 'own', label: 'Add to my words', icon: 'plus' },
    ],
  },
]

function elementOf({ view }: NoteEditor, { from }: Misspelling): Element | null {
  const { node } = view.domAtPos(from + 1)
  return (node instanceof Element ? node : node.parentElement)?.closest('.note-misspelt') ?? null
}
