import type { Resource } from '@medplum/fhirtypes'
import { changedBy } from './kept-version.js'
import { one } from './statement.js'
import type { Reader } from './store.js'

/** A colleague's name by local id, reference or, where that is all that is known, the name itself. */
function nameOfWriter({ db, identity }: Pick<Reader, 'db' | 'identity'>, who: string | null | undefined): string {
  const id = who?.includes('/') ? identity.resolve(who) : who
  const name = id && one<{ name: string }>(db, 'SELECT name FROM practitioner WHERE id = ?', id)?.name
  if (name) return name
  // A name rather than an id or a reference.
  return who && /\s/.test(who) ? who : 'A colleague'
}

/** Whose words stand against whose: those written here, by `author`, and the EHR's copy; `one` when both are the same person's. */
export function writersOf(
  reader: Pick<Reader, 'db' | 'identity'>,
  author: string | null | undefined,
  theirs: Resource,
): { mine: string; theirs: string; one: boolean } {
  const mine = nameOfWriter(reader, author)
  const other = nameOfWriter(reader, changedBy(theirs))
  const one = other === mine
  return { mine, theirs: one ? `${other}, on another workstation` : other, one }
}
