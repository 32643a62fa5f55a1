import { scopeWords } from '../../../../shared/domain/phrase.js'
import { matchingPhrases } from '../../../../shared/domain/phrase-search.js'
import type { Phrase } from '../../../data/index.js'
import { afterMark, type SuggestItem, type SuggestRange, type SuggestSource } from '../../../editor/index.js'
import type { IconName } from '../../../ui/index.js'

/** How many are offered at once. */
const most = 8

const icons: Record<Phrase['scope'], IconName> = {
  personal: 'person',
  team: 'patients',
  clinic: 'clinic',
  starter: 'note',
}

export interface PhraseOffers {
  all(): readonly Phrase[]
  /** Puts a phrase in the place of what was typed for it. */
  use(phrase: Phrase, range: SuggestRange): boolean
}

const itemOf = (phrase: Phrase, offers: PhraseOffers): SuggestItem => ({
  key: phrase.id,
  icon: icons[phrase.scope],
  title: `.${phrase.name}`,
  detail: phrase.title,
  note: { text: (phrase.scope === 'team' && phrase.owner) || scopeWords[phrase.scope], tone: 'plain' },
  choose: (range) => () => offers.use(phrase, range),
})

/**
 * Phrases by a full stop and letters at the beginning of a word. Where several have one short name the nearest is offered
 * first; the others are there too, by their titles.
 */
export const phraseSource = (offers: PhraseOffers): SuggestSource => ({
  id: 'phrases',
  label: 'Phrases',
  reads: afterMark('.', /^[a-z][a-z0-9-]{0,39}$/i, /[\s(\ufffc]/u),
  chooses: 'Enter',
  find: (words) => {
    const found = matchingPhrases(offers.all(), words)
    const first = found.filter(({ wins }) => wins)
    return [...first, ...found.filter(({ wins }) => !wins)].slice(0, most).map((phrase) => itemOf(phrase, offers))
  },
})
