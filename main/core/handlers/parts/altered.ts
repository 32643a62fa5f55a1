import type { Resource } from '@medplum/fhirtypes'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { parseJson, same } from '../../../../shared/kernel/json.js'
import { all } from '../../store/statement.js'
import type { Reader } from '../../store/store.js'
import type { Writer } from '../../store/write.js'
import type { Change } from './part.js'

type Elements = Record<string, unknown>

/** A change of a record: the elements that changed, as they were and as they are. One that is absent is not here. */
export interface Changed {
  type: Resource['resourceType']
  id: LocalId
  was: Elements
  is: Elements
}

/** A record that was there before and that signing a note changed, such as a medicine that was stopped. */
export interface Altered extends Changed {
  /** The chip that asked for it, and what that said; absent for a task that ended because the note was signed. */
  chip?: string
  words?: string
  /** It takes back what the version before had made, for a chip that is no longer in the note. */
  undoes?: boolean
}

const prefix = 'altered '
const settingOf = (note: LocalId): string => `${prefix}${note}`

/** What signing a note changed, while that is remembered: until its signature has arrived. */
export function alteredBy(store: Reader, note: LocalId): Altered[] {
  const kept = store.setting(settingOf(note))
  return kept === undefined ? [] : (parseJson(kept) as Altered[])
}

export const rememberAltered = (tx: Writer, note: LocalId, altered: readonly Altered[]): void =>
  tx.set(settingOf(note), altered.length > 0 ? JSON.stringify(altered) : null)

/** The notes of which something is remembered. */
export const notesRemembered = ({ db }: Reader): LocalId[] =>
  all<{ key: string }>(db, `SELECT key FROM setting WHERE key GLOB '${prefix}*'`).map(
    ({ key }) => key.slice(prefix.length) as LocalId,
  )

/** Changes a record and says what of it; undefined when it is not held or says so already. */
export function alter(tx: Writer, { type, id, change }: Change): Changed | undefined {
  const before = tx.read(type, id) as Elements | undefined
  const after = before && (tx.edit(type, id, change) as unknown as Elements | undefined)
  if (!before || !after) return undefined
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => key !== 'meta' && !same(before[key], after[key]),
  )
  return keys.length === 0 ? undefined : { type, id, was: only(before, keys), is: only(after, keys) }
}

const only = (of: Elements, keys: readonly string[]): Elements =>
  Object.fromEntries(keys.filter((key) => key in of).map((key) => [key, of[key]]))

/** Makes a record what it was before, unless somebody has said something else of it since. */
export function putBack(tx: Writer, { type, id, was, is }: Changed): void {
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  tx.edit(type, id, (resource) => {
    const held = resource as unknown as Elements
    if (!keys.every((key) => same(held[key], is[key]))) return
    for (const key of keys)
      if (key in was) held[key] = was[key]
      else delete held[key]
  })
}
