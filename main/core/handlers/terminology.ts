import {
  type CodeListView,
  type ImportedSystem,
  importedSystems,
  type TerminologySystem,
  terminologySystems,
} from '../../../shared/contract/views/terminology.js'
import { ok, refuse } from '../../../shared/kernel/result.js'
import { TermSearch } from '../search/terms.js'
import { currentList } from '../store/code-list.js'
import { hitOf } from '../terminology/hit.js'
import { starterCount, starterList } from '../terminology/starter.js'
import type { CommandHandlers, Context, QueryHandlers } from './context.js'
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
  'terminology.lists': {
    run: (context) => ({
      value: importedSystems.map((system) => listView(context, system)),
      topics: ['code-lists', 'terminology'],
    }),
  },
} satisfies Partial<QueryHandlers>

function listView({ store, lists }: Context, system: ImportedSystem): CodeListView {
  const current = currentList(store.db, system)
  return {
    system,
    short: starterCount(system),
    ...(current && {
      current: {
        ...(current.edition && { edition: current.edition }),
        file: current.file ?? '',
        loadedAt: current.loaded_at,
        ...(current.loaded_by && { loadedBy: current.loaded_by }),
        codes: current.codes,
        retired: current.retired,
      },
    }),
    ...lists.state(system),
  }
}

export const terminologyCommands = {
  'terminology.import': {
    run({ lists }, { system, file }, { who }) {
      if (lists.state(system).loading) return refuse('conflict', 'A file is being read already. Stop it first.')
      // Once this command is on the disk; what comes of it is told by the lists themselves.
      queueMicrotask(() => void lists.load(system, file, who.name).catch(() => {}))
      return ok(null)
    },
  },
  'terminology.stop': {
    run({ lists }, { system }) {
      lists.stop(system)
      return ok(null)
    },
  },
  'terminology.remove': {
    run({ lists }, { system }) {
      return lists.remove(system) ? ok(null) : refuse('not-found', 'There is no imported list.')
    },
  },
} satisfies Partial<CommandHandlers>
