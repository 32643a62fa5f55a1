import { useEffect, useMemo, useState } from 'react'
import type { LeftOutPart, NoteView } from '../../../../shared/contract/views/note.js'
import { chipsIn, parseDocument } from '../../../../shared/document/index.js'
import { localDate } from '../../../../shared/kernel/dates.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { useLive } from '../../../data/index.js'
import type { NoteEditor } from '../../../editor/index.js'
import { type CheckItem, heldBack, lookOver, staged } from '../checks/index.js'
import { useAllergies } from './useAllergies.js'

/** The text is looked over when it has rested for so long, milliseconds: never with each key. */
const restMs = 200

/** What a signer should know of the note as it is now, and what signing makes; right again a moment after each change. */
export function useReview(
  editor: NoteEditor,
  patient: LocalId,
  note: NoteView,
): {
  items: readonly CheckItem[]
  makes: string
  /** Whether something in it waits for a co-signature when it is signed under supervision. */
  waits: boolean
  leftOut: readonly LeftOutPart[] | undefined
  rested: boolean
} {
  const [doc, setDoc] = useState(editor.view.state.doc)
  const [rested, setRested] = useState(true)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      setDoc(editor.view.state.doc)
      setRested(true)
    }
    const stop = editor.onTransaction(() => {
      if (editor.view.state.doc === doc) return
      setRested(false)
      clearTimeout(timer)
      timer = setTimeout(look, restMs)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [editor, doc])
  const { data: chart } = useLive('chart.view', { patient })
  const { data: conflicts } = useLive('conflict.list', {})
  const before = note.replaces?.note
  const { data: original } = useLive('note.view', { note: before ?? note.id })
  const amended = useMemo(() => {
    const parsed = before && original ? parseDocument(original.document) : undefined
    return parsed?.ok ? parsed.doc : undefined
  }, [before, original])
  const { data: parts } = useLive('note.left-out', { note: note.id })
  const leftOut = useMemo(() => {
    const still = new Set(chipsIn(doc).map(({ attrs }) => attrs.id as string))
    return parts?.filter(({ id }) => !still.has(id))
  }, [parts, doc])
  const today = localDate(new Date())
  const vitalsToday = chart?.vitals.some(({ readings }) => readings.some(({ at }) => localDate(new Date(at)) === today))
  const twoVersions = conflicts?.some(({ resource, kind }) => resource === note.id && kind !== 'addendum') === true
  const allergies = useAllergies(doc, patient)
  return useMemo(
    () => ({
      items: [...allergies, ...lookOver(doc, { note, vitalsToday, twoVersions, leftOut: leftOut ?? [] })],
      makes: staged(doc, amended),
      waits: heldBack(doc).length > 0,
      leftOut,
      rested,
    }),
    [doc, note, vitalsToday, twoVersions, amended, leftOut, rested, allergies],
  )
}
