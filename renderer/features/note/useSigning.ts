import { useCallback, useEffect, useRef, useState } from 'react'
import type { NoteView } from '../../../shared/contract/views/note.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { send } from '../../data/index.js'
import type { NoteEditor } from '../../editor/index.js'

/** A key held down must not sign what it has just opened for review, milliseconds. */
const lookFirst = 500

export type Phase = 'writing' | 'reviewing' | 'signing'

/**
 * The way from writing to signed. Signing waits until every step is on disk and sends the version that was seen; from
 * the moment it begins the text cannot change.
 */
export function useSigning(
  patient: LocalId,
  note: LocalId,
  editor: NoteEditor | undefined,
  status: NoteView['status'] | undefined,
) {
  const [phase, setPhase] = useState<Phase>('writing')
  const [problem, setProblem] = useState<string>()
  const alive = useRef(true)
  useEffect(() => {
    alive.current = true
    return () => {
      alive.current = false
    }
  }, [])
  const latest = useRef(phase)
  latest.current = phase
  const isClosed = status !== undefined && status !== 'draft'
  useEffect(() => {
    if (!isClosed) return
    // The button that had the focus goes with the review: it is the text's now.
    const wasHere = latest.current !== 'writing'
    setPhase('writing')
    if (wasHere) requestAnimationFrame(() => document.activeElement === document.body && editor?.focus())
  }, [isClosed, editor])

  const since = useRef(0)
  const busy = useRef(false)
  const review = useCallback(() => {
    since.current = performance.now()
    setProblem(undefined)
    setPhase('reviewing')
  }, [])
  const close = useCallback(() => {
    setPhase('writing')
    editor?.focus()
  }, [editor])

  /** Back from the text to the review: a key still held down must not sign from there either. */
  const lookAgain = useCallback(() => {
    since.current = performance.now()
  }, [])

  const sign = async (cosigner: LocalId | undefined, withdraw: LocalId[]) => {
    if (!editor || busy.current || phase !== 'reviewing' || performance.now() - since.current < lookFirst) return
    // Two presses may come before this is drawn again.
    busy.current = true
    setPhase('signing')
    setProblem(undefined)
    const fail = (message: string) => {
      busy.current = false
      if (!alive.current) return
      setProblem(message)
      setPhase('reviewing')
    }
    const seen = editor.view.state.doc
    const settled = await editor.settled()
    if (!settled.ok) return fail(`Not signed, because the last changes are not saved: ${settled.refusal.message}`)
    // What others wrote may have come in while the last steps were being saved.
    if (!editor.view.state.doc.eq(seen))
      return fail('The note was changed in another place just now. Please read it again.')
    const { version } = settled.value
    const result = await send('note.sign', { patient, note, version, withdraw, ...(cosigner && { cosigner }) })
    if (result.ok) {
      busy.current = false
      return
    }
    if (result.refusal.code !== 'stale') return fail(result.refusal.message)
    editor.heardOf(version + 1)
    fail('The note was changed in another place just now. It is shown as it is now; please read it again.')
  }

  return { phase, problem, review, close, lookAgain, sign }
}
