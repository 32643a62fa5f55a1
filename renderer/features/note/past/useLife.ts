import { useCallback, useEffect, useState } from 'react'
import type { NoteHistory } from '../../../../shared/contract/views/history.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { client, send } from '../../../data/index.js'
import { joinedHistory, type NoteEditor, NoteLife } from '../../../editor/index.js'

/** The note's life as far as it is known, and whether the EHR was asked for more. */
export interface Past {
  life: NoteLife | undefined
  state: 'reading' | 'here' | 'asking' | 'whole' | 'failed'
  /** Why there is no more than is shown. */
  why?: string
}

/** Reads the note's life once; what is written meanwhile is not in it. `askEhr` adds the versions the EHR keeps. */
export function useLife(patient: LocalId, note: LocalId, editor: NoteEditor): Past & { askEhr: () => void } {
  const [past, setPast] = useState<Past>({ life: undefined, state: 'reading' })
  const [here, setHere] = useState<NoteHistory | null>(null)
  const [asked, setAsked] = useState(0)

  useEffect(() => {
    let gone = false
    const read = async () => {
      await editor.settled()
      const answer = await client.ask('note.history', { note })
      if (gone) return
      if (!answer.ok) return setPast({ life: undefined, state: 'failed', why: answer.refusal.message })
      setHere(answer.value)
      const life = answer.value ? await NoteLife.of(answer.value, () => gone) : undefined
      if (gone) return
      setPast({ life, state: 'here' })
      // Nothing of it was written here: only the EHR can tell.
      if (!life || life.steps.length === 0) setAsked(1)
    }
    void read()
    return () => {
      gone = true
    }
  }, [editor, note])

  useEffect(() => {
    if (asked === 0) return
    let gone = false
    setPast(({ life }) => ({ life, state: 'asking' }))
    const ask = async () => {
      const answer = await send('note.versions', { patient, note })
      if (gone) return
      if (!answer.ok) return setPast(({ life }) => ({ life, state: 'here', why: answer.refusal.message }))
      const joined = joinedHistory(answer.value, here)
      const life = joined ? await NoteLife.of(joined, () => gone) : undefined
      if (!gone) setPast((before) => ({ life: life ?? before.life, state: 'whole' }))
    }
    void ask()
    return () => {
      gone = true
    }
  }, [asked, patient, note, here])

  return { ...past, askEhr: useCallback(() => setAsked((before) => before + 1), []) }
}
