import { type RefObject, useMemo } from 'react'
import { type InboxView, inboxOrders } from '../../../../shared/contract/views/work/inbox.js'
import type { TaskNews } from '../../../../shared/contract/work/team.js'
import { kindOf } from '../../../../shared/domain/task/kind.js'
import { asLocalId, type LocalId } from '../../../../shared/kernel/ids.js'
import { useLive, useServerNow } from '../../../data/index.js'
import {
  AsOf,
  Button,
  EmptyState,
  type ListHandle,
  Menu,
  Problem,
  SearchField,
  Skeleton,
  WindowList,
} from '../../../ui/index.js'
import { countWords } from '../when.js'
import type { Working } from '../working.js'
import { orderWords } from './boxWords.js'
import { TaskItem } from './TaskItem.js'
import type { Pages } from './usePages.js'
import { useWayToList } from './useWayToList.js'
import { ViewsPanel } from './ViewsPanel.js'
import { WasFirst } from './WasFirst.js'

const none: readonly TaskNews[] = []

export interface ListColumnProps {
  working: Working
  pages: Pages
  selected: LocalId | null
  filter: string
  onFilter: (text: string) => void
  list: RefObject<ListHandle | null>
  search: RefObject<HTMLInputElement | null>
  now: Date
  /** The action whose panel is open. */
  open: string | null
}

/** What is looked for by what stands in the filter. */
export const filterOf = (typed: string): string => typed.trim().slice(0, 200)

/** Whether something of the box is left out. */
export const isNarrowed = ({ kind, patient, cover, text }: InboxView): boolean =>
  Boolean(kind || patient || cover || text)

/** The list with its order and its filter. */
export function ListColumn({ working, pages, selected, filter, onFilter, list, search, now, open }: ListColumnProps) {
  const serverNow = useServerNow()
  const sync = useLive('sync.status', {}).data
  const { box, look, chosen } = working
  const { ids, loading, refusal } = pages
  const news = useLive('task.news', {}).data ?? none
  const newsOf = useMemo(() => new Map(news.toReversed().map((one) => [one.task, one])), [news])
  // Of the one in view the pane says it.
  const lost = useMemo(
    () => news.filter(({ what, task }) => what.startsWith('lost') && task !== selected),
    [news, selected],
  )
  const inList = selected !== null && ids.includes(selected)
  const narrowed = isNarrowed(look)
  const isAnswered = pages.isNew && filterOf(filter) === (look.text ?? '')
  const way = useWayToList({
    ids,
    isAnswered,
    isWidened: filterOf(filter) === '',
    selected,
    select: working.select,
    list,
    filter: search,
  })
  const all = () => working.turn({ text: '', kind: undefined, patient: undefined, cover: undefined })
  return (
    <div className="inbox-column">
      <header className="inbox-list-head">
        <div className="inbox-list-line">
          <span className="num" hidden={loading || refusal !== undefined}>
            {`${countWords(ids.length)} ${box === 'done' ? 'done, newest first' : 'open,'}`}
          </span>
          {box !== 'done' && (
            <Menu
              label="Order"
              placement="bottom start"
              trigger={
                <Button look="quiet" size="s" iconAfter="chevron-down" keys="Shift+s">
                  {orderWords[look.order]}
                </Button>
              }
              groups={[{ items: inboxOrders.map((id) => ({ id, label: orderWords[id], checked: id === look.order })) }]}
              onAction={(id) => working.turn({ order: inboxOrders.find((one) => one === id) ?? 'urgent' })}
            />
          )}
          <span className="inbox-list-as-of">
            <AsOf of="" at={sync?.asOf} now={serverNow} />
          </span>
        </div>
        <SearchField
          label="Filter the list"
          placeholder="Filter: name, MRN, words"
          keys="/"
          value={filter}
          onChange={(text) => {
            way.stay()
            onFilter(text)
          }}
          inputRef={search}
          onKeyDown={(event) => {
            const leaves = event.key === 'Escape' && filter === ''
            if (event.key !== 'ArrowDown' && event.key !== 'Enter' && !leaves) return
            event.preventDefault()
            way.take()
          }}
        />
        {narrowed && <Narrowed working={working} onAll={all} />}
        {open === 'views' && <ViewsPanel working={working} close={() => working.open(null)} />}
      </header>
      <WasFirst lost={lost} working={working} />
      {refusal !== undefined ? (
        <Problem inline title="The inbox could not be read" safe="Nothing was lost.">
          {refusal.message}
        </Problem>
      ) : loading ? (
        <Skeleton lines={8} label="Loading the inbox" />
      ) : ids.length > 0 ? (
        <WindowList
          className="inbox-list"
          label="Tasks"
          ids={ids}
          itemAt={pages.rowAt}
          onRange={pages.onRange}
          selected={inList ? selected : null}
          chosen={chosen}
          onSelect={(id) => working.select(asLocalId(id))}
          onChoose={(id, extends_) => working.choose(withClicked(working, asLocalId(id), extends_))}
          onOpen={() => working.start('chart')}
          estimate={64}
          handle={list}
          autoFocus
          placeholder={<div className="inbox-item" data-coming />}
          render={(task) => (
            <TaskItem
              task={task}
              now={now}
              chosen={chosen.size > 0 ? chosen.has(task.id) : undefined}
              news={newsOf.get(task.id)}
            />
          )}
        />
      ) : narrowed ? (
        <EmptyState compact icon="filter" title="Nothing matches" actions={<Button onPress={all}>Show all</Button>} />
      ) : (
        <p className="inbox-none faint">Nothing here</p>
      )}
    </div>
  )
}

/** A click with Mod adds or takes away one; with Shift everything from the item in view to there. */
function withClicked({ row, listed, chosen }: Working, id: LocalId, isRange: boolean): Iterable<LocalId> {
  if (!isRange) return chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id]
  const from = row ? Math.max(0, listed.indexOf(row.id)) : 0
  const to = listed.indexOf(id)
  return new Set([...chosen, ...listed.slice(Math.min(from, to), Math.max(from, to) + 1)])
}

/** What the list is narrowed to, since a count that leaves something out must say so. */
function Narrowed({ working: { look, row }, onAll }: { working: Working; onAll: () => void }) {
  const patient = look.patient && row?.patient?.id === look.patient ? row.patient.name : 'one patient'
  const parts = [
    look.kind && kindOf[look.kind].many,
    look.patient && `only ${patient}`,
    look.cover && 'for a colleague who is away',
    look.text && `with “${look.text}”`,
  ]
  return (
    <p className="inbox-narrowed">
      <span className="ellipsis">{parts.filter(Boolean).join(', ')}</span>
      <Button look="quiet" size="s" icon="close" onPress={onAll}>
        Show all
      </Button>
    </p>
  )
}
