import { useEffect, useRef, useState } from 'react'
import type { ConflictRow, KeptRow } from '../../../shared/contract/views/conflict.js'
import { bindPatient, useKeys, useLive, useNow } from '../../data/index.js'
import {
  EmptyState,
  Icon,
  List,
  type ListHandle,
  PatientMark,
  Problem,
  Segmented,
  Skeleton,
  Split,
  Tag,
} from '../../ui/index.js'
import { ConflictPane } from './ConflictPane.js'
import './conflicts.css'
import { KeptPane } from './KeptPane.js'
import { momentWords } from './when.js'

type Tab = 'decide' | 'kept'

const kindWords: Record<ConflictRow['kind'], string> = {
  changed: 'two versions',
  deleted: 'deleted in the EHR',
  signed: 'signed twice',
  addendum: 'after the signature',
}

/** Records of which there are two versions, to decide now or later; and every version that was one of two. */
export function ConflictsScreen({ section }: { section?: string | undefined }) {
  const [tab, setTab] = useState<Tab>(section === 'kept' ? 'kept' : 'decide')
  const { data: rows, refusal } = useLive('conflict.list', {})
  const { data: kept } = useLive('kept.list', tab === 'kept' ? {} : null)
  const [selected, setSelected] = useState<string | null>(section && section !== 'kept' ? section : null)
  const [selectedKept, setSelectedKept] = useState<string | null>(null)
  const list = useRef<ListHandle>(null)
  const now = useNow(60_000)
  useEffect(() => {
    setTab(section === 'kept' ? 'kept' : 'decide')
    if (section && section !== 'kept') setSelected(section)
  }, [section])

  const current = rows?.find(({ item }) => item === selected) ?? rows?.[0]
  const currentKept = kept?.find(({ id }) => id === selectedKept) ?? kept?.[0]
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
  /** On to the next that nobody has put off. */
  const next = () => {
    const others = (rows ?? []).filter(({ item }) => item !== current?.item)
    setSelected((others.find(({ putOff }) => !putOff) ?? others[0])?.item ?? null)
  }

  return (
    <Split
      id="conflicts.list"
      label="Records"
      size={window.innerWidth < 1300 ? 250 : 310}
      min={220}
      max={460}
      panel={
        <div className="conflicts-column">
          <header className="conflicts-list-head">
            <h1>Two versions</h1>
            <Segmented
              label="What to show"
              items={[
                { id: 'decide', label: rows?.length ? `To decide ${rows.length}` : 'To decide' },
                { id: 'kept', label: 'Kept versions' },
              ]}
              value={tab}
              onChange={(id) => setTab(id as Tab)}
            />
          </header>
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
        </div>
      }
    >
      {refusal ? (
        <Problem title="This could not be read" safe="Both versions are kept.">
          {refusal.message}
        </Problem>
      ) : tab === 'kept' ? (
        !kept ? (
          <Skeleton lines={6} />
        ) : currentKept ? (
          <KeptPane key={currentKept.id} kept={currentKept.id} />
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
      ) : (
        <Skeleton lines={6} />
      )}
    </Split>
  )
}

function Row({ row, now }: { row: ConflictRow; now: Date }) {
  return (
    <div className="conflicts-item">
      {row.patient && <PatientMark colour={row.patient.colour} />}
      <div>
        <p className="strong">{row.title}</p>
        <p className="muted">{row.patient?.name ?? 'The clinic'}</p>
        <p className="conflicts-item-more num">
          {row.putOff ? (
            <Tag tone="plain" icon="clock">
              put off, {row.putOff.by}
            </Tag>
          ) : (
            <Tag tone={row.critical ? 'danger' : 'attention'} icon={row.critical ? 'alert' : 'merge'}>
              {kindWords[row.kind]}
            </Tag>
          )}
          <span className="faint">{momentWords(row.since, now)}</span>
        </p>
      </div>
    </div>
  )
}

function Kept({ row, now }: { row: KeptRow; now: Date }) {
  return (
    <div className="conflicts-item">
      {row.patient && <PatientMark colour={row.patient.colour} />}
      <div>
        <p className="strong">{row.title}</p>
        <p className="muted">{row.patient?.name ?? 'The clinic'}</p>
        <p className="conflicts-item-more num faint">
          <Icon name={row.side === 'ehr' ? 'cloud' : 'monitor'} size={13} />
          {[row.side === 'ehr' ? 'In the EHR' : 'Entered here', row.by, momentWords(row.at, now)]
            .filter(Boolean)
            .join(', ')}
        </p>
      </div>
    </div>
  )
}
