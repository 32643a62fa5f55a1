import type { InboxCounts } from '../../../../shared/contract/views/work/inbox.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { bitOf, type Entry } from './board-entry.js'

const boxNames = ['mine', 'team', 'watching', 'snoozed', 'all'] as const

/** How much stands in each box, kept as entries come and go: ten thousand are not counted again for the one that went. */
export class BoardTally {
  readonly #boxes: InboxCounts['boxes']
  readonly #byKind: InboxCounts['byKind'] = { mine: {}, team: {}, watching: {}, snoozed: {}, all: {} }
  readonly #covered = new Map<LocalId, number>()

  constructor(entries: readonly Entry[]) {
    const none = () => ({ open: 0, urgent: 0 })
    this.#boxes = { mine: none(), team: none(), watching: none(), snoozed: none(), all: none() }
    for (const entry of entries) this.add(entry)
  }

  add(entry: Entry): void {
    this.#count(entry, 1)
  }

  /** Takes out an entry that was added. */
  remove(entry: Entry): void {
    this.#count(entry, -1)
  }

  get boxes(): InboxCounts['boxes'] {
    return structuredClone(this.#boxes)
  }

  get byKind(): InboxCounts['byKind'] {
    return structuredClone(this.#byKind)
  }

  /** What is there of a colleague for whom the person stands in. */
  covered(party: LocalId): number {
    return this.#covered.get(party) ?? 0
  }

  #count({ boxes, pressing, kind, cover }: Entry, by: 1 | -1): void {
    for (const name of boxNames) {
      if ((boxes & bitOf[name]) === 0) continue
      const [box, kinds] = [this.#boxes[name], this.#byKind[name]]
      box.open += by
      if (pressing <= 1) box.urgent += by
      const ofKind = (kinds[kind] ?? 0) + by
      if (ofKind > 0) kinds[kind] = ofKind
      else delete kinds[kind]
    }
    if (cover && boxes & bitOf.mine) this.#covered.set(cover, this.covered(cover) + by)
  }
}
