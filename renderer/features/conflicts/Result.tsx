import type { RefObject } from 'react'
import type { ConflictPreview } from '../../../shared/contract/views/conflict.js'

const from = { here: 'from here', ehr: 'from the EHR', both: 'from both', common: '' }

/** What the choices make, read as a whole before it holds. */
export function Result({
  preview,
  heading,
}: {
  preview: ConflictPreview
  heading: RefObject<HTMLHeadingElement | null>
}) {
  return (
    <section className="conflicts-result" aria-label="The result">
      <h3 ref={heading} tabIndex={-1}>
        The result, put together from both
      </h3>
      <dl>
        {preview.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two telephone numbers may read the same
          <div key={index} data-from={line.from}>
            <dt>{line.label}</dt>
            <dd className="selectable">
              {line.value} {from[line.from] && <span className="conflicts-from">{from[line.from]}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {preview.text !== undefined && <p className="conflicts-text selectable">{preview.text}</p>}
    </section>
  )
}
