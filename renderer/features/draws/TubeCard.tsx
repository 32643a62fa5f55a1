import { Fragment, memo } from 'react'
import type { DrawTube } from '../../../shared/contract/views/draw.js'
import { tubeKinds } from '../../../shared/domain/tube.js'
import { timeForReading } from '../../../shared/kernel/dates.js'
import { Icon } from '../../ui/index.js'

/** One tube in the order of draw: its colour in words too, what it is for, what to do with it, where it is. */
export const TubeCard = memo(function TubeCard({ tube, isNext }: { tube: DrawTube; isNext: boolean }) {
  const kind = tubeKinds.get(tube.tube)
  const state =
    tube.state === 'collected' ? 'collected' : isNext ? 'next' : tube.state === 'failed' ? 'failed' : 'later'
  return (
    <li className="draws-tube" data-state={state} aria-current={isNext ? 'step' : undefined}>
      <p className="draws-tube-colour" style={kind ? { backgroundColor: kind.swatch, color: kind.ink } : undefined}>
        <span>{tube.colour}</span>
        <span className="num">{tube.position}</span>
      </p>
      <p className="draws-tube-what">
        {tube.additive && `${tube.additive} · `}
        {tube.tests
          .join(', ')
          .split('/')
          .map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text
            <Fragment key={index}>
              {index > 0 && (
                <>
                  /<wbr />
                </>
              )}
              {part}
            </Fragment>
          ))}
      </p>
      <p className="draws-tube-how">
        {[tube.volume, tube.handling].filter(Boolean).map((words) => (
          <span key={words}>{words}</span>
        ))}
      </p>
      <p className="draws-tube-state num">
        {state === 'collected' && (
          <>
            <span className="draws-tube-done">
              {tube.collectedAt && timeForReading(tube.collectedAt)} <Icon name="check" size={13} label="collected" />
            </span>
            <span className="faint">{tube.accession}</span>
          </>
        )}
        {state === 'next' && (
          <span className="draws-tube-scan">
            <Icon name="scan" size={16} /> Scan its label
          </span>
        )}
        {state === 'later' && <span className="muted">then</span>}
        {state === 'failed' && (
          <span className="tone-attention">
            <Icon name="alert" size={13} /> not drawn yet
          </span>
        )}
      </p>
    </li>
  )
})
