import { useCallback, useEffect, useRef, useState } from 'react'
import { parseDocument, sectionKind } from '../../../shared/document/index.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { collapsedIn, rememberCollapsed, toast, useStaff } from '../../data/index.js'
import { collapsedSections, createNoteEditor, type NoteEditor, type SuggestSource } from '../../editor/index.js'
import { type ChipContext, chipContext } from './chips/context.js'
import { slashSource } from './chips/slash.js'
import { typedVitals } from './chips/typed.js'
import { people } from './chips/work.js'
import { laidAside, layAside } from './keptEditors.js'
import { journalLink } from './link.js'
import { guardPaste, originOfPaste } from './pasteFromAnother.js'
import { picturesOf } from './pictures.js'
import { smartContext } from './smart/context.js'
import { smartSource } from './smart/source.js'

export type Opened =
  | { state: 'opening' }
  | { state: 'open'; editor: NoteEditor; chips: ChipContext }
  /** The document cannot be opened here; it is kept whole and shown as text. */
  | { state: 'text'; text: string }
  | { state: 'failed'; message: string }

/** What the screen knows of a note besides its text, once it knows it. */
export interface NoteKnown {
  writable: boolean
  label: string
}

/**
 * Opens a note's editor in a place of the page, once: what changes later comes in through the journal, never by building
 * the editor anew. `attempt` opens it again after a failure. `tell` says what is known of the note by now, and again
 * whenever it changes: the editor is made once it is known, since making a long text writable afterwards lays it out again.
 */
export function useNoteEditor(patient: LocalId, note: LocalId, attempt: number, phrases: SuggestSource) {
  const place = useRef<HTMLDivElement>(null)
  const [opened, setOpened] = useState<Opened>({ state: 'opening' })
  const person = useStaff()
  const staff = person?.id
  const known = useRef<NoteKnown>(undefined)
  const whenKnown = useRef<() => void>(undefined)
  const made = useRef<NoteEditor>(undefined)
  const writer = useRef(staff)
  writer.current = staff
  const name = useRef(person?.name)
  name.current = person?.name

  const tell = useCallback((now: NoteKnown): void => {
    known.current = now
    whenKnown.current?.()
    made.current?.setEditable(now.writable)
    made.current?.setLabel(now.label)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is a reason to open again
  useEffect(() => {
    const link = journalLink(patient, note)
    const chips = chipContext(patient, note)
    let editor: NoteEditor | undefined
    let gone = false
    setOpened({ state: 'opening' })
    const open = async (): Promise<void> => {
      const answer = await link.open()
      if (gone) return
      if (!answer.ok) return setOpened({ state: 'failed', message: answer.refusal.message })
      if (!known.current) await new Promise<void>((resolve) => (whenKnown.current = resolve))
      if (gone || !place.current || !known.current) return
      const { writable, label } = known.current
      const parsed = parseDocument(answer.value.document)
      if (!parsed.ok) return setOpened({ state: 'text', text: parsed.text })
      editor = createNoteEditor(place.current, {
        document: parsed.doc,
        version: answer.value.version,
        link,
        patient,
        editable: writable,
        scroller: place.current.parentElement ?? undefined,
        label,
        writer: () => name.current || 'whoever wrote on',
        pasteGuard: guardPaste(patient, note),
        pastedFrom: originOfPaste(patient, note),
        pictures: picturesOf(patient, note),
        onKept: () =>
          toast('The same words were changed in another place. What you wrote is kept at the end of the section.', {
            tone: 'attention',
            stays: 12_000,
          }),
        placeholder: (code) => sectionKind(code)?.prompt ?? 'Write here',
        kept: laidAside(note, writer.current),
        sources: [
          slashSource(chips),
          smartSource(smartContext(patient, note), (words) => people(chips, words)),
          typedVitals(chips),
          phrases,
        ],
        collapsed: writer.current ? collapsedIn(writer.current, note) : [],
        onCollapsed: (sections) => writer.current && rememberCollapsed(writer.current, note, sections),
      })
      made.current = editor
      setOpened({ state: 'open', editor, chips })
    }
    void open()
    return () => {
      gone = true
      made.current = undefined
      link.leave()
      chips.close()
      if (!editor) return
      const leaving = editor
      const { current } = writer
      leaving.destroy()
      void leaving.settled().then(() => current && layAside(note, current, leaving.keep()))
    }
  }, [patient, note, attempt])

  return { place, opened, tell }
}

/**
 * The section a writer most likely goes on with: the first of an empty note, else the last with words in it; none that
 * shows its title alone.
 */
export function sectionToWriteIn({ view }: NoteEditor): string | undefined {
  const closed = collapsedSections(view.state)
  const open = view.state.doc.children.filter((_section, index) => !closed.includes(index))
  const sections = open.filter((section) => section.textContent.trim() !== '')
  return (sections.at(-1) ?? open[0])?.attrs.code
}
