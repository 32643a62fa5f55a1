import type { ReactNode } from 'react'
import type { Staff } from '../../../shared/contract/views/session.js'
import { type DayFigures, isClinician, LONG_WAIT } from './day.js'

/** The day in four figures, those this role steers by. */
export function Figures({
  figures,
  user,
  isToday,
  onSelect,
}: {
  figures: DayFigures
  user: Staff
  isToday: boolean
  onSelect: (id: string) => void
}) {
  const { longest } = figures
  const seen = <Figure label="Seen" value={figures.seen} of={`of ${figures.planned}`} />
  const waiting = (
    <Figure label="Waiting now" value={figures.waiting} of={figures.ready > 0 ? `${figures.ready} in a room` : ''} />
  )
  const wait = (
    <Figure
      label="Longest wait"
      value={longest ? longest.minutes : '–'}
      of={longest ? `min · ${longest.row.patient.shortName}` : 'nobody waits'}
      {...(longest && longest.minutes >= LONG_WAIT ? { tone: 'attention' as const } : {})}
      {...(longest ? { onPress: () => onSelect(longest.row.id) } : {})}
    />
  )
  if (!isToday)
    return (
      <div className="figures">
        <Figure label="Visits" value={figures.planned} />
        {figures.seen > 0 && seen}
        {figures.unsigned > 0 && <Figure label="Notes to finish" value={figures.unsigned} tone="attention" />}
      </div>
    )
  if (user.role === 'front-desk')
    return (
      <div className="figures">
        <Figure
          label="Still to come"
          value={figures.toCome}
          of={figures.late > 0 ? `${figures.late} late` : `of ${figures.planned}`}
          {...(figures.late > 0 ? { tone: 'attention' as const } : {})}
        />
        <Figure
          label="To check in"
          value={figures.toCheckIn}
          of={figures.toCheckIn > 0 ? 'at the desk' : 'nobody at the desk'}
          {...(figures.toCheckIn > 0 ? { tone: 'accent' as const } : {})}
        />
        <Figure label="Waiting for a room" value={figures.toRoom} />
        {wait}
      </div>
    )
  return (
    <div className="figures">
      {seen}
      {waiting}
      {wait}
      {isClinician(user.role) ? (
        <Figure
          label="Notes to finish"
          value={figures.unsigned}
          {...(figures.unsigned > 0 ? { tone: 'attention' as const } : {})}
        />
      ) : (
        <Figure
          label="Ready to room"
          value={figures.toRoom}
          {...(figures.toRoom > 0 ? { tone: 'accent' as const } : {})}
        />
      )}
    </div>
  )
}

function Figure({
  label,
  value,
  of,
  tone,
  onPress,
}: {
  label: string
  value: number | string
  of?: string
  tone?: 'attention' | 'accent'
  onPress?: () => void
}) {
  const inside: ReactNode = (
    <>
      <span className="figure-label">{label}</span>
      <span className="figure-value num" data-tone={tone}>
        {value} {of && <small>{of}</small>}
      </span>
    </>
  )
  return onPress ? (
    <button type="button" className="figure card" onClick={onPress}>
      {inside}
    </button>
  ) : (
    <div className="figure card">{inside}</div>
  )
}
