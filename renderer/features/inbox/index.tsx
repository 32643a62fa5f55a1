import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { TaskBox, TaskRow } from '../../../shared/contract/views/task.js'
import type { TaskKind } from '../../../shared/domain/task/kind.js'
import { asLocalId } from '../../../shared/kernel/ids.js'
import { bindPatient, useKeys, useLive, useNow, useStaff } from '../../data/index.js'
import { undoNewest } from '../../data/toasts.js'
import { Button, EmptyState, type ListHandle, Split } from '../../ui/index.js'
import { ActionBar } from './ActionBar.js'
import { Boxes } from './Boxes.js'
import { Context } from './Context.js'
import { ListColumn } from './ListColumn.js'
import { TaskPane } from './TaskPane.js'
import { filtered, type SortOrder, sorted, sortOrders } from './urgency.js'
import { isOpenTask, useTaskActions } from './useTaskActions.js'
import { countWords } from './when.js'
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
  const [selected, setSelected] = useState<string | null>(asked ?? null)
  const [assigning, setAssigning] = useState(false)
  const list = useRef<ListHandle>(null)
  const search = useRef<HTMLInputElement>(null)
  const reply = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const comment = useRef<HTMLInputElement & HTMLTextAreaElement>(null)

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
  const elsewhere = useLive('task.view', !inBox && selected && tasks ? { task: asLocalId(selected) } : null).data
  const last = useRef<TaskRow | null>(null)
  if (inBox) last.current = inBox
  const current = inBox ?? elsewhere ?? (last.current?.id === selected ? last.current : null) ?? undefined
  const at = rows.findIndex(({ id }) => id === selected)
  const place = useRef(0)
  if (at >= 0) place.current = at

  useEffect(() => {
    if (asked) setSelected(asked)
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

  const select = (id: string | null) => {
    setAssigning(false)
    setSelected(id)
  }
  const show = useCallback((next: TaskBox) => {
    setBox(next)
    setKind(null)
    setFilter('')
    setAssigning(false)
    setSelected(null)
  }, [])
  const move = (delta: number) => {
    const from = at >= 0 ? at + delta : place.current + (delta > 0 ? 0 : -1)
    const next = rows[Math.max(0, Math.min(rows.length - 1, from))]
    if (next) select(next.id)
  }
  const after = (id: string): string | null => {
    const index = rows.findIndex((row) => row.id === id)
    return (rows[index + 1] ?? rows[index - 1])?.id ?? null
  }
  const act = useTaskActions({ current, box, setBox, select, after, reply })

  const isOpen = isOpenTask(current)
  const canReply = isOpen && current?.kind === 'patient-message'
  const hasNote = useLive('task.view', current ? { task: current.id } : null).data?.noteId !== undefined
  const mine = Boolean(current?.status === 'claimed' && current.owner?.mine)

  useKeys('Inbox', [
    { keys: 'j', label: 'Next', run: () => move(1), quiet: true },
    { keys: 'k', label: 'Previous', run: () => move(-1), quiet: true },
    { keys: 'e', label: 'Complete and move on', run: () => void act.complete(), when: isOpen },
    { keys: 'a', label: 'Assign', run: () => setAssigning(true), when: isOpen },
    {
      keys: 'c',
      label: mine ? 'Release' : 'Claim',
      run: () => void (mine ? act.release() : act.claim()),
      when: isOpen,
    },
    { keys: 'r', label: 'Reply', run: () => reply.current?.focus(), when: canReply },
    { keys: 'i', label: 'Write a comment', run: () => comment.current?.focus(), when: isOpen },
    { keys: 'n', label: 'Open the note', run: () => void act.toNote(), when: hasNote },
    {
      keys: 'o',
      label: 'Open again',
      run: () => current && void act.reopen(current),
      when: current?.status === 'done',
    },
    { keys: 'Enter', label: 'Open the chart', run: act.toChart, when: Boolean(current?.patient) },
    { keys: 'z', label: 'Undo', run: () => void undoNewest() },
    { keys: '/', label: 'Filter', run: () => search.current?.focus() },
    { keys: 's', label: 'Sort differently', run: () => setOrder(nextOrder(order)), when: box !== 'done' },
    { keys: '1', label: 'Mine', run: () => show('mine'), quiet: true },
    { keys: '2', label: 'Team', run: () => show('team'), quiet: true },
    { keys: '3', label: 'Done', run: () => show('done'), quiet: true },
  ])

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
            onSelect={select}
            onOpen={act.toChart}
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
              <TaskPane
                key={current.id}
                row={current}
                now={now}
                onOpenChart={act.toChart}
                onOpenNote={() => void act.toNote()}
                replyRef={reply}
                commentRef={comment}
              />
              <ActionBar
                task={current}
                assigning={assigning}
                onAssigning={setAssigning}
                onComplete={() => void act.complete()}
                onClaim={() => void act.claim()}
                onRelease={() => void act.release()}
                onReopen={() => void act.reopen(current)}
                onReply={canReply ? () => reply.current?.focus() : undefined}
                onAssign={(to, name, note) => void act.assign(to, name, note)}
              />
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
