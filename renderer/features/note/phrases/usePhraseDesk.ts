import type { Node } from 'prosemirror-model'
import { useMemo, useRef, useState } from 'react'
import type { NoteView } from '../../../../shared/contract/views/note.js'
import type { PatientBanner } from '../../../../shared/contract/views/patient.js'
import type { Ask } from '../../../../shared/document/index.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import {
  chartData,
  countUse,
  filledPhrase,
  type Phrase,
  useLatestPhrases,
  useLive,
  useStaff,
} from '../../../data/index.js'
import { insertPhrase, type NoteEditor, type SuggestRange, type SuggestSource } from '../../../editor/index.js'
import { askOf } from '../smart/context.js'
import { phraseSource } from './source.js'

/** A phrase that waits for answers before it goes in. */
export interface Asking {
  phrase: Phrase
  asks: readonly Ask[]
  anchor: { left: number; top: number; bottom: number }
}

export interface PhraseDesk {
  source: SuggestSource
  asking: Asking | undefined
  answer(answers: Record<string, string>): void
  /** The editor the phrases go into. */
  attach(editor: NoteEditor | undefined): void
  patient: PatientBanner | null | undefined
}

/** A phrase on its way to where it was asked for. */
interface Wish {
  phrase: Phrase
  range: SuggestRange
  typed: string
}

/** Where what was typed for a phrase stands now: others may have written meanwhile. */
function placeNow({ view }: NoteEditor, { typed, range }: Wish): SuggestRange {
  const { doc, selection } = view.state
  const isThere = (from: number): boolean =>
    from + typed.length <= doc.content.size && doc.textBetween(from, from + typed.length) === typed
  if (isThere(range.from)) return range
  const end = selection.from
  return isThere(end - typed.length) ? { from: end - typed.length, to: end } : { from: end, to: end }
}

/**
 * Phrases for one note: what is offered, what has to be asked, and putting them in. Data of the chart is read for the note's
 * own visit or day, whatever visit the patient is here for now.
 */
export function usePhraseDesk(patient: LocalId, note: NoteView | null | undefined): PhraseDesk {
  const phrases = useLatestPhrases()
  const { data: banner } = useLive('patient.banner', { patient })
  const staff = useStaff()
  const around = useRef({ banner, staff, note })
  around.current = { banner, staff, note }
  const editor = useRef<NoteEditor>(undefined)
  const waiting = useRef<Wish>(undefined)
  const [asking, setAsking] = useState<Asking>()

  return useMemo(() => {
    /** Why the patient is here, where the note is of this visit. */
    const reasonHere = (): string | undefined => {
      const { banner: person, note: written } = around.current
      return person?.here?.encounter === written?.encounter ? person?.here?.reason : undefined
    }
    const expanded = (phrase: Phrase, answers: Record<string, string> = {}, data?: ReadonlyMap<string, Node>) => {
      const { banner: person, staff: writer } = around.current
      const reason = reasonHere()
      return filledPhrase(
        phrase,
        phrases(),
        { patient: person ?? undefined, clinician: writer?.name, ...(reason && { reason }), now: new Date() },
        answers,
        (name) => data?.get(name),
      )
    }
    const put = (wish: Wish, answers?: Record<string, string>): void => {
      const { phrase } = wish
      countUse(phrase.id, reasonHere() ?? '')
      void chartData(phrase, phrases(), askOf(patient, around.current.note)).then((data) => {
        const open = editor.current
        // Answered after the note was left, it goes nowhere.
        if (open?.view.editable && !open.view.isDestroyed)
          open.run(insertPhrase(expanded(phrase, answers, data).doc, placeNow(open, wish)))
      })
    }
    const use = (phrase: Phrase, range: SuggestRange): boolean => {
      const { asks } = expanded(phrase)
      const view = editor.current?.view
      if (!view) return false
      const wish = { phrase, range, typed: view.state.doc.textBetween(range.from, range.to) }
      if (asks.length === 0) {
        put(wish)
        return true
      }
      waiting.current = wish
      const { left, top, bottom } = view.coordsAtPos(range.from)
      setAsking({ phrase, asks, anchor: { left, top, bottom } })
      return true
    }
    return {
      source: phraseSource({ all: () => phrases().all.filter(({ kind }) => kind !== 'reply'), use }),
      asking,
      answer: (answers) => {
        const { current } = waiting
        waiting.current = undefined
        setAsking(undefined)
        if (current) put(current, answers)
      },
      attach: (next) => {
        editor.current = next
      },
      patient: banner,
    }
  }, [phrases, patient, asking, banner])
}
