import type { Resource } from '@medplum/fhirtypes'
import type { Writer } from '../../main/core/store/write.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { readable } from './content.js'

/** One resource as somebody made it, from what they had before them. */
export interface Deed {
  by: string
  type: string
  /** The workstations' id; for other systems `Type/id` of the EHR. */
  id: string
  before: string | undefined
  after: string
  how: 'edit' | 'decision' | 'outside'
}

/** A word of its own for every edit, by which it is known wherever it gets to. */
export type Mark = string
export const marksIn = (text: string): Set<Mark> => new Set(text.match(/zq\d+z/g))

/**
 * What the people of a history did and were told, kept apart from everything Rounds keeps: each content somebody saw and
 * saved, and each edit somebody was told is safe.
 */
export class Ledger {
  readonly deeds: Deed[] = []
  /** Edits a person was told are saved: the mark, and where. */
  readonly told = new Map<Mark, { station: string; type: string; id: LocalId; what: string }>()
  /** Notes signed, as the signer was told. */
  readonly signed = new Map<LocalId, { station: string; at: number; patient: LocalId }>()
  /** Marks a person chose to send once more, by deciding for their version. */
  readonly chosenAgain = new Map<Mark, number>()
  /** Messages to patients by their mark: the task each was written under, and by whom. */
  readonly answers = new Map<Mark, { task: LocalId; message: LocalId; by: string }>()
  /** Messages taken back before they had left, and those somebody chose to send although the task was another's. */
  readonly takenBack = new Set<LocalId>()
  readonly sentAnyway = new Set<LocalId>()
  #marks = 0

  mark(): Mark {
    this.#marks += 1
    return `zq${this.#marks}z`
  }

  /** Notes what a person's transaction makes of each resource, once it is on the disk. */
  watch(by: string, tx: Writer): { committed(): void } {
    const seen = new Map<string, Deed>()
    const remember = (type: string, id: LocalId, before: string | undefined, after: Resource): void => {
      const earlier = seen.get(`${type}/${id}`)
      seen.set(`${type}/${id}`, {
        by,
        type,
        id,
        before: earlier ? earlier.before : before,
        after: JSON.stringify(after),
        how: 'edit',
      })
    }
    const { create, edit } = tx
    tx.create = (id, resource) => {
      create.call(tx, id, resource)
      remember(resource.resourceType, id, undefined, tx.read(resource.resourceType, id) as Resource)
    }
    tx.edit = ((type: Resource['resourceType'], id: LocalId, change: (resource: never) => void) => {
      const before = tx.row(type, id)?.json
      const after = edit.call(tx, type, id, change as never)
      if (after && JSON.stringify(after) !== before) remember(type, id, before, after as Resource)
      return after
    }) as typeof edit
    return { committed: () => this.deeds.push(...seen.values()) }
  }

  /** Somebody who saw the EHR's present version changed it there. */
  outside(type: string, serverId: string, before: string | undefined, after: string): void {
    this.deeds.push({ by: 'another system', type, id: `${type}/${serverId}`, before, after, how: 'outside' })
  }

  /** A person who saw both sides decided; `after` is what they decided for. */
  decided(by: string, type: string, id: LocalId, theirs: string | undefined, after: string): void {
    this.deeds.push({ by, type, id, before: theirs, after, how: 'decision' })
    const gone = theirs === undefined ? new Set<Mark>() : marksIn(readable(theirs))
    for (const mark of marksIn(readable(after)))
      if (!gone.has(mark)) this.chosenAgain.set(mark, (this.chosenAgain.get(mark) ?? 0) + 1)
  }
}
