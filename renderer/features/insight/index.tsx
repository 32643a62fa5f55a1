import { type ReactNode, useMemo, useState } from 'react'
import type { InsightView } from '../../../shared/contract/views/work/insight.js'
import { ageSteps, fewest, type Waiting } from '../../../shared/domain/task/insight.js'
import { agoForReading, timeForReading } from '../../../shared/kernel/dates.js'
import { go, useKeys, useLive, useNow } from '../../data/index.js'
import { taskIcons } from '../../data/taskIcons.js'
import {
  AsOf,
  BarPlot,
  Checkbox,
  EmptyState,
  Icon,
  List,
  Notice,
  Problem,
  Segmented,
  Skeleton,
  Tag,
} from '../../ui/index.js'
import { Numbers } from './Numbers.js'
import { dayWords, kindWords, longWords } from './words.js'
import './insight.css'

const spans = ['7', '14', '30'] as const
type Days = (typeof spans)[number]

/** What waits, how long, and how much comes and goes: for who leads the team. */
export function InsightScreen() {
  const [days, setDays] = useState<Days>('14')
  const [byName, setByName] = useState(false)
  const now = useNow(30_000)
  const { data: view, refusal } = useLive('insight.view', { days: Number(days), byName })
  const { data: sync } = useLive('sync.status', {})
  useKeys('What waits', [
    ...spans.map((span, at) => ({ keys: String(at + 1), label: `The last ${span} days`, run: () => setDays(span) })),
    {
      keys: 'b',
      label: byName ? 'Count colleagues together' : 'Count colleagues by name',
      run: () => setByName(!byName),
    },
  ])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section className="insight" aria-label="What waits" tabIndex={0}>
      <header className="insight-head">
        <div>
          <h1>What waits</h1>
          <p className="faint num">
            {view &&
              `Counted at ${timeForReading(view.at)} from what this workstation holds: all open work, and what was finished in the last 35 days.`}
            {view && view.undated > 0 && ` ${undatedWords(view.undated)}`}
          </p>
        </div>
        <Checkbox isSelected={byName} onChange={setByName}>
          By name
        </Checkbox>
        <Segmented
          label="Days"
          items={spans.map((span) => ({ id: span, label: `${span} days` }))}
          value={days}
          onChange={setDays}
        />
      </header>
      {sync?.state === 'offline' && (
        <Notice icon="cloud-off">
          {sync.line}. What colleagues did since is not counted. <AsOf of="Work" at={sync.asOf} now={now} />
        </Notice>
      )}
      {refusal && <Problem title="This could not be counted">{refusal.message}</Problem>}
      {view === undefined && !refusal && <Skeleton lines={8} label="Counting" />}
      {view === null && (
        <EmptyState icon="lock" title="This is for who leads the team">
          Physicians and nurse practitioners see how work waits.
        </EmptyState>
      )}
      {view && <Parts view={view} now={now} byName={byName} />}
    </section>
  )
}

/** What other systems leave open. */
const undatedWords = (count: number): string =>
  count === 1
    ? 'One task does not say when it came: it is counted as waiting since it was last changed.'
    : `${count} tasks do not say when they came: they are counted as waiting since they were last changed.`

function Parts({ view, now, byName }: { view: InsightView; now: Date; byName: boolean }) {
  const came = view.perDay.reduce((sum, day) => sum + day.came, 0)
  const done = view.perDay.reduce((sum, day) => sum + day.left - day.dropped, 0)
  return (
    <>
      <dl className="insight-figures">
        <Figure words="open" value={view.open} />
        <Figure words="overdue" value={view.overdue} attention={view.overdue > 0} />
        <Figure words="nobody’s" value={view.nobodys} attention={view.nobodys > 0} />
        <Figure words="put off" value={view.snoozed} />
        <Figure words="came" value={came} />
        <Figure words="done" value={done} />
      </dl>
      <Ages view={view} now={now} />
      <PerDay view={view} />
      <Times view={view} />
      <Owners rows={view.byOwner} now={now} byName={byName} />
      <Oldest view={view} now={now} />
    </>
  )
}

function Figure({ words, value, attention }: { words: string; value: number; attention?: boolean }) {
  return (
    <div className="card insight-figure" data-attention={attention || undefined}>
      <dt>{words}</dt>
      <dd className="num">{value.toLocaleString('en-US')}</dd>
    </div>
  )
}

function Part({
  title,
  about,
  plot,
  children,
}: {
  title: string
  about?: string
  plot?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="card insight-part" aria-label={title}>
      <h2>{title}</h2>
      {about && <p className="faint">{about}</p>}
      <div className="insight-both" data-plot={plot ? true : undefined}>
        {plot}
        {children}
      </div>
    </section>
  )
}

const ageNames = ageSteps.map(({ words }) => words)
const ageMarks = ageSteps.map(({ short }) => short)

function Ages({ view, now }: { view: InsightView; now: Date }) {
  const totals = useMemo(() => ageSteps.map((_, at) => sumAt(view.byKind, at)), [view.byKind])
  const series = useMemo(() => [{ name: 'Open', values: totals }] as const, [totals])
  return (
    <Part
      title="How long it has waited, by kind"
      plot={
        <BarPlot
          names={ageMarks}
          series={series}
          unit="tasks"
          label={`Open work by how long it has waited: ${ageNames.map((name, at) => `${name} ${totals[at]}`).join(', ')}`}
        />
      }
    >
      <Numbers
        label="Open work by kind and age"
        head={['Kind', 'Open', 'Overdue', ...ageSteps.map(({ short }) => short), 'Oldest']}
        rows={view.byKind.map((row) => [
          kindWords(row.name),
          row.count,
          row.overdue,
          ...row.ages,
          agoForReading(row.oldest, now),
        ])}
        empty="Nothing is open."
      />
    </Part>
  )
}

const sumAt = (rows: readonly Waiting[], at: number): number => rows.reduce((sum, { ages }) => sum + (ages[at] ?? 0), 0)

function PerDay({ view: { perDay } }: { view: InsightView }) {
  const names = useMemo(() => perDay.map(({ day }) => dayWords(day)), [perDay])
  const series = useMemo(
    () =>
      [
        { name: 'Came in', values: perDay.map(({ came }) => came) },
        { name: 'Done or not needed any more', values: perDay.map(({ left }) => left) },
      ] as const,
    [perDay],
  )
  return (
    <Part
      title="In and out, by day"
      plot={
        <BarPlot
          names={names}
          series={series}
          unit="tasks"
          label="Work that came in and that was done, by day; the table has the numbers"
        />
      }
    >
      <Numbers
        label="Work by day"
        head={['Day', 'Came in', 'Done', 'Not needed', 'Change']}
        rows={[...perDay]
          .reverse()
          .map(({ day, came, left, dropped }) => [
            dayWords(day),
            came,
            left - dropped,
            dropped,
            came > left ? `+${came - left}` : came - left,
          ])}
        empty="Nothing."
      />
    </Part>
  )
}

function Times({ view: { times } }: { view: InsightView }) {
  const plotted = useMemo(() => times.filter(({ close }) => close.p50 !== undefined), [times])
  const names = useMemo(() => plotted.map(({ kind }) => kindWords(kind)), [plotted])
  const series = useMemo(
    () =>
      [
        { name: 'Half within', values: plotted.map(({ close }) => hours(close.p50)) },
        { name: 'Nine of ten within', values: plotted.map(({ close }) => hours(close.p90)) },
      ] as const,
    [plotted],
  )
  return (
    <Part
      title="How long it takes, by kind"
      about={`Of what came in these days. Every hour counts, nights and weekends too; what is still open is not in it. Under ${fewest}, nothing is said.`}
      plot={
        plotted.length > 0 && (
          <BarPlot
            names={names}
            series={series}
            unit="hours"
            label="Hours until work is done, by kind; the table has the numbers"
          />
        )
      }
    >
      <Numbers
        label="Time to claim and to finish, by kind"
        head={['Kind', 'Taken on', 'half within', '9 of 10', 'Done', 'half within', '9 of 10']}
        rows={times.map(({ kind, claim, close }) => [
          kindWords(kind),
          claim.count,
          longWords(claim.p50),
          longWords(claim.p90),
          close.count,
          longWords(close.p50),
          longWords(close.p90),
        ])}
        empty="Nothing came in."
      />
    </Part>
  )
}

const hours = (minutes: number | undefined): number | null => (minutes === undefined ? null : minutes / 60)

function Owners({ rows, now, byName }: { rows: readonly Waiting[]; now: Date; byName: boolean }) {
  const names = useMemo(() => rows.map(({ name }) => name.replace(/, own list$/, '')), [rows])
  const series = useMemo(() => [{ name: 'Open', values: rows.map(({ count }) => count) }] as const, [rows])
  return (
    <Part
      title="Whose it is"
      about={
        byName
          ? 'How much waits says nothing of how hard anybody works: kinds differ, and so do days.'
          : 'Colleagues are counted together by their role.'
      }
      plot={
        rows.length > 0 && (
          <BarPlot
            names={names}
            series={series}
            unit="tasks"
            label={`Open work by owner: ${rows.map(({ name, count }) => `${name} ${count}`).join(', ')}`}
          />
        )
      }
    >
      <Numbers
        label="Open work by owner"
        head={['Owner', 'Open', 'Overdue', 'Over a week', 'Oldest']}
        rows={rows.map((row) => [
          row.name,
          row.count,
          row.overdue,
          row.ages.at(-1) ?? 0,
          agoForReading(row.oldest, now),
        ])}
        empty="Nothing is open."
      />
    </Part>
  )
}

function Oldest({ view: { oldest }, now }: { view: InsightView; now: Date }) {
  const [selected, setSelected] = useState<string | null>(null)
  if (oldest.length === 0) return null
  return (
    <Part title="What waits longest">
      <List
        label="Waits longest"
        items={oldest}
        selected={selected}
        onSelect={setSelected}
        onOpen={(id) => go('inbox', id)}
        render={(row) => (
          <div className="insight-old">
            <Icon name={taskIcons[row.kind]} label={kindWords(row.kind)} />
            <span className="strong">{row.patient ?? 'No patient'}</span>
            <span>{row.text}</span>
            {row.overdue && <Tag tone="attention">overdue</Tag>}
            <span className="faint insight-old-owner">{row.owner}</span>
            <span className="faint num">{agoForReading(row.since, now)}</span>
          </div>
        )}
      />
      <p className="faint">Enter opens it in the inbox.</p>
    </Part>
  )
}
