import { useMemo, useRef, useState } from 'react'
import type { PatientBanner } from '../../shared/contract/views/patient.js'
import { blocksText } from '../../shared/document/index.js'
import { useKeys } from './keyboard.js'
import { chartData, countUse, filledPhrase, linksOf, type Phrase, usePhrases } from './phrases.js'
import { useStaff } from './session.js'
import { toast } from './toasts.js'

export interface QuickReplies {
  items: readonly { id: string; label: string; description: string }[]
  /** The words of one, filled in for this patient as far as anybody knows; the rest is left to fill in. */
  fill(id: string): Promise<string | undefined>
}

/** Called as they are called, not as their record is filed. */
type Named = Pick<PatientBanner, 'name' | 'preferredName'>
const firstName = ({ name, preferredName }: Named): string =>
  preferredName || (name.split(', ')[1]?.split(' ')[0] ?? '')

const wordsOf = (doc: Phrase['doc']): string => doc.children.map(blocksText).join('\n\n').trim()

/** Replies kept as phrases, for a patient: most used first. */
export function useQuickReplies(person: PatientBanner | null | undefined): QuickReplies {
  const phrases = usePhrases()
  const staff = useStaff()
  const latest = useRef({ phrases, person })
  latest.current = { phrases, person }
  const replies = phrases.all
    .filter(({ kind, wins }) => kind === 'reply' && wins)
    .sort((a, b) => b.uses - a.uses || (a.title < b.title ? -1 : 1))
  return {
    items: replies.map(({ id, title, about }) => ({ id, label: title, description: about })),
    async fill(id) {
      const phrase = replies.find((each) => each.id === id)
      if (!phrase || !person) return undefined
      const data = await chartData(phrase, phrases, { patient: person.id })
      // Meanwhile another patient may stand here.
      if (latest.current.person?.id !== person.id) return undefined
      countUse(phrase.id, '')
      const first = firstName(person)
      const { doc } = filledPhrase(
        phrase,
        phrases,
        { patient: person, clinician: staff?.name, now: new Date() },
        first ? { first } : {},
        (name) => data.get(name),
      )
      return wordsOf(doc)
    },
  }
}

/** Where each patient's own first name stands in words for several. */
export const firstOf = '{{first}}'

/** Words for several patients as one of them reads them. */
export const forEach = (text: string, person: Named): string => text.replaceAll(firstOf, firstName(person))

/** Replies for several patients at once, each called by their own name: those that speak of nobody's chart. */
export function useRepliesToMany(): QuickReplies {
  const phrases = usePhrases()
  const staff = useStaff()
  const many = useMemo(
    () =>
      phrases.all.flatMap((phrase) => {
        if (phrase.kind !== 'reply' || !phrase.wins || linksOf(phrase, phrases).length > 0) return []
        const { doc } = filledPhrase(
          phrase,
          phrases,
          { patient: undefined, clinician: staff?.name, now: new Date() },
          { first: firstOf },
        )
        return [{ phrase, words: wordsOf(doc) }]
      }),
    [phrases, staff],
  )
  return {
    items: many.map(({ phrase: { id, title, about } }) => ({ id, label: title, description: about })),
    async fill(id) {
      const found = many.find(({ phrase }) => phrase.id === id)
      if (found) countUse(found.phrase.id, '')
      return found?.words
    },
  }
}

interface QuickChoice {
  replies: QuickReplies
  /** Whether one may be chosen now. */
  when: boolean
  /** What is written at this moment: it may have grown while a chart was read. */
  text: () => string
  put: (text: string) => void
}

/** Choosing one, as `QuickReply` shows it; its words go below what is written. */
export function useQuickChoice({ replies, when, text, put }: QuickChoice) {
  const [isOpen, onOpen] = useState(false)
  const choose = async (id: string) => {
    const words = await replies.fill(id)
    if (words === undefined) return toast('The chart could not be read for this reply.', { tone: 'attention' })
    const before = text().trimEnd()
    put(before === '' ? words : `${before}\n\n${words}`)
  }
  useKeys('Messages', [{ keys: 'Alt+Q', label: 'Quick reply', run: () => onOpen(true), when }])
  return { items: replies.items, onChoose: (id: string) => void choose(id), isOpen, onOpen }
}
