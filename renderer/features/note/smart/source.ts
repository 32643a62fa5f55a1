import type { SmartOffer } from '../../../../shared/contract/views/smart.js'
import { findSmart } from '../../../../shared/domain/smart/find.js'
import { afterMark, insertSmart, type SuggestItem, type SuggestSource } from '../../../editor/index.js'
import type { SmartContext } from './context.js'

const icons: Record<SmartOffer['group'], SuggestItem['icon']> = {
  Patient: 'person',
  Results: 'result',
  'Vital signs': 'activity',
  Lists: 'bullets',
  'Visits and orders': 'calendar',
}

/** `@`: data of the chart, with what it says now; `beside` offers what else goes by this mark, such as colleagues. */
export const smartSource = (
  context: SmartContext,
  beside: (words: string) => SuggestItem[] = () => [],
): SuggestSource => ({
  id: 'smart',
  label: 'Data of the chart',
  reads: afterMark('@'),
  chooses: 'Enter',
  async find(words) {
    const { offers, partly } = await context.offers()
    const found = findSmart(words, offers)
    const typed = words.trim() !== ''
    const items = found.map(({ link, name, group, preview, value }): SuggestItem => {
      const under = partly ? `${sentence(partly)}${typed ? '' : `: ${group}`}` : typed ? undefined : group
      return {
        key: `smart ${link}`,
        icon: icons[group],
        title: name,
        note: { text: preview, tone: 'plain' },
        ...(under && { group: under }),
        choose: (range) => insertSmart(value, range),
      }
    })
    return [...items, ...beside(words)]
  },
})

const sentence = (words: string): string => `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`
