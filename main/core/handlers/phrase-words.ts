import type { Library } from '@medplum/fhirtypes'
import type { PhraseRow } from '../../../shared/contract/views/phrase.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { phraseDocument, phraseKind } from '../store/phrase.js'
import { one } from '../store/statement.js'
import type { Context } from './context.js'
import { kept } from './kept.js'

/** What a phrase says, beyond what lists need of it. */
export type PhraseWords = Pick<PhraseRow, 'about' | 'kind' | 'savedAt' | 'savedBy' | 'document'>

/** Every phrase with all its versions is much to read, and a shelf is asked for again with each thing that is sent. */
const known = kept(({ store }: Context) => {
  const words = new Map<LocalId, PhraseWords>()
  store.onChange((topics) => {
    if (topics.has('Library')) words.clear()
  })
  return words
})

/** A phrase's words, read once for as long as no phrase changes; undefined where it is not held. */
export function phraseWords(context: Context, id: LocalId): PhraseWords | undefined {
  const words = known(context)
  const found = words.get(id)
  if (found) return found
  const row = one<{ json: string }>(context.store.db, `SELECT json FROM resource WHERE id = ? AND type = 'Library'`, id)
  if (!row) return undefined
  const library = parseJson(row.json) as Library
  const by = library.editor?.[0]?.name
  const made: PhraseWords = {
    ...(library.description && { about: library.description }),
    kind: phraseKind(library) ?? 'phrase',
    ...(library.date && { savedAt: library.date as Instant }),
    ...(by && { savedBy: by }),
    document: phraseDocument(library.content)?.toJSON() ?? null,
  }
  words.set(id, made)
  return made
}
