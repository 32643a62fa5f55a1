import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button, IconButton, SearchField, TextField } from '../ui/index.js'
import type { NoteEditor } from './createNoteEditor.js'
import { endFind, find, findFirst, findNext, findPrev, matchCount, replaceAll, replaceNext } from './plugins/find.js'

/** Longer selections are passages, not words to look for. */
const longestSelection = 60

function selectedWords({ view }: NoteEditor): string {
  const { from, to, $from, $to } = view.state.selection
  return $from.sameParent($to) && to - from <= longestSelection ? view.state.doc.textBetween(from, to) : ''
}

/** Find, and replace where the note may be changed. Enter goes to the next match, Shift+Enter back, Escape closes. */
export function FindPanel({
  editor,
  editable,
  asked,
  onClose,
}: {
  editor: NoteEditor
  editable: boolean
  /** Changes each time the panel is asked for, so that asking again selects the words. */
  asked: number
  onClose: () => void
}) {
  const [words, setWords] = useState(() => selectedWords(editor))
  const [replacement, setReplacement] = useState('')
  const [matchCase, setMatchCase] = useState(false)
  const [wholeWord, setWholeWord] = useState(false)
  const [count, setCount] = useState({ total: 0, text: 0, current: 0 })
  const [done, setDone] = useState('')
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => {
    const { view } = editor
    setDone('')
    find({ words, replacement, matchCase, wholeWord })(view.state, view.dispatch)
    if (words !== '' && findFirst(view.state, view.dispatch)) editor.reveal()
  }, [editor, words, replacement, matchCase, wholeWord])

  useEffect(() => {
    const update = () => setCount(matchCount(editor.view.state))
    update()
    return editor.onTransaction(update)
  }, [editor])

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again is the reason to run
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [asked])

  useEffect(
    () => () => {
      const { view } = editor
      if (view.isDestroyed) return
      endFind(view.state, view.dispatch)
    },
    [editor],
  )

  const go = (command: typeof findNext) => {
    setDone('')
    if (command(editor.view.state, editor.view.dispatch, editor.view)) editor.reveal()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      go(event.shiftKey ? findPrev : findNext)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onClose()
    }
  }
  /** What stands in a chip or in data of the chart is no text: that it is as it was must be said. */
  const replaceEach = () => {
    const before = matchCount(editor.view.state)
    if (!replaceAll(editor.view.state, editor.view.dispatch)) return
    const rest = before.total - before.text
    const stays = rest === 0 ? '' : `, ${rest} in chips or chart data ${rest === 1 ? 'stays' : 'stay'}`
    setDone(`${before.text} replaced${stays}`)
  }
  const found =
    count.total === 0 ? 'Not found' : count.current > 0 ? `${count.current} of ${count.total}` : `${count.total} found`

  return (
    <search className="note-find" aria-label="Find in this note" onKeyDown={onKeyDown}>
      <div className="note-find-row">
        <SearchField label="Find" placeholder="Find" value={words} onChange={setWords} inputRef={field} />
        <span className="note-find-count num" role="status">
          {words === '' ? '' : done || found}
        </span>
        <IconButton
          icon="chevron-up"
          label="Previous"
          keys="Shift+Enter"
          size="s"
          isDisabled={count.total === 0}
          onPress={() => go(findPrev)}
        />
        <IconButton
          icon="chevron-down"
          label="Next"
          keys="Enter"
          size="s"
          isDisabled={count.total === 0}
          onPress={() => go(findNext)}
        />
        <Button
          size="s"
          look="quiet"
          aria-pressed={matchCase}
          className="note-find-toggle"
          onPress={() => setMatchCase(!matchCase)}
        >
          Match case
        </Button>
        <Button
          size="s"
          look="quiet"
          aria-pressed={wholeWord}
          className="note-find-toggle"
          onPress={() => setWholeWord(!wholeWord)}
        >
          Whole words
        </Button>
        <span className="note-find-space" />
        <IconButton icon="close" label="Close" keys="Escape" size="s" onPress={onClose} />
      </div>
      {editable && (
        <div className="note-find-row">
          <TextField
            label="Replace with"
            labelHidden
            placeholder="Replace with"
            value={replacement}
            onChange={setReplacement}
          />
          <Button size="s" isDisabled={count.text === 0} onPress={() => go(replaceNext)}>
            Replace
          </Button>
          <Button size="s" isDisabled={count.text === 0} onPress={replaceEach}>
            Replace all
          </Button>
        </div>
      )}
    </search>
  )
}
