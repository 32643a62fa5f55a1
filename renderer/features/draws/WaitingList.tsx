import { memo, type Ref } from 'react'
import type { DrawRow } from '../../../shared/contract/views/draw.js'
import { agoForReading, timeForReading } from '../../../shared/kernel/dates.js'
import { useLive, useServerNow } from '../../data/index.js'
import { AsOf, Icon, List, type ListHandle, PatientMark, Tag, UnsentMark } from '../../ui/index.js'

export interface WaitingListProps {
  waiting: readonly DrawRow[]
  done: readonly DrawRow[]
  selected: string | null
  onSelect: (id: string) => void
  /** True while the list is walked with keys, false once someone is chosen. */
  onWalk: (walking: boolean) => void
  now: Date
  list: Ref<ListHandle>
}

/** Who waits to be drawn, STAT first, and who was drawn today. */
export function WaitingList({ waiting, done, selected, onSelect, onWalk, now, list }: WaitingListProps) {
  const serverNow = useServerNow()
  const sync = useLive('sync.status', {}).data
  return (
    <div
      className="draws-column"
      onPointerDownCapture={() => onWalk(false)}
      onKeyDownCapture={(event) => onWalk(event.key !== 'Enter' && event.key !== 'Alt' && !event.altKey)}
    >
      <header className="draws-head">
        <div className="draws-title">
          <h1>Draws</h1>
          <AsOf of="List" at={sync?.asOf} now={serverNow} />
        </div>
        <Tag>{waiting.length} waiting</Tag>
      </header>
      {waiting.length === 0 ? (
        <p className="draws-none faint">Nobody waits to be drawn.</p>
      ) : (
        <List
          className="draws-list"
          label="Waiting"
          items={waiting}
          selected={selected}
          onSelect={onSelect}
          estimate={84}
          handle={list}
          render={(row) => <Waiting row={row} now={now} />}
        />
      )}
      {done.length > 0 && (
        <section className="draws-done" aria-label="Drawn today">
          <h3>
            Drawn today <span className="faint num">{done.length}</span>
          </h3>
          <List
            className="draws-list"
            label="Drawn today"
            items={done}
            selected={selected}
            onSelect={onSelect}
            estimate={44}
            render={(row) => (
              <div className="draws-row" data-done>
                <PatientMark colour={row.patient.colour} faded />
                <div>
                  <p className="draws-row-head">
                    <span className="strong ellipsis">{row.patient.name}</span>
                    <span className="num faint">{row.waitingSince && timeForReading(row.waitingSince)}</span>
                  </p>
                  <p className="faint num">
                    <Icon name="check" size={12} /> {row.tubes} {row.tubes === 1 ? 'tube' : 'tubes'}{' '}
                    <UnsentMark state={row.unsent} />
                  </p>
                </div>
              </div>
            )}
          />
        </section>
      )}
    </div>
  )
}

const Waiting = memo(function Waiting({ row, now }: { row: DrawRow; now: Date }) {
  const waits = row.waitingSince && agoForReading(row.waitingSince, now)
  return (
    <div className="draws-row">
      <PatientMark colour={row.patient.colour} />
      <div>
        <p className="draws-row-head">
          <span className="strong ellipsis">{row.patient.name}</span>
          {row.stat && (
            <Tag tone="danger" icon="alert">
              STAT
            </Tag>
          )}
        </p>
        <p className="draws-row-where num">
          {row.where ?? 'not here yet'}
          {waits && (waits === 'now' ? ', just came' : `, waiting ${waits}`)}
        </p>
        <p className="draws-row-tests">{row.tests.join(', ')}</p>
        <p className="draws-row-tags num faint">
          {row.tubes} {row.tubes === 1 ? 'tube' : 'tubes'}
          {row.fasting && ' · fasting'}
        </p>
        {row.failed && (
          <p className="tone-attention draws-row-tests">
            <Icon name="alert" size={12} /> {row.failed}
          </p>
        )}
      </div>
    </div>
  )
})
