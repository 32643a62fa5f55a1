import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { InboxBox, InboxView } from '../../../shared/contract/views/work/inbox.js'
import { taskKinds } from '../../../shared/domain/task/kind.js'
import { asLocalId, type LocalId } from '../../../shared/kernel/ids.js'
import { bindPatient, toast, useLive, useNow, useStaff, useTaskAhead } from '../../data/index.js'
import { type ListHandle, Split, useLastSeen } from '../../ui/index.js'
import { ActionBar } from './actions/ActionBar.js'
import { actions, allowed, start, useActionKeys } from './actions/index.js'
import { Boxes } from './list/Boxes.js'
import { filterOf, isNarrowed, ListColumn } from './list/ListColumn.js'
import { NothingWaits } from './list/NothingWaits.js'
import { usePages } from './list/usePages.js'
import { Chosen } from './pane/Chosen.js'
import { Context } from './pane/Context.js'
import { TaskPane } from './pane/TaskPane.js'
import { useFields } from './useFields.js'
import { useOpened } from './useOpened.js'
import type { Working } from './working.js'
import './inbox.css'
import './task.css'

/** A key asked for a field that did not come in time. */
const notWritten = () => toast('What you typed was not written: this cannot be answered yet.', { tone: 'attention' })

const BIND_AFTER_MS = 250
const nobody: ReadonlySet<LocalId> = new Set()

/** What waits for a person: the list, the task, what matters for it. `task` is one to begin with. */
export function InboxScreen({ task: asked }: { task?: string | undefined }) {
  const staff = useStaff()
  const now = useNow(30_000)
  const [shown, setShown] = useState<InboxView>({ box: 'mine', order: 'urgent' })
  const [filter, setFilter] = useState('')
  const [selected, setSelected] = useState<LocalId | null>(asked ? asLocalId(asked) : null)
  const [picked, setPicked] = useState(nobody)
  const list = useRef<ListHandle>(null)
  const search = useRef<HTMLInputElement>(null)
  const { field, focus } = useFields(selected, notWritten)

  const words = filterOf(useDeferredValue(filter))
  const look = useMemo<InboxView>(() => (words ? { ...shown, text: words } : shown), [shown, words])
  const pages = usePages(look)
  const { ids, isNew } = pages
  const { data: counts } = useLive('inbox.counts', {})
  const { data: team } = useLive('team.list', {})
  const { box } = shown

  const view = useLive('task.view', selected ? { task: selected } : null).data ?? undefined
  const known = selected ? (pages.rowOf(selected) ?? (view?.id === selected ? view : undefined)) : undefined
  const current = useLastSeen(selected, known)
  const at = useMemo(() => (selected === null ? -1 : ids.indexOf(selected)), [ids, selected])
  const place = useRef(0)
  if (at >= 0) place.current = at

  useEffect(() => {
    if (asked) setSelected(asLocalId(asked))
  }, [asked])
  useEffect(() => {
    if (selected === null && isNew && ids[0]) setSelected(ids[0])
  }, [selected, ids, isNew])
  // Narrowing the list leaves nothing selected that is not in it.
  const narrowing = JSON.stringify([look.kind, look.text, look.patient, look.cover])
  const narrowedTo = useRef(narrowing)
  useEffect(() => {
    if (!isNew || narrowedTo.current === narrowing) return
    narrowedTo.current = narrowing
    if (at < 0) setSelected(ids[0] ?? null)
  }, [narrowing, at, ids, isNew])
  // Binding fetches a chart that is not held: not for every task one only passes.
  const patient = current?.patient?.id ?? null
  useEffect(() => {
    const timer = setTimeout(() => bindPatient(patient), BIND_AFTER_MS)
    return () => clearTimeout(timer)
  }, [patient])
  const following = at >= 0 ? (ids[at + 1] ?? null) : null
  useTaskAhead(following, following === null ? undefined : pages.rowOf(following)?.patient?.id)
  // Nothing is done to what was chosen and is not listed any more.
  const chosen = useMemo<ReadonlySet<LocalId>>(
    () => (picked.size === 0 ? nobody : new Set(ids.filter((id) => picked.has(id)))),
    [picked, ids],
  )

  const [open, setOpen] = useOpened(chosen.size > 0 ? 'the chosen' : selected)
  // The field of a panel takes the focus along when it closes: the list has it again.
  const wasOpen = useRef(open)
  useEffect(() => {
    if (wasOpen.current !== null && open === null && document.activeElement === document.body) list.current?.focus()
    wasOpen.current = open
  }, [open])
  // So has it when Escape leaves a field of the item.
  useEffect(() => {
    const back = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return
      setTimeout(() => {
        if (document.activeElement === document.body) list.current?.focus()
      })
    }
    window.addEventListener('keydown', back, true)
    return () => window.removeEventListener('keydown', back, true)
  }, [])
  const select = (id: LocalId | null) => {
    setOpen(null)
    setSelected(id)
  }
  const turn = useCallback(
    (look: Partial<InboxView>) => {
      setOpen(null)
      setPicked(nobody)
      const { text, ...rest } = look
      if ('text' in look) setFilter(text ?? '')
      setShown((shown) => ({ ...shown, ...rest }))
    },
    [setOpen],
  )
  const show = useCallback(
    (next: InboxBox) => {
      turn({ box: next, kind: undefined, cover: undefined, patient: undefined, text: undefined })
      setSelected(null)
    },
    [turn],
  )
  const toViews = useCallback(() => setOpen('views'), [setOpen])
  const move = (delta: number) => {
    const from = at >= 0 ? at + delta : place.current + (delta > 0 ? 0 : -1)
    const next = ids[Math.max(0, Math.min(ids.length - 1, from))]
    if (next) select(next)
  }
  const after = (id: LocalId): LocalId | null => {
    const index = ids.indexOf(id)
    return ids[index + 1] ?? ids[index - 1] ?? null
  }
  const byKind = box === 'done' ? undefined : counts?.byKind[box]
  const working: Working = {
    staff,
    box,
    look,
    row: current,
    view: view?.id === selected ? view : undefined,
    ids: chosen.size > 0 ? [...chosen] : current ? [current.id] : [],
    chosen,
    choose: (next) => {
      setOpen(null)
      setPicked(new Set(next))
    },
    kinds: taskKinds.filter((kind) => byKind?.[kind]),
    listed: ids,
    select,
    after,
    move,
    show,
    turn,
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
      size={[168, 190]}
      min={140}
      max={280}
      collapsible
      panel={<Boxes look={shown} onBox={show} onTurn={turn} onViews={toViews} counts={counts} team={myTeam} />}
    >
      <Split
        id="inbox.list"
        label="Tasks"
        size={[264, 316]}
        min={220}
        max={520}
        panel={
          <ListColumn
            working={working}
            pages={pages}
            selected={selected}
            filter={filter}
            onFilter={setFilter}
            list={list}
            search={search}
            now={now}
            open={open}
          />
        }
      >
        {chosen.size > 0 ? (
          <article className="inbox-pane" aria-label={`${chosen.size} chosen`}>
            <Chosen working={working} rowOf={pages.rowOf} />
            {current && <ActionBar working={working} row={current} open={open} />}
          </article>
        ) : current ? (
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
            {isNew && ids.length === 0 && !isNarrowed(look) && (
              <NothingWaits working={working} team={counts?.boxes.team.open ?? 0} />
            )}
          </div>
        )}
      </Split>
    </Split>
  )
}
