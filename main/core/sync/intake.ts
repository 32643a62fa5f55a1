import type { Provenance, Resource } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { ownUuid } from '../store/identity.js'
import { patientReferenceOf } from '../store/patient-of.js'
import type { Receiver } from '../store/receive.js'
import { one, run } from '../store/statement.js'
import type { Store } from '../store/store.js'
import { Pace } from './pace.js'
import { Window } from './window.js'

/** Where a stream of pages has got to; written with the page it belongs to, so that the two never disagree. */
export interface Cursor {
  key: string
  watermark: string | null
  done: boolean
  next: string | null
}

/** Takes pages of the EHR's resources in, keeping of them what this workstation holds. */
export class Intake {
  readonly #store: Store
  readonly #now: () => Date
  readonly #pace: Pace

  constructor(store: Store, now: () => Date) {
    this.#store = store
    this.#now = now
    this.#pace = new Pace(store)
  }

  /**
   * One page, and with its last resources where it leads. It is written in slices with a pause between them, so that
   * somebody who types meanwhile does not wait for a page. Answers how many resources were news.
   */
  async take(resources: readonly Resource[], cursor?: Cursor, also?: (tx: Receiver) => void): Promise<number> {
    let news = 0
    for (let at = 0; ; ) {
      const slice = resources.slice(at, at + this.#pace.next())
      at += slice.length
      const isLast = at >= resources.length
      const started = performance.now()
      news += this.#write(slice, isLast ? cursor : undefined, isLast ? also : undefined)
      this.#pace.took(slice.length, performance.now() - started)
      if (isLast) return news
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  #write(
    resources: readonly Resource[],
    cursor: Cursor | undefined,
    also: ((tx: Receiver) => void) | undefined,
  ): number {
    const window = new Window(this.#now())
    return this.#store.receive(this.#now().toISOString() as Instant, (tx) => {
      let news = 0
      for (const resource of resources) {
        if (this.#keeps(tx, window, resource) && tx.accept(resource) !== 'known') news += 1
      }
      if (cursor) writeCursor(tx, cursor)
      also?.(tx)
      return news
    })
  }

  cursor(key: string): Cursor | undefined {
    const row = one<{ type: string; watermark: string | null; first_done: number; next: string | null }>(
      this.#store.db,
      'SELECT * FROM pull_cursor WHERE type = ?',
      key,
    )
    return row && { key: row.type, watermark: row.watermark, done: row.first_done === 1, next: row.next }
  }

  /** The server's ids of patients these resources are about and whose demographics are not here. */
  strangers(resources: readonly Resource[]): string[] {
    const found = new Set<string>()
    for (const resource of resources) {
      const [type, id] = patientReferenceOf(resource)?.split('/').slice(-2) ?? []
      if (type === 'Patient' && id && !this.#store.row('Patient', this.#store.identity.localId('Patient', id)))
        found.add(id)
    }
    return [...found]
  }

  #keeps(tx: Receiver, window: Window, resource: Resource): boolean {
    if (window.reaches(resource)) return true
    const id = ownUuid(resource) ?? tx.identity.localId(resource.resourceType, resource.id as string)
    if (one(tx.db, 'SELECT 1 FROM resource WHERE id = ? AND type = ?', id, resource.resourceType)) return true
    if (resource.resourceType === 'Provenance') return targetsHeld(tx, resource)
    const patient = tx.patientOf(resource, id)
    return patient !== undefined && isWanted(tx, patient)
  }
}

const isWanted = (tx: Receiver, patient: LocalId): boolean =>
  one(tx.db, 'SELECT 1 FROM held_chart WHERE patient = ?', patient) !== undefined

/** A signature is kept with what it is for. */
const targetsHeld = (tx: Receiver, provenance: Provenance): boolean =>
  (provenance.target ?? []).some(({ reference }) => {
    const id = tx.identity.resolve(reference)
    return id !== undefined && one(tx.db, 'SELECT 1 FROM resource WHERE id = ?', id) !== undefined
  })

export function writeCursor(tx: Receiver, { key, watermark, done, next }: Cursor): void {
  run(
    tx.db,
    `INSERT INTO pull_cursor (type, watermark, first_done, next) VALUES (?, ?, ?, ?)
     ON CONFLICT (type) DO UPDATE SET watermark = excluded.watermark, first_done = excluded.first_done, next = excluded.next`,
    key,
    watermark,
    done ? 1 : 0,
    next,
  )
}
