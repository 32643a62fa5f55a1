import type { ReactNode } from 'react'
import type { Held } from '../../../shared/contract/views/chart.js'
import { momentForReading } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { useTwoVersions } from '../../data/index.js'
import { Kbd, Tag } from '../../ui/index.js'

/** How current a part is, in few words. */
export function heldWords(held: Held, now = new Date()): string {
  if (held.state === 'loading') return held.asOf ? `as of ${momentForReading(held.asOf, now)}, renewing` : 'on its way'
  if (held.state === 'not-held') return 'not on this workstation'
  const how = held.asOf ? `as of ${momentForReading(held.asOf, now)}` : 'held here'
  return held.without ? `${how}, without ${held.without}` : how
}

export interface PartProps {
  title: string
  count?: number
  /** Few words after the title, such as when and by whom. */
  about?: string
  held?: Held
  /** Nothing is listed below; then neither a count nor a time is told unless the chart is held. */
  empty?: boolean
  /** Opens the full list; the key does the same. */
  onOpen?: () => void
  keys?: string
  children: ReactNode
}

/** A heading of a side column with what stands under it. */
export function Part({ title, count, about, held, empty, onOpen, keys, children }: PartProps) {
  const unknown = empty && held?.state !== 'held'
  const words = (
    <>
      {title}
      {count !== undefined && !unknown && <span className="chart-part-count num">{count}</span>}
    </>
  )
  return (
    <section className="chart-part">
      <h3 className="chart-part-head">
        {onOpen ? (
          <button type="button" className="chart-part-open" onClick={onOpen} aria-keyshortcuts={keys}>
            {words}
            {keys && <Kbd keys={keys} />}
          </button>
        ) : (
          <span>{words}</span>
        )}
        {about && <span className="chart-part-about num">{about}</span>}
        {held && !unknown && <span className="chart-part-held num">{heldWords(held)}</span>}
      </h3>
      {children}
    </section>
  )
}

/** A line where a list would be: none, or not known here. */
export function NoneLine({ held, children }: { held: Held; children: string }) {
  if (held.state === 'not-held') return <p className="chart-none">Not on this workstation</p>
  if (held.state === 'loading') return <p className="chart-none">On its way from the EHR</p>
  return <p className="chart-none">{children}</p>
}

/** Says of a record that it was changed here and in the EHR and waits for a decision; nothing for all others. */
export function VersionsMark({ id }: { id: LocalId }) {
  const versions = useTwoVersions()
  if (!versions.has(id)) return null
  return (
    <>
      {' '}
      <Tag tone="attention" icon="merge">
        two versions
      </Tag>
    </>
  )
}
