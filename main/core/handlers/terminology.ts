import { type TerminologySystem, terminologySystems } from '../../../shared/contract/views/terminology.js'
import { TermSearch } from '../search/terms.js'
import { hitOf } from '../terminology/hit.js'
import { starterList } from '../terminology/starter.js'
import type { Context, QueryHandlers } from './context.js'
import { kept } from './kept.js'

const searches = kept(
  ({ store }) =>
    new Map(terminologySystems.map((system) => [system, new TermSearch(store.db, system, starterList(system))])),
)

const searchOf = (context: Context, system: TerminologySystem): TermSearch =>
  searches(context).get(system) as TermSearch

export const terminologyQueries = {
  'terminology.find': {
    run(context, { system, text, limit, within }) {
      const search = searchOf(context, system)
      const { hits, more } = search.find(text, limit, within)
      return { value: { hits: hits.map((found) => hitOf(system, search, found)), more }, topics: ['terminology'] }
    },
  },
  'terminology.lookup': {
    run(context, { system, codes }) {
      const search = searchOf(context, system)
      const found = codes.flatMap((code) => search.lookup(code) ?? [])
      return { value: found.map((each) => hitOf(system, search, each)), topics: ['terminology'] }
    },
  },
} satisfies Partial<QueryHandlers>
