import { useEffect, useRef, useState } from 'react'
import type { Absence } from '../../../shared/contract/work/team.js'
import { dateForReading, localDate, timeForReading } from '../../../shared/kernel/dates.js'
import type { Instant } from '../../../shared/kernel/ids.js'
import { sayDeed, send, toastRefusal, useKeys, useLive, useMay, useStaff } from '../../data/index.js'
import { Button, EmptyState, Icon, Problem, Skeleton, Tag } from '../../ui/index.js'
import { AwayForm, plainWords } from './AwayForm.js'

/** Who is away, and who does their work meanwhile. */
export function Away() {
  const staff = useStaff()
  const all = useMay('work.rules')
  const { data: absences, refusal } = useLive('absence.list', {})
  const [editing, setEditing] = useState<Absence | 'new' | null>(null)
  // By whose it is, not by its place: the list changes while somebody looks at it.
  const [id, setId] = useState<string | null>(null)
  const ending = useRef(false)
  const rows = absences ?? []
  const at = Math.max(
    0,
    rows.findIndex((absence) => absence.id === id),
  )
  const chosen = rows[at]
  // The first is chosen as such from the start, so that one that comes before it is not taken for it.
  useEffect(() => {
    if (chosen && chosen.id !== id) setId(chosen.id)
  }, [chosen, id])
  const move = (by: -1 | 1) => setId(rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.id ?? null)
  const change = (absence = chosen) => absence?.mine && setEditing(absence)
  const end = async (absence = chosen) => {
    if (!absence?.mine || ending.current) return
    ending.current = true
    const result = await send('absence.end', { id: absence.id })
    ending.current = false
    if (!result.ok) return toastRefusal(result.refusal)
    await sayDeed(absence.now ? `${absence.name} is back` : `${absence.name} is not going away`)
  }
  const busy = editing !== null
  useKeys('Away', [
    { keys: 'n', label: 'Somebody is away', run: () => setEditing('new'), when: !busy },
    { keys: 'j', label: 'Next', run: () => move(1), when: !busy, quiet: true },
    { keys: 'k', label: 'Previous', run: () => move(-1), when: !busy, quiet: true },
    { keys: 'Enter', label: 'Change this absence', run: () => void change(), when: !busy && chosen?.mine === true },
    { keys: 'x', label: 'They are back', run: () => void end(), when: !busy && chosen?.mine === true },
  ])
  if (editing && staff)
    return (
      <AwayForm
        absence={editing === 'new' ? undefined : editing}
        me={staff}
        others={all}
        onClose={() => setEditing(null)}
      />
    )
  return (
    <section className="clinic-section" aria-labelledby="clinic-away">
      <header className="clinic-head">
        <div>
          <h1 id="clinic-away">Who is away</h1>
          <p className="muted">Work of whoever is away comes to whoever stands in, and goes back when they are.</p>
        </div>
        <div className="clinic-head-actions">
          <Button icon="plus" keys="n" onPress={() => setEditing('new')}>
            {all ? 'Somebody is away' : 'I am away'}
          </Button>
        </div>
      </header>
      {refusal ? (
        <Problem inline title="This could not be read" safe="Nothing was lost.">
          {refusal.message}
        </Problem>
      ) : !absences ? (
        <Skeleton lines={4} label="Loading" />
      ) : rows.length === 0 ? (
        <EmptyState icon="calendar" title="Nobody is away">
          Say here when you are, and who does your work meanwhile.
        </EmptyState>
      ) : (
        <ul className="card clinic-items clinic-aways">
          {rows.map((absence) => (
            <AwayItem
              key={absence.id}
              absence={absence}
              chosen={absence.id === chosen?.id}
              onChange={() => change(absence)}
              onEnd={() => void end(absence)}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

function AwayItem({
  absence,
  chosen,
  onChange,
  onEnd,
}: {
  absence: Absence
  chosen: boolean
  onChange: () => void
  onEnd: () => void
}) {
  const { name, words, cover, instead, now, mine } = absence
  return (
    <li className="clinic-away" aria-current={chosen || undefined}>
      <Icon name="person" />
      <div className="clinic-away-words">
        <p>
          <span className="strong">{name}</span> {now && <Tag tone="attention">away now</Tag>}{' '}
          {words !== plainWords && words}
        </p>
        <p className="muted num">{span(absence)}</p>
        <p className="muted">
          {cover ? `${cover.name} stands in` : 'Nobody stands in: after two hours their team sees their work'}
          {cover && instead && (
            <span className="tone-attention strong">
              {' '}
              <Icon name="alert" size={13} /> who is away as well: it goes to {instead}
            </span>
          )}
        </p>
      </div>
      {mine && (
        <div className="clinic-away-actions">
          <Button size="s" {...(chosen && { keys: 'Enter' })} onPress={onChange}>
            Change
          </Button>
          <Button size="s" {...(chosen && { keys: 'x' })} onPress={onEnd}>
            {now ? 'Back' : 'Not going'}
          </Button>
        </div>
      )}
    </li>
  )
}

/** `3 Nov 2026 to 10 Nov 2026`, with the time where it is not a whole day. */
function span({ from, until }: Absence): string {
  const begins = moment(from, '00:00')
  if (!until) return `From ${begins} until further notice`
  // The last day is the one before the midnight at which it ends.
  const whole = timeForReading(until) === '00:00'
  const last = whole ? (new Date(Date.parse(until) - 1).toISOString() as Instant) : until
  return `${begins} to ${whole ? dateForReading(localDate(new Date(last))) : moment(last, '')}`
}

const moment = (at: Instant, silent: string): string => {
  const time = timeForReading(at)
  const day = dateForReading(localDate(new Date(at)))
  return time === silent || time === `0${silent}` || time === '0:00' ? day : `${day}, ${time}`
}
