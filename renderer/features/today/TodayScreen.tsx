import { useEffect, useRef, useState } from 'react'
import type { ScheduleRow } from '../../../shared/contract/views/schedule.js'
import type { Staff } from '../../../shared/contract/views/session.js'
import { may, type Permission } from '../../../shared/domain/role.js'
import { addDays, localDate } from '../../../shared/kernel/dates.js'
import type { DateText } from '../../../shared/kernel/ids.js'
import {
  openChart,
  openDesk,
  prefer,
  useAhead,
  useDesk,
  useKeys,
  useLive,
  useNow,
  usePreferences,
  useReady,
  useServerNow,
} from '../../data/index.js'
import { type Step, steps, stepsFor } from '../../data/visit.js'
import {
  AsOf,
  Button,
  EmptyState,
  IconButton,
  type ListHandle,
  Problem,
  Segmented,
  Select,
  Skeleton,
  Split,
} from '../../ui/index.js'
import { cliniciansOf, dayWords, figures, firstToSelect, isClinician, visitsOf } from './day.js'
import { Figures } from './Figures.js'
import { setDate, setSelected, useTodayPlace } from './place.js'
import { SidePanel } from './SidePanel.js'
import { take } from './step.js'
import './today.css'
import { VisitTable } from './VisitTable.js'

/** The day: who comes, who is here, who waits, and what to know before going in. */
export function TodayScreen({ user }: { user: Staff }) {
  const now = useNow()
  const serverNow = useServerNow()
  const today = localDate(now)
  const { date = today, selected } = useTodayPlace()
  // Today is no date of its own, so that a window left open overnight goes on to the new day.
  const show = (day: DateText) => setDate(day === today ? undefined : day)
  const { data: day, refusal } = useLive('schedule.day', { date }, { keepPrevious: true })
  const shows = usePreferences((state) => state.todayShows)
  const [clinician, setClinician] = useState('all')
  const clinical = isClinician(user.role)
  const whose = clinical ? ((shows ?? 'mine') === 'mine' ? user.id : 'all') : clinician
  const rows = day ? visitsOf(day.rows, whose) : []
  const table = useRef<ListHandle>(null)
  const desk = useDesk((state) => state.task)
  useReady(day !== undefined || refusal !== undefined)

  // Chosen once and then kept: a list that selects by itself while someone works would act on the wrong patient.
  // While another day is on its way, nothing of the one still shown can be acted on.
  const here = day?.date === date
  // While the clinic is first brought here, whoever should be first may not have come yet.
  const coming = useLive('sync.status', {}).data?.firstPull !== undefined
  const visible = here && rows.some((row) => row.id === selected)
  const first = visible || !here || coming ? null : firstToSelect(rows, user, now)
  useEffect(() => {
    if (first !== null) setSelected(first)
  }, [first])
  // The panel and the list are about the same visit; while the panel is open, only the panel acts.
  const inPanel = desk && 'visit' in desk ? desk.visit.id : null
  useEffect(() => {
    if (inPanel !== null) setSelected(inPanel)
  }, [inPanel])
  const current = visible ? selected : null
  const visit = rows.find((row) => row.id === current)
  useAhead(visit?.patient.id)
  const allowed = (permission: Permission) => may(user.role, permission)
  const next = visit && date === today ? stepsFor(visit, allowed, now) : []
  const move = (days: number) => show(addDays(date, days))
  const select = (id: string) => setSelected(id)

  const stepKeys = (Object.keys(steps) as Step[]).map((step) => ({
    keys: steps[step].keys,
    label: steps[step].label,
    run: () => visit && void take(step, visit),
    when: desk === null && next.includes(step),
  }))
  useKeys('Today', [
    { keys: 'ArrowLeft', label: 'Day before', run: () => move(-1), quiet: true },
    { keys: 'ArrowRight', label: 'Day after', run: () => move(1), quiet: true },
    { keys: 't', label: 'Go to today', run: () => setDate(undefined), when: date !== today },
    { keys: 'w', label: 'Walk-in', run: () => openDesk({ kind: 'walk-in' }), when: allowed('visit.check-in') },
    {
      keys: 'm',
      label: 'My visits or everyone’s',
      run: () => prefer({ todayShows: whose === 'all' ? 'mine' : 'all' }),
      when: clinical,
    },
    { keys: 'j', label: 'Next visit', run: () => table.current?.move(1), quiet: true },
    { keys: 'k', label: 'Visit before', run: () => table.current?.move(-1), quiet: true },
    {
      keys: 'Enter',
      label: 'Open the chart',
      run: () => visit && openChart(visit.patient.id),
      when: visit !== undefined,
      quiet: true,
    },
    ...stepKeys,
  ])

  const body = (
    <section className="screen" aria-label="Visits">
      <header className="today-head">
        <div className="today-title">
          <h1>
            {dayWords(date, now)}
            {date === today && <span className="visually-hidden">, today</span>}
          </h1>
          {day && <AsOf of="Schedule" at={day.asOf} now={serverNow} />}
        </div>
        <div className="today-tools">
          {clinical ? (
            <Segmented
              label="Whose visits"
              items={[
                { id: 'mine', label: 'Mine' },
                { id: 'all', label: 'Everyone’s' },
              ]}
              value={whose === 'all' ? 'all' : 'mine'}
              onChange={(id) => prefer({ todayShows: id })}
            />
          ) : (
            <div className="today-clinician">
              <Select
                label="Whose visits"
                labelHidden
                items={[{ id: 'all', label: 'All clinicians' }, ...cliniciansOf(day?.rows ?? [])]}
                value={clinician}
                onChange={setClinician}
              />
            </div>
          )}
          <div className="today-days">
            <IconButton look="plain" icon="chevron-left" label="Day before" keys="ArrowLeft" onPress={() => move(-1)} />
            <Button isDisabled={date === today} onPress={() => setDate(undefined)} keys="t">
              Today
            </Button>
            <IconButton look="plain" icon="chevron-right" label="Day after" keys="ArrowRight" onPress={() => move(1)} />
          </div>
          {allowed('visit.check-in') && (
            <Button look="primary" icon="plus" keys="w" onPress={() => openDesk({ kind: 'walk-in' })}>
              Walk-in
            </Button>
          )}
        </div>
      </header>
      {refusal ? (
        <Problem title={refusal.message} actions={<Button onPress={() => setDate(undefined)}>Go to today</Button>} />
      ) : !day ? (
        <Skeleton lines={8} label="Opening the day" />
      ) : !day.held ? (
        <EmptyState
          icon="calendar"
          title="This day is not on this workstation"
          actions={
            <Button keys="t" onPress={() => setDate(undefined)}>
              Back to today
            </Button>
          }
        >
          Rounds keeps the schedule from 7 days back to 30 days ahead. For other days, look in the EHR itself.
        </EmptyState>
      ) : (
        <>
          <Figures figures={figures(rows, now)} user={user} isToday={date === today} onSelect={select} />
          {rows.length === 0 ? (
            <EmptyDay
              whole={day.rows.length}
              isToday={date === today}
              mine={whose !== 'all'}
              onAll={() => (clinical ? prefer({ todayShows: 'all' }) : setClinician('all'))}
            />
          ) : (
            <VisitTable
              rows={rows}
              user={user}
              now={now}
              isToday={date === today}
              everyone={whose === 'all'}
              selected={current}
              onSelect={select}
              handle={table}
            />
          )}
          {visit && desk === null && <ActionBar visit={visit} next={next} />}
        </>
      )}
    </section>
  )
  return (
    <Split
      id="today"
      label="Needs you and team"
      side="right"
      size={300}
      min={240}
      max={460}
      collapsible
      panel={
        desk ? null : (
          <SidePanel user={user} rows={date === today ? (day?.rows ?? []) : []} now={now} onSelect={select} />
        )
      }
    >
      {body}
    </Split>
  )
}

/** What can be done with the selected visit, each with its key. */
function ActionBar({ visit, next }: { visit: ScheduleRow; next: readonly Step[] }) {
  return (
    <footer className="today-bar">
      <p className="ellipsis" data-colour={visit.patient.colour}>
        <span className="strong">{visit.patient.name}</span> <span className="muted">{visit.reason}</span>
      </p>
      <span className="today-bar-actions">
        {next.map((step, index) => (
          <Button
            key={step}
            look={index === 0 && step !== 'undo' ? 'primary' : step === 'undo' ? 'quiet' : 'plain'}
            keys={steps[step].keys}
            onPress={() => void take(step, visit)}
          >
            {step === 'room' && visit.where ? 'Move to another room' : steps[step].label}
          </Button>
        ))}
        <Button keys="Enter" onPress={() => openChart(visit.patient.id)}>
          Open chart
        </Button>
      </span>
    </footer>
  )
}

function EmptyDay({
  whole,
  isToday,
  mine,
  onAll,
}: {
  whole: number
  isToday: boolean
  mine: boolean
  onAll: () => void
}) {
  const sync = useLive('sync.status', {}).data
  if (whole > 0 && mine)
    return (
      <EmptyState
        icon="calendar"
        title={isToday ? 'You have no visits today' : 'You have no visits on this day'}
        actions={<Button onPress={onAll}>Show everyone’s {whole}</Button>}
      >
        Others do. What needs you first is at the right.
      </EmptyState>
    )
  // An empty list says that nobody is booked only once the schedule is here.
  if (sync?.firstPull)
    return (
      <EmptyState icon="calendar" title="The schedule is not here yet">
        {sync.state === 'offline'
          ? 'It comes from the EHR as soon as that can be reached.'
          : 'It is on its way from the EHR.'}
      </EmptyState>
    )
  return (
    <EmptyState icon="calendar" title={isToday ? 'No visits today' : 'No visits on this day'}>
      {isToday ? 'Nobody is booked. A patient who comes anyway is a walk-in: press W.' : 'Nobody is booked.'}
    </EmptyState>
  )
}
