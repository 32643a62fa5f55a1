import { momentForReading } from '../../shared/kernel/dates.js'
import type { Instant } from '../../shared/kernel/ids.js'
import { Icon, type IconName } from './icons.js'
import './loopstrip.css'

export interface LoopStation {
  name: 'ordered' | 'collected' | 'received' | 'reviewed' | 'told'
  /** `late`: it should have been done by now. */
  state: 'done' | 'now' | 'late' | 'ahead' | 'skipped'
  /** What is to be read there: `final`, `message leaving`. */
  words?: string
  at?: Instant
  who?: string
  /** Where it is awaited: by whom, and until when. */
  owner?: string
  expected?: Instant
}

const titles: Record<LoopStation['name'], string> = {
  ordered: 'Ordered',
  collected: 'Collected',
  received: 'Received',
  reviewed: 'Reviewed',
  told: 'Patient told',
}
const marks: Record<LoopStation['state'], { icon: IconName; words: string }> = {
  done: { icon: 'checked', words: 'done' },
  now: { icon: 'clock', words: 'next' },
  late: { icon: 'alert', words: 'overdue' },
  ahead: { icon: 'circle', words: 'still to come' },
  skipped: { icon: 'minus', words: 'not needed' },
}

/** The way of a result, from the order until the patient knows: what was done by whom, what is awaited from whom. */
export function LoopStrip({ label, stations, now }: { label: string; stations: readonly LoopStation[]; now: Date }) {
  return (
    <div className="ui-loop-box">
      <ol className="ui-loop" aria-label={label}>
        {stations.map((station) => (
          <li key={station.name} data-state={station.state} aria-current={isAwaited(station) ? 'step' : undefined}>
            <span className="ui-loop-mark">
              <Icon name={marks[station.state].icon} size={15} />
            </span>
            <span className="ui-loop-title">
              {titles[station.name]}
              <span className="visually-hidden">, {marks[station.state].words}</span>
            </span>
            {linesOf(station, now).map((line) => (
              <span key={line} className="ui-loop-line num">
                {line}
              </span>
            ))}
          </li>
        ))}
      </ol>
    </div>
  )
}

const isAwaited = ({ state }: LoopStation): boolean => state === 'now' || state === 'late'

function linesOf(station: LoopStation, now: Date): string[] {
  const { state, words, at, who, owner, expected } = station
  const lines = [words, at && momentForReading(at, now), who]
  if (isAwaited(station)) {
    lines.push(owner, expected && `${state === 'late' ? 'overdue since' : 'by'} ${momentForReading(expected, now)}`)
  }
  return [...new Set(lines.filter((line) => line !== undefined && line !== ''))] as string[]
}
