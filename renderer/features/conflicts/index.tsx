import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { ConflictRow, KeptRow } from '../../../shared/contract/views/conflict.js'
import type { PatientCore } from '../../../shared/contract/views/patient.js'
import { momentForReading } from '../../../shared/kernel/dates.js'
import { bindPatient, useKeys, useLive, useNow } from '../../data/index.js'
import {
  Button,
  EmptyState,
  Icon,
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
import { ConflictPane } from './ConflictPane.js'
import './conflicts.css'
import { KeptPane } from './KeptPane.js'
import { sideWords } from './when.js'

type Tab = 'decide' | 'kept'

const kindWords: Record<ConflictRow['kind'], string> = {
  changed: 'two versions',
  deleted: 'deleted in the EHR',
  signed: 'signed elsewhere',
  addendum: 'signed elsewhere',
}

/** Records of which there are two versions, to decide now or later; and every version that was one of two. */
export function ConflictsScreen({ section }: { section?: string | undefined }) {
  const [tab, setTab] = useState<Tab>(section === 'kept' ? 'kept' : 'decide')
  const { data: rows, refusal } = useLive('conflict.list', {})
  const { data: kept } = useLive('kept.list', tab === 'kept' ? {} : null)
  const [selected, setSelected] = useSelected(rows?.[0]?.item, section && section !== 'kept' ? section : null)
  const [selectedKept, setSelectedKept] = useSelected(kept?.[0]?.id)
  const list = useRef<ListHandle>(null)
  const now = useNow(60_000)
  useEffect(() => {
    setTab(section === 'kept' ? 'kept' : 'decide')
    if (section && section !== 'kept') setSelected(section)
  }, [section, setSelected])

  const current = rows?.find(({ item }) => item === selected)
  const currentKept = kept?.find(({ id }) => id === selectedKept)
  const gone = useLastSeen(selected, current)
  const { data: view } = useLive('conflict.view', tab === 'decide' && current ? { item: current.item } : null)
  const patient = (tab === 'decide' ? current?.patient?.id : currentKept?.patient?.id) ?? null
  useEffect(() => bindPatient(patient), [patient])

  const move = (delta: number) => list.current?.move(delta)
  useKeys('Two versions', [
    { keys: ']', label: 'Next record', run: () => move(1), quiet: true },
    { keys: '[', label: 'Record before', run: () => move(-1), quiet: true },
    { keys: '1', label: 'To decide', run: () => setTab('decide') },
    { keys: '2', label: 'Kept versions', run: () => setTab('kept') },
  ])
  /** On to the next after it that nobody has put off, from the end to the beginning. */
  const next = () => {
    const at = (rows ?? []).findIndex(({ item }) => item === selected)
    const others = (rows ?? []).filter(({ item }) => item !== selected)
    others.push(...others.splice(0, Math.max(0, at)))
    setSelected((others.find(({ putOff }) => !putOff) ?? others[0])?.item ?? null)
  }

  return (
    <Split
      id="conflicts.list"
      label="Records"
      size={[250, 310]}
      min={220}
      max={460}
      panel={
        <ListFrame
          title="Two versions"
          views={[
            { id: 'decide', label: 'To decide', count: rows?.length },
            { id: 'kept', label: 'Kept versions' },
          ]}
          view={tab}
          onView={setTab}
        >
          {tab === 'decide' && rows && rows.length > 0 && (
            <List
              label="Records with two versions"
              items={rows.map((row) => ({ id: row.item, row }))}
              selected={current?.item ?? null}
              onSelect={setSelected}
              render={({ row }) => <Row row={row} now={now} />}
              handle={list}
              estimate={72}
            />
          )}
          {tab === 'kept' && kept && kept.length > 0 && (
            <List
              label="Kept versions"
              items={kept}
              selected={currentKept?.id ?? null}
              onSelect={setSelectedKept}
              render={(row) => <Kept row={row} now={now} />}
              handle={list}
              estimate={72}
            />
          )}
        </ListFrame>
      }
    >
      {refusal ? (
        <Problem title="This could not be read" safe="Both versions are kept.">
          {refusal.message}
        </Problem>
      ) : tab === 'kept' ? (
        currentKept ? (
          <KeptPane key={currentKept.id} kept={currentKept.id} />
        ) : !kept || kept.length > 0 ? (
          <Skeleton lines={6} />
        ) : (
          <EmptyState icon="history" title="No version was ever set aside here">
            When two people change the same thing, both versions are kept here for good, with who and when.
          </EmptyState>
        )
      ) : !rows ? (
        <Skeleton lines={6} />
      ) : view && current ? (
        <ConflictPane key={view.item} view={view} onDone={next} />
      ) : rows.length === 0 ? (
        <EmptyState icon="checked" title="Nothing to decide">
          When something is changed here and in the EHR at the same time, both versions wait here, side by side.
        </EmptyState>
      ) : current || selected === null ? (
        <Skeleton lines={6} />
      ) : (
        <div className="conflicts-gone">
          <EmptyState
            icon="checked"
            title={gone ? `${gone.title}: nothing is left to decide` : 'This has been decided already'}
            actions={
              <Button keys="]" onPress={next}>
                Next record
              </Button>
            }
          >
            {gone?.patient ? `${gone.patient.name}. ` : ''}It was decided elsewhere, or both versions say the same now.
          </EmptyState>
        </div>
      )}
    </Split>
  )
}

function Row({ row, now }: { row: ConflictRow; now: Date }) {
  return (
    <Item row={row}>
      {row.putOff ? (
        <Tag tone="plain" icon="clock">
          put off, {row.putOff.by}
        </Tag>
      ) : (
        <Tag tone={row.critical ? 'danger' : 'attention'} icon={row.critical ? 'alert' : 'merge'}>
          {kindWords[row.kind]}
        </Tag>
      )}
      <span className="faint">{momentForReading(row.since, now)}</span>
    </Item>
  )
}

function Kept({ row, now }: { row: KeptRow; now: Date }) {
  return (
    <Item row={row}>
      <span className="faint">
        <Icon name={row.side === 'ehr' ? 'cloud' : 'monitor'} size={13} />{' '}
        {[sideWords(row.side), row.by, momentForReading(row.at, now)].filter(Boolean).join(', ')}
      </span>
    </Item>
  )
}

/** What it is, whose, and more. */
function Item({ row, children }: { row: { title: string; patient?: PatientCore }; children: ReactNode }) {
  return (
    <div className="conflicts-item">
      {row.patient && <PatientMark colour={row.patient.colour} />}
      <div>
        <p className="strong">{row.title}</p>
        <p className="muted">{row.patient?.name ?? 'The clinic'}</p>
        <p className="conflicts-item-more num">{children}</p>
      </div>
    </div>
  )
}
