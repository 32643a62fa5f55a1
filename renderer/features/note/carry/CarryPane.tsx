import { useEffect, useMemo, useRef, useState } from 'react'
import type { EarlierNote } from '../../../../shared/contract/views/history.js'
import type { NoteView } from '../../../../shared/contract/views/note.js'
import { type CarriableSection, carriable, parseDocument } from '../../../../shared/document/index.js'
import { dateForReading, localDate } from '../../../../shared/kernel/dates.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { client, toast, useKeys, useLive } from '../../../data/index.js'
import { carryIn, type NoteEditor } from '../../../editor/index.js'
import { Button, EmptyState, IconButton, keyWords, Notice, SearchField, Skeleton, Tag } from '../../../ui/index.js'
import { linksIn, renewalFor } from './renewal.js'
import '../past/past.css'
import './carry.css'

/** Notes that can be carried from: signed ones that still stand, those of the same title first, the newest first. */
function inOrder(notes: readonly EarlierNote[], title: string, words: string): EarlierNote[] {
  const wanted = words.toLowerCase().trim()
  const same = (note: EarlierNote): number => (note.title === title ? 0 : 1)
  return notes
    .filter(({ status, at, superseded }) => status === 'signed' && at !== undefined && !superseded)
    .filter(({ title: name, by = '' }) => `${name} ${by}`.toLowerCase().includes(wanted))
    .sort((a, b) => same(a) - same(b))
}

const dayOf = ({ at }: EarlierNote): string => localDate(new Date(at ?? 0))

type Content = { sections: CarriableSection[] } | { problem: string }

async function read(note: LocalId): Promise<Content> {
  const answer = await client.ask('note.view', { note })
  if (!answer.ok) return { problem: answer.refusal.message }
  const parsed = parseDocument(answer.value?.document)
  if (!parsed.ok) return { problem: 'This note was written by a newer Rounds. It can be read, not carried.' }
  return { sections: carriable(parsed.doc) }
}

/** Parts of an earlier note of the patient, chosen block by block and brought into this one. */
export function CarryPane({ note, editor, onClose }: { note: NoteView; editor: NoteEditor; onClose: () => void }) {
  const { data: notes } = useLive('note.earlier', { note: note.id })
  const [words, setWords] = useState('')
  const [picked, setPicked] = useState<LocalId>()
  const [content, setContent] = useState<Content>()
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const [current, setCurrent] = useState(0)
  const [asThen, setAsThen] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  /** Asking what the data says now takes a moment: a second Enter brings nothing in twice. */
  const bringing = useRef(false)
  const found = useMemo(() => inOrder(notes ?? [], note.title, words), [notes, note.title, words])
  const id = picked ?? found[0]?.id
  const source = notes?.find((one) => one.id === id)
  // What is chosen stays when the list is told anew; only another note is another choice.
  useEffect(() => {
    setContent(undefined)
    setChosen(new Set())
    setCurrent(0)
    if (!id) return
    let gone = false
    void read(id).then((next) => gone || setContent(next))
    return () => {
      gone = true
    }
  }, [id])
  const sections = content && 'sections' in content ? content.sections : []
  const blocks = sections.flatMap((section) => section.blocks.map((block) => ({ section, block })))
  const ready = blocks.length > 0
  useEffect(() => {
    if (ready) list.current?.focus()
  }, [ready])
  useEffect(() => {
    list.current?.querySelector(`[data-at="${current}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [current])

  const toggle = (positions: readonly number[]) => {
    // A note signed meanwhile, which would be first, does not take the place of the one chosen from.
    setPicked(id)
    const next = new Set(chosen)
    const all = positions.every((pos) => next.has(pos))
    for (const pos of positions) all ? next.delete(pos) : next.add(pos)
    setChosen(next)
  }
  const ofSection = (section: CarriableSection): number[] => section.blocks.map(({ pos }) => pos)
  const at = blocks[current]
  const living = linksIn(blocks.map(({ block }) => block.node)).length > 0
  const bring = async () => {
    if (!source || chosen.size === 0 || bringing.current) return
    bringing.current = true
    const taken = sections.map((section) => ({
      ...section,
      blocks: section.blocks.filter(({ pos }) => chosen.has(pos)),
    }))
    const unfilled = taken.flatMap((section) => section.blocks).reduce((sum, block) => sum + block.unfilled, 0)
    const renew = asThen
      ? undefined
      : await renewalFor(
          note,
          taken.flatMap((section) => section.blocks.map(({ node }) => node)),
        )
    // Closed meanwhile: not brought in after all.
    if (!list.current) return
    onClose()
    if (!editor.view.editable) return toast('This note cannot be written in now. Nothing was brought in.')
    // The text is reached again only once it is shown again.
    requestAnimationFrame(() => editor.run(carryIn(taken, { note: source.id, date: dayOf(source) }, renew)))
    const open =
      unfilled === 1 ? ' One place in it was never filled in.' : ` ${unfilled} places in it were never filled in.`
    toast(
      `Carried from ${dateForReading(dayOf(source) as never)}. Read it before you sign; ${keyWords('Alt+K')} confirms a line.${unfilled > 0 ? open : ''}`,
      {
        ...(unfilled > 0 && { tone: 'attention' as const, stays: 8000 }),
      },
    )
  }
  const pick = (step: number) => {
    const next = found[found.findIndex((one) => one.id === id) + step]
    if (next) setPicked(next.id)
  }
  useKeys('Carry forward', [
    { keys: 'Escape', label: 'Close', run: onClose, inText: true },
    {
      keys: 'ArrowDown',
      label: 'Next part',
      run: () => setCurrent(Math.min(current + 1, blocks.length - 1)),
      when: ready,
      quiet: true,
    },
    {
      keys: 'ArrowUp',
      label: 'Part before',
      run: () => setCurrent(Math.max(current - 1, 0)),
      when: ready,
      quiet: true,
    },
    { keys: 'Space', label: 'Choose this part', run: () => at && toggle([at.block.pos]), when: ready, quiet: true },
    { keys: 'a', label: 'Choose the whole section', run: () => at && toggle(ofSection(at.section)), when: ready },
    {
      keys: 'Shift+A',
      label: 'Choose the whole note',
      run: () => toggle(blocks.map(({ block }) => block.pos)),
      when: ready,
    },
    { keys: 'PageDown', label: 'The note after', run: () => pick(1), quiet: true },
    { keys: 'PageUp', label: 'The note before', run: () => pick(-1), quiet: true },
    { keys: '/', label: 'Search earlier notes', run: focusSearch },
    { keys: 'Enter', label: 'Bring in what is chosen', run: () => void bring(), when: chosen.size > 0 },
    { keys: 'r', label: 'Living data as it was then', run: () => setAsThen(!asThen), when: living },
  ])

  let place = -1
  return (
    <section className="note-past" aria-label="Carry forward from an earlier note">
      <div className="note-past-bar">
        <div className="note-past-row">
          <p className="note-past-moment">
            Carry forward
            {source && (
              <span className="muted">
                {' '}
                from {source.title}, {dateForReading(dayOf(source) as never)}
              </span>
            )}
          </p>
          <span className="note-past-space" />
          {living && (
            <Button size="s" look="quiet" keys="R" aria-pressed={asThen} onPress={() => setAsThen(!asThen)}>
              {asThen ? 'Data as it was then' : 'Data as it is now'}
            </Button>
          )}
          <Button size="s" look="quiet" keys="A" isDisabled={!at} onPress={() => at && toggle(ofSection(at.section))}>
            Whole section
          </Button>
          <Button size="s" look="primary" keys="Enter" isDisabled={chosen.size === 0} onPress={() => void bring()}>
            {chosen.size === 0 ? 'Bring in' : chosen.size === 1 ? 'Bring in 1 part' : `Bring in ${chosen.size} parts`}
          </Button>
          <IconButton icon="close" label="Close" keys="Escape" size="s" onPress={onClose} />
        </div>
      </div>
      <div className="note-past-body">
        <aside className="note-past-side note-carry-notes" aria-label="Earlier notes">
          <SearchField
            label="Search earlier notes"
            placeholder="Search earlier notes"
            value={words}
            onChange={setWords}
          />
          <ol>
            {found.map((one) => (
              <li key={one.id}>
                <button
                  type="button"
                  className="note-past-who"
                  aria-current={one.id === source?.id || undefined}
                  onClick={() => setPicked(one.id)}
                >
                  <span className="strong ellipsis">{one.title}</span>
                  <span className="muted num">
                    {dateForReading(dayOf(one) as never)}
                    {one.by && `, ${one.by}`}
                  </span>
                </button>
              </li>
            ))}
          </ol>
        </aside>
        <div className="note-past-scroll note-carry-parts">
          {!notes && <Skeleton lines={6} label="Looking for earlier notes" />}
          {notes && found.length === 0 && (
            <EmptyState
              icon="note"
              title={words ? 'No earlier note matches' : 'No earlier signed note of this patient is here'}
              compact
            >
              {words ? 'Try other words.' : 'Write this one as the first.'}
            </EmptyState>
          )}
          {content && 'problem' in content && <Notice tone="attention">{content.problem}</Notice>}
          {content && 'sections' in content && !ready && (
            <EmptyState icon="note" title="Nothing is written in that note" compact />
          )}
          {ready && (
            <div
              ref={list}
              role="listbox"
              aria-multiselectable="true"
              aria-label="Parts of the note"
              aria-activedescendant={`carry-${current}`}
              tabIndex={0}
              className="note-carry-list"
            >
              {sections.map((section) => (
                // biome-ignore lint/a11y/useSemanticElements: a list of options holds no fieldset
                <div key={`${section.code} ${section.title}`} role="group" aria-label={section.title}>
                  <p className="note-section-title">{section.title}</p>
                  {section.blocks.map((block) => {
                    place += 1
                    const index = place
                    return (
                      // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its option
                      // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the pane's
                      <div
                        key={block.pos}
                        id={`carry-${index}`}
                        data-at={index}
                        role="option"
                        aria-selected={chosen.has(block.pos)}
                        data-current={index === current || undefined}
                        className="note-carry-part"
                        onClick={() => {
                          setCurrent(index)
                          toggle([block.pos])
                        }}
                      >
                        <span className="note-carry-box" aria-hidden="true">
                          {chosen.has(block.pos) ? '✓' : ''}
                        </span>
                        <span className="note-carry-text">{block.text}</span>
                        {block.unfilled > 0 && (
                          <Tag tone="attention">
                            {block.unfilled === 1 ? '1 place not filled in' : `${block.unfilled} places not filled in`}
                          </Tag>
                        )}
                      </div>
                    )
                  })}
                </div>
              ))}
            </div>
          )}
        </div>
      </div>
    </section>
  )
}

const focusSearch = (): void => document.querySelector<HTMLInputElement>('.note-carry-notes input')?.focus()
