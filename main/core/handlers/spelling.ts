import type { SpellingView } from '../../../shared/contract/views/spelling.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../shared/kernel/result.js'
import type { CommandHandlers, Context, QueryHandlers } from './context.js'

interface Kept {
  off?: boolean
  words: string[]
  /** By note, the one changed last at the end. */
  ignored: Record<string, string[]>
}

/** More words of one's own than anyone adds by hand; a dictionary of all slips would be none. */
const mostWords = 5000
/** Notes whose ignored words are remembered. */
const mostNotes = 100

const nothing: Kept = { words: [], ignored: {} }
const settingOf = (person: LocalId): string => `spelling ${person}`

function keptFor({ store }: Context, person: LocalId | undefined): Kept {
  const stored = person && store.setting(settingOf(person))
  return stored ? { ...nothing, ...(JSON.parse(stored) as Partial<Kept>) } : nothing
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** The words with this one among them or not; whatever its case, it is there once. */
function having(words: readonly string[], word: string, has: boolean): string[] {
  const others = words.filter((other) => !same(other, word))
  return has ? [...others, word].sort((a, b) => a.localeCompare(b, 'en')) : others
}

function change(context: Context, person: LocalId, make: (kept: Kept) => Kept): Result<null> {
  const kept = make(keptFor(context, person))
  context.store.commit({ who: person, at: context.at() }, (tx) => {
    tx.set(settingOf(person), JSON.stringify(kept))
    tx.touch('spelling')
  })
  return ok(null)
}

function view(context: Context, note: LocalId | undefined): SpellingView {
  const { off, words, ignored } = keptFor(context, context.session.user()?.id)
  return { on: !off, words, ignored: (note && ignored[note]) ?? [] }
}

export const spellingQueries = {
  'spelling.mine': { run: (context, { note }) => ({ value: view(context, note), topics: ['spelling', 'session'] }) },
} satisfies Partial<QueryHandlers>

/** Nothing of this is part of any record: it stays on this workstation, in its encrypted store. */
export const spellingCommands = {
  'spelling.turn': {
    run: (context, { on }, { who }) => change(context, who.id, (kept) => ({ ...kept, off: !on })),
  },
  'spelling.own': {
    run(context, { word, keep }, { who }) {
      if (keep && keptFor(context, who.id).words.length >= mostWords)
        return refuse('invalid', 'Your list of words is full. Remove some under Clinic, Spelling.')
      return change(context, who.id, (kept) => ({ ...kept, words: having(kept.words, word, keep) }))
    },
  },
  'spelling.ignore': {
    run: (context, { note, word, ignore }, { who }) =>
      change(context, who.id, (kept) => {
        const { [note]: before = [], ...others } = kept.ignored
        const latest = Object.entries(others).slice(1 - mostNotes)
        return { ...kept, ignored: { ...Object.fromEntries(latest), [note]: having(before, word, ignore) } }
      }),
  },
} satisfies Partial<CommandHandlers>
