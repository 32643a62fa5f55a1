import { useRef } from 'react'
import type { PatientBanner } from '../../shared/contract/views/patient.js'
import { blocksText } from '../../shared/document/index.js'
import { chartData, countUse, filledPhrase, usePhrases } from './phrases.js'
import { useStaff } from './session.js'

export interface QuickReplies {
  items: readonly { id: string; label: string; description: string }[]
  /** The words of one, filled in for this patient as far as anybody knows; the rest is left to fill in. */
  fill(id: string): Promise<string | undefined>
}

/** Called as they are called, not as their record is filed. */
const firstName = ({ name, preferredName }: PatientBanner): string =>
  preferredName || (name.split(', ')[1]?.split(' ')[0] ?? '')

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
      return doc.children.map(blocksText).join('\n\n').trim()
    },
  }
}
