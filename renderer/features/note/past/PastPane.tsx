import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { NoteView } from '../../../../shared/contract/views/note.js'
import { differenceBetween, differenceInWords, parseDocument } from '../../../../shared/document/index.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { client, toast, toastRefusal, useKeys, useLive } from '../../../data/index.js'
import {
  bringBack,
  bringBlockBack,
  createPastView,
  marksOf,
  type NoteEditor,
  type PastView,
  writersOf,
} from '../../../editor/index.js'
import { Button, EmptyState, IconButton, Notice, Select, Skeleton } from '../../../ui/index.js'
import { Sittings } from './Sittings.js'
import { Timeline } from './Timeline.js'
import { useLife } from './useLife.js'
import { dayOf, momentInWords, writersInWords } from './words.js'
import './past.css'

type Doc = ReturnType<NoteEditor['view']['state']['doc']['copy']>
/** What a version is compared with: the moment before, the note now, a marked moment, or another note by its id. */
type Against = 'before' | 'now' | 'mark' | LocalId

/** The life of the note: how it was at each moment, what changed, who wrote what, and the way back. */
export function PastPane({
  patient,
  note,
  editor,
  writable,
  onClose,
}: {
  patient: LocalId
  note: NoteView
  editor: NoteEditor
  /** A draft that this person may write. */
  writable: boolean
  onClose: () => void
}) {
  const { life, state, why, askEhr } = useLife(patient, note.id, editor)
  const { data: others } = useLive('note.earlier', { note: note.id })
  const [moment, setMoment] = useState<number>()
  const [against, setAgainst] = useState<Against>('before')
  const [mark, setMark] = useState<number>()
  const [other, setOther] = useState<{ id: LocalId; doc: Doc }>()
  const [current, setCurrent] = useState(-1)
  const [writers, setWriters] = useState<string>()
  const [selects, setSelects] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<PastView | undefined>(undefined)

  const last = life ? life.moments.length - 1 : 0
  const at = Math.min(moment ?? last, last)
  const shown = useMemo(() => (life ? life.at(at) : editor.view.state.doc), [life, at, editor])
  const before = useMemo((): Doc | undefined => {
    if (against === 'now') return editor.view.state.doc
    if (against === 'mark') return mark === undefined ? undefined : life?.at(mark)
    if (against === 'before') return at > 0 ? life?.at(at - 1) : undefined
    return other?.id === against ? other.doc : undefined
  }, [against, at, life, mark, other, editor])
  // The earlier of the two is read first: against the note now, what is shown is the earlier one.
  const [from, to] = against === 'now' && before ? [shown, before] : [before, shown]
  const difference = useMemo(() => from && differenceBetween(from, to), [from, to])
  const changes = useMemo(() => (difference ? marksOf(difference) : []), [difference])

  useEffect(() => {
    if (!place.current) return
    const made = createPastView(place.current)
    view.current = made
    made.onSelect(() => {
      setSelects(made.selected() !== undefined)
      setWriters(undefined)
    })
    made.focus()
    return () => {
      view.current = undefined
      made.destroy()
    }
  }, [])
  useEffect(() => {
    view.current?.setLabel(`${note.title} as it was, ${life ? momentInWords(life, at) : ''}`)
    view.current?.show(to, from ? { before: from, changes, current } : null)
  }, [to, from, changes, current, life, at, note.title])

  const go = useCallback(
    (next: number) => {
      setMoment(Math.max(0, Math.min(last, next)))
      setCurrent(-1)
      setWriters(undefined)
    },
    [last],
  )
  const sitting = life?.moments[at]?.session ?? 0
  const goSitting = (by: number) => {
    const next = life?.sessions[Math.max(0, Math.min((life?.sessions.length ?? 1) - 1, sitting + by))]
    if (next) go(by < 0 && at !== life?.sessions[sitting]?.first ? (life?.sessions[sitting]?.first ?? 0) : next.first)
  }
  const goChange = (by: number) => {
    if (changes.length > 0)
      setCurrent((before) =>
        before < 0 ? (by > 0 ? 0 : changes.length - 1) : (before + by + changes.length) % changes.length,
      )
  }
  const compare = async (id: string) => {
    setCurrent(-1)
    setWriters(undefined)
    // The list of choices gives the focus back to its button when it has closed; only then may the text have it.
    setTimeout(() => view.current?.focus(), 80)
    if (id === 'before' || id === 'now' || id === 'mark') return setAgainst(id)
    const answer = await client.ask('note.view', { note: id as LocalId })
    if (!answer.ok) return toastRefusal(answer.refusal)
    const parsed = parseDocument(answer.value?.document)
    if (!parsed.ok) return toast('That note cannot be compared: it was written by another system or a newer Rounds.')
    setOther({ id: id as LocalId, doc: parsed.doc })
    setAgainst(id as LocalId)
  }
  const who = () => {
    const range = view.current?.selected()
    if (!life || !range || against === 'now') return
    const found = writersOf(life, life.moments[at]?.steps ?? 0, range)
    setWriters(found.length > 0 ? writersInWords(found) : 'Nobody knows who wrote this')
  }
  const restore = (whole: boolean) => {
    const pos = view.current?.block()
    const command = whole ? bringBack(shown) : pos === undefined ? undefined : bringBlockBack(shown, pos)
    if (!command) return
    if (!command(editor.view.state))
      return toast(whole ? 'The note is the same now.' : 'This is the same in the note now.')
    onClose()
    // The text is reached again only once it is shown again.
    requestAnimationFrame(() => editor.run(command))
    toast(whole ? 'The note is as it was then. Undo takes it back.' : 'Brought back. Undo takes it back.')
  }
  const mayRestore = writable && life !== undefined && at < last
  const mayRestoreBlock = mayRestore && selects && against !== 'now'
  const ready = life !== undefined
  useKeys('History of the note', [
    { keys: 'Escape', label: 'Close the history', run: onClose, inText: true },
    { keys: 'ArrowLeft', label: 'The moment before', run: () => go(at - 1), when: ready, quiet: true },
    { keys: 'ArrowRight', label: 'The moment after', run: () => go(at + 1), when: ready, quiet: true },
    { keys: 'PageUp', label: 'The sitting before', run: () => goSitting(-1), when: ready, quiet: true },
    { keys: 'PageDown', label: 'The sitting after', run: () => goSitting(1), when: ready, quiet: true },
    { keys: 'Home', label: 'The first moment', run: () => go(0), when: ready, quiet: true },
    { keys: 'End', label: 'The last moment', run: () => go(last), when: ready, quiet: true },
    { keys: 'ArrowDown', label: 'Select the next block', run: () => view.current?.step(1), when: ready, quiet: true },
    { keys: 'ArrowUp', label: 'Select the block before', run: () => view.current?.step(-1), when: ready, quiet: true },
    { keys: 'n', label: 'Next change', run: () => goChange(1), when: changes.length > 0 },
    { keys: 'Shift+N', label: 'Change before', run: () => goChange(-1), when: changes.length > 0 },
    { keys: 'w', label: 'Who wrote this', run: who, when: ready && selects && against !== 'now' },
    { keys: 'c', label: 'Compare with', run: focusChoice, when: ready },
    { keys: 'm', label: 'Mark this moment to compare with', run: () => setMark(at), when: ready },
    { keys: 'b', label: 'Bring this block back', run: () => restore(false), when: mayRestoreBlock },
    { keys: 'Shift+B', label: 'Bring this version back', run: () => restore(true), when: mayRestore },
  ])

  const choices = [
    { id: 'before', label: 'The moment before' },
    { id: 'now', label: 'The note as it is now' },
    ...(mark === undefined || !life ? [] : [{ id: 'mark', label: `The marked moment, ${momentInWords(life, mark)}` }]),
    ...(others ?? []).map((one) => ({
      id: one.id as string,
      label: `${relation(note, one.id)}${one.title}${one.at ? `, ${dayOf(one.at)}` : ''}`,
      description: `${one.status === 'draft' ? 'Draft' : one.superseded ? 'Signed, amended since' : 'Signed'}${one.by ? `, ${one.by}` : ''}`,
    })),
  ]
  return (
    <section className="note-past" aria-label="History of the note">
      <div className="note-past-bar">
        {life && life.moments.length > 1 && <Timeline life={life} at={at} mark={mark} onMove={go} />}
        <div className="note-past-row">
          <p className="note-past-moment num" aria-live="polite">
            {life ? momentInWords(life, at) : ''}
            {life && <span className="muted"> · {at === last ? 'now' : `moment ${at + 1} of ${last + 1}`}</span>}
          </p>
          <IconButton
            icon="chevron-left"
            label="The moment before"
            keys="ArrowLeft"
            size="s"
            isDisabled={at === 0}
            onPress={() => go(at - 1)}
          />
          <IconButton
            icon="chevron-right"
            label="The moment after"
            keys="ArrowRight"
            size="s"
            isDisabled={at >= last}
            onPress={() => go(at + 1)}
          />
          <span className="note-past-space" />
          {mayRestore && (
            <>
              <Button size="s" keys="B" isDisabled={!mayRestoreBlock} onPress={() => restore(false)}>
                Bring block back
              </Button>
              <Button size="s" icon="undo" keys="Shift+B" onPress={() => restore(true)}>
                Bring this back
              </Button>
            </>
          )}
          <IconButton icon="close" label="Close the history" keys="Escape" size="s" onPress={onClose} />
        </div>
        <div className="note-past-row">
          <span className="muted note-past-count">Compared with</span>
          <Select
            label="Compared with"
            labelHidden
            items={choices}
            value={against}
            onChange={(id) => void compare(id)}
          />
          <p className="note-past-summary" role="status">
            {difference
              ? differenceInWords(difference)
              : at === 0 && against === 'before' && life
                ? 'Where this history begins'
                : ''}
          </p>
          {changes.length > 0 && (
            <>
              <span className="muted num note-past-count">
                {current < 0 ? `${changes.length}` : `${current + 1} of ${changes.length}`}
              </span>
              <IconButton
                icon="chevron-up"
                label="Change before"
                keys="Shift+N"
                size="s"
                onPress={() => goChange(-1)}
              />
              <IconButton icon="chevron-down" label="Next change" keys="N" size="s" onPress={() => goChange(1)} />
            </>
          )}
          <span className="note-past-space" />
          <Button size="s" look="quiet" keys="W" isDisabled={!selects || against === 'now'} onPress={who}>
            Who wrote this
          </Button>
        </div>
        {writers && (
          <p className="note-past-writers" role="status">
            Written by {writers}
          </p>
        )}
      </div>
      {why && (
        <Notice
          icon="cloud-off"
          actions={
            <Button size="s" onPress={askEhr}>
              Try again
            </Button>
          }
        >
          {why}
        </Notice>
      )}
      <div className="note-past-body">
        <div className="note-past-scroll">
          {state === 'reading' && <Skeleton lines={8} label="Reading the history" />}
          {!life && state !== 'reading' && state !== 'asking' && (
            <EmptyState icon="history" title="No history of this note is known here" compact>
              The note as it is now is shown.
            </EmptyState>
          )}
          <div ref={place} />
        </div>
        {life && <Sittings life={life} at={at} state={state} onMove={go} onAskEhr={askEhr} />}
      </div>
    </section>
  )
}

/** What another note is to this one. */
function relation(note: NoteView, other: LocalId): string {
  if (other === note.appends) return 'The note it adds to: '
  if (other === note.replaces?.note) return 'What was signed before: '
  return ''
}

const focusChoice = (): void => document.querySelector<HTMLButtonElement>('.note-past .ui-select-button')?.click()
