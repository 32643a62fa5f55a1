import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { TaskBox, TaskRow } from '../../../shared/contract/views/task.js'
import type { TaskKind } from '../../../shared/domain/task/kind.js'
import { asLocalId, type LocalId } from '../../../shared/kernel/ids.js'
import { bindPatient, useLive, useNow, useStaff } from '../../data/index.js'
import { Button, EmptyState, type ListHandle, Split } from '../../ui/index.js'
import { ActionBar } from './actions/ActionBar.js'
import { actions, allowed, start, useActionKeys } from './actions/index.js'
import { Boxes } from './list/Boxes.js'
import { ListColumn } from './list/ListColumn.js'
import { Context } from './pane/Context.js'
import { TaskPane } from './pane/TaskPane.js'
import { filtered, type SortOrder, sorted, sortOrders } from './urgency.js'
import { useFields } from './useFields.js'
import { countWords } from './when.js'
import type { Working } from './working.js'
import './inbox.css'
import './task.css'

const BIND_AFTER_MS = 250
const none: readonly TaskRow[] = []

/** What waits for a person: the list, the task, what matters for it. `task` is one to begin with. */
export function InboxScreen({ task: asked }: { task?: string | undefined }) {
  const staff = useStaff()
  const now = useNow(30_000)
  const [box, setBox] = useState<TaskBox>('mine')
  const [kind, setKind] = useState<TaskKind | null>(null)
  const [order, setOrder] = useState<SortOrder>('urgent')
  const [filter, setFilter] = useState('')
  const [selected, setSelected] = useState<LocalId | null>(asked ? asLocalId(asked) : null)
  const [open, setOpen] = useState<string | null>(null)
  const list = useRef<ListHandle>(null)
  const search = useRef<HTMLInputElement>(null)
  const { field, focus } = useFields()

  const { data: tasks, refusal } = useLive('task.list', { box })
  const { data: counts } = useLive('task.counts', {})
  const { data: team } = useLive('team.list', {})
  const words = useDeferredValue(filter)
  const all = tasks ?? none
  const shownOrder = box === 'done' ? 'newest' : order
  const rows = useMemo(
    () => sorted(filtered(kind ? all.filter((task) => task.kind === kind) : all, words), shownOrder),
    [all, kind, words, shownOrder],
  )

  // What is selected stays in view when it leaves the list under one's hands, until one moves on.
  const inBox = all.find(({ id }) => id === selected)
  const elsewhere = useLive('task.view', !inBox && selected && tasks ? { task: selected } : null).data
  const last = useRef<TaskRow | null>(null)
  if (inBox) last.current = inBox
  const current = inBox ?? elsewhere ?? (last.current?.id === selected ? last.current : null) ?? undefined
  const at = rows.findIndex(({ id }) => id === selected)
  const place = useRef(0)
  if (at >= 0) place.current = at

  useEffect(() => {
    if (asked) setSelected(asLocalId(asked))
  }, [asked])
  useEffect(() => {
    if (selected === null && rows[0]) setSelected(rows[0].id)
  }, [selected, rows])
  // Narrowing the list leaves nothing selected that is not in it.
  const narrowing = `${kind} ${words}`
  const narrowedTo = useRef(narrowing)
  useEffect(() => {
    if (narrowedTo.current === narrowing) return
    narrowedTo.current = narrowing
    if (at < 0 && rows[0]) setSelected(rows[0].id)
  }, [narrowing, at, rows])
  // Binding fetches a chart that is not held: not for every task one only passes.
  const patient = current?.patient?.id ?? null
  useEffect(() => {
    const timer = setTimeout(() => bindPatient(patient), BIND_AFTER_MS)
    return () => clearTimeout(timer)
  }, [patient])

  const select = (id: LocalId | null) => {
    setOpen(null)
    setSelected(id)
  }
  const show = useCallback((next: TaskBox) => {
    setBox(next)
    setKind(null)
    setFilter('')
    setOpen(null)
    setSelected(null)
  }, [])
  const move = (delta: number) => {
    const from = at >= 0 ? at + delta : place.current + (delta > 0 ? 0 : -1)
    const next = rows[Math.max(0, Math.min(rows.length - 1, from))]
    if (next) select(next.id)
  }
  const after = (id: LocalId): LocalId | null => {
    const index = rows.findIndex((row) => row.id === id)
    return (rows[index + 1] ?? rows[index - 1])?.id ?? null
  }
  const view = useLive('task.view', current ? { task: current.id } : null).data ?? undefined
  const working: Working = {
    staff,
    box,
    row: current,
    view,
    select,
    after,
    move,
    show,
    turnTo: setBox,
    nextOrder: () => setOrder(nextOrder(order)),
    focusFilter: () => search.current?.focus(),
    focus,
    field,
    open: setOpen,
    start: (name) => {
      const action = actions.find(({ id }) => id === name)
      if (action && allowed(action, working)) start(action, working)
    },
  }
  useActionKeys(working)

  const myTeam = team?.find(({ id }) => id === staff?.id)?.teams[0]
  return (
    <Split
      id="inbox.boxes"
      label="Boxes"
      size={[158, 184]}
      min={140}
      max={280}
      panel={<Boxes box={box} onBox={show} kind={kind} onKind={setKind} counts={counts} tasks={all} team={myTeam} />}
    >
      <Split
        id="inbox.list"
        label="Tasks"
        size={[264, 316]}
        min={220}
        max={520}
        panel={
          <ListColumn
            box={box}
            rows={rows}
            loading={!tasks}
            refusal={refusal}
            selected={selected}
            onSelect={(id) => select(asLocalId(id))}
            onOpen={() => working.start('chart')}
            order={order}
            onOrder={setOrder}
            filter={filter}
            onFilter={setFilter}
            narrowed={filter !== '' || kind !== null}
            onAll={() => {
              setFilter('')
              setKind(null)
            }}
            list={list}
            search={search}
            now={now}
          />
        }
      >
        {current ? (
          <Split
            id="inbox.context"
            label="What matters for it"
            side="right"
            size={[208, 248]}
            min={190}
            max={460}
            collapsible
            panel={<Context key={current.id} row={current} now={now} />}
          >
            <article className="inbox-pane" aria-label={current.text}>
              <TaskPane key={current.id} row={current} working={working} now={now} />
              <ActionBar working={working} row={current} open={open} />
            </article>
          </Split>
        ) : (
          <div className="inbox-pane">
            {tasks && rows.length === 0 && (
              <NothingWaits box={box} team={counts?.team ?? 0} onTeam={() => show('team')} />
            )}
          </div>
        )}
      </Split>
    </Split>
  )
}

const nextOrder = (order: SortOrder): SortOrder =>
  sortOrders[(sortOrders.indexOf(order) + 1) % sortOrders.length] as SortOrder

function NothingWaits({ box, team, onTeam }: { box: TaskBox; team: number; onTeam: () => void }) {
  if (box === 'done') return <EmptyState icon="checked" title="Nothing completed yet" />
  if (box === 'team') return <EmptyState icon="patients" title="Nothing waits for the team" />
  return (
    <EmptyState
      icon="checked"
      title="Nothing waits for you"
      actions={
        team > 0 && (
          <Button keys="2" onPress={onTeam}>
            {`Look at the team’s ${countWords(team)}`}
          </Button>
        )
      }
    >
      Results, messages, refills and notes to sign come here the moment they arrive.
    </EmptyState>
  )
}
