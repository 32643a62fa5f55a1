import { useEffect, useRef, useState } from 'react'
import type { LoopLine, LoopList } from '../../../shared/contract/views/work/results.js'
import { timeForReading } from '../../../shared/kernel/dates.js'
import { asLocalId } from '../../../shared/kernel/ids.js'
import { bindPatient, go, useKeys, useLive, useMay, useNow } from '../../data/index.js'
import {
  Button,
  EmptyState,
  List,
  ListFrame,
  type ListHandle,
  PatientMark,
  Problem,
  Skeleton,
  Split,
  Tag,
  useLastSeen,
  useSelected,
} from '../../ui/index.js'
import { Lane } from './Lane.js'
import { LoopPane } from './LoopPane.js'
import { expectedWords, stepWords } from './words.js'
import './results.css'

type View = 'overdue' | 'open' | 'mine'

/** Every order and result until the patient knows: what is overdue first. `section` is `lane` for the review lane. */
export function ResultsScreen({ section }: { section?: string | undefined }) {
  if (section === 'lane') return <Lane onLeave={() => go('results')} />
  return <Loops />
}

function Loops() {
  const now = useNow(30_000)
  const mayReview = useMay('result.review')
  const [view, setView] = useState<View>('overdue')
  const { data, refusal, previous } = useLive('loop.list', { view }, { keepPrevious: true })
  const list = useRef<ListHandle>(null)
  const rows = data?.rows ?? []
  // The list of another view stands until its own is here: nothing is chosen from it.
  const [selected, setSelected] = useSelected(previous ? undefined : rows[0]?.id)
  const current = useLastSeen(
    selected,
    rows.find(({ id }) => id === selected),
  )
  const patient = current?.patient?.id ?? null
  useEffect(() => bindPatient(patient), [patient])
  const show = (next: View) => {
    setView(next)
    setSelected(null)
  }
  useKeys('Results', [
    { keys: 'j', label: 'Next', run: () => list.current?.move(1), quiet: true },
    { keys: 'k', label: 'Previous', run: () => list.current?.move(-1), quiet: true },
    { keys: '1', label: 'Overdue', run: () => show('overdue') },
    { keys: '2', label: 'Open', run: () => show('open') },
    { keys: '3', label: 'Mine', run: () => show('mine') },
    { keys: 'v', label: 'Review normal results together', when: mayReview, run: () => go('results', 'lane') },
  ])
  return (
    <Split
      id="results.list"
      label="Results"
      size={[286, 350]}
      min={240}
      max={520}
      panel={
        <ListFrame
          title="Results"
          action={
            mayReview && (
              <Button keys="v" onPress={() => go('results', 'lane')}>
                Review normal ones
              </Button>
            )
          }
          views={[
            { id: 'overdue', label: 'Overdue', count: data?.counts.overdue },
            { id: 'open', label: 'Open', count: data?.counts.open },
            { id: 'mine', label: 'Mine' },
          ]}
          view={view}
          onView={show}
          note={data?.asOf && <p className="results-asof">As known at {timeForReading(data.asOf)}</p>}
        >
          {data && rows.length > 0 && (
            <List
              label="Loops"
              items={rows}
              selected={current?.id ?? null}
              onSelect={(id) => setSelected(asLocalId(id))}
              {...(current?.task && { onOpen: () => go('inbox', current.task) })}
              render={(row) => <Line row={row} now={now} />}
              handle={list}
              estimate={74}
            />
          )}
        </ListFrame>
      }
    >
      {refusal ? (
        <Problem title="The results could not be read">{refusal.message}</Problem>
      ) : !data ? (
        <Skeleton lines={6} />
      ) : current ? (
        <LoopPane key={current.id} line={current} now={now} />
      ) : (
        <Nothing view={view} counts={data.counts} onOpen={() => show('open')} />
      )}
    </Split>
  )
}

function Nothing({ view, counts, onOpen }: { view: View; counts: LoopList['counts']; onOpen: () => void }) {
  if (view !== 'overdue' || counts.open === 0)
    return (
      <EmptyState icon="checked" title={view === 'mine' ? 'Nothing here waits for you' : 'No result is open'}>
        An order stands here from the day it is placed until the patient has been told of its result.
      </EmptyState>
    )
  return (
    <EmptyState
      icon="checked"
      title="Nothing is overdue"
      actions={
        <Button keys="2" onPress={onOpen}>
          {`Look at the ${counts.open} that are open`}
        </Button>
      }
    >
      What was ordered and has not come back in time will stand here, and so will results nobody has reviewed or told.
    </EmptyState>
  )
}

function Line({ row, now }: { row: LoopLine; now: Date }) {
  return (
    <div className="results-item">
      {row.patient ? <PatientMark colour={row.patient.colour} /> : <span />}
      <div>
        <p className="strong">{row.patient?.shortName ?? 'Patient not held here'}</p>
        <p>{row.name}</p>
        <p className="results-item-more num">
          {row.weight === 'critical' && (
            <Tag tone="danger" icon="alert">
              critical
            </Tag>
          )}
          {row.overdue && (
            <Tag tone="attention" icon="clock">
              overdue
            </Tag>
          )}
          <span>{row.leaving ? 'message leaving' : stepWords(row)}</span>
        </p>
        <p className="results-item-more faint num">
          {[expectedWords(row, now), row.owner && (row.mine ? 'you' : row.owner)].filter(Boolean).join(' · ')}
        </p>
      </div>
    </div>
  )
}
