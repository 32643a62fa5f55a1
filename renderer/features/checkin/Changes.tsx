import { Icon } from '../../ui/index.js'
import type { DetailChange } from './demographics.js'

/** What saving will change: the old, then the new. */
export function Changes({ changes }: { changes: readonly DetailChange[] }) {
  if (changes.length === 0) return null
  return (
    <section className="desk-changes" aria-label="What changes">
      <h3>{changes.length === 1 ? '1 change to save' : `${changes.length} changes to save`}</h3>
      <ul>
        {changes.map((change) => (
          <li key={change.field}>
            <span className="desk-changes-label">{change.label}</span>
            <span className="desk-changes-values num">
              <del>{change.before || 'nothing'}</del> <Icon name="arrow-right" size={13} label="becomes" />{' '}
              <ins>{change.after || 'nothing'}</ins>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
