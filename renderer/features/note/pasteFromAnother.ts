import { create } from 'zustand'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { type Origin, pastedFromAnother, pastedFromNote } from '../../data/index.js'
import type { PastedFrom, PasteGuard } from '../../editor/index.js'

interface Question {
  note: LocalId
  from: Origin
  answer: (paste: boolean) => void
}

/** The question that waits, if any. */
export const usePasteQuestion = create<{ question: Question | undefined }>(() => ({ question: undefined }))

/** Answers no for a note that is left. */
export function refuseFor(note: LocalId): void {
  const { question } = usePasteQuestion.getState()
  if (question?.note === note) question.answer(false)
}

/** Asks before words of another patient come into a note. */
export const guardPaste =
  (patient: LocalId, note: LocalId): PasteGuard =>
  (html, text) => {
    const from = pastedFromAnother(html, text, patient)
    if (!from) return undefined
    return new Promise((resolve) => {
      usePasteQuestion.getState().question?.answer(false)
      const answer = (paste: boolean) => {
        usePasteQuestion.setState({ question: undefined })
        resolve(paste)
      }
      usePasteQuestion.setState({ question: { note, from, answer } })
    })
  }

/** Which earlier note pasted words come from: those of this note itself were always here. */
export const originOfPaste =
  (patient: LocalId, note: LocalId): PastedFrom =>
  (html, text) => {
    const from = pastedFromNote(html, text, patient)
    return from?.note === note ? undefined : from
  }
