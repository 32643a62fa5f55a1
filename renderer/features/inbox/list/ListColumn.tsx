import type { Ref, RefObject } from 'react'
import type { TaskBox, TaskRow } from '../../../../shared/contract/views/task.js'
import type { Refusal } from '../../../../shared/kernel/result.js'
import { useLive, useServerNow } from '../../../data/index.js'
import {
  AsOf,
  Button,
  EmptyState,
  List,
  type ListHandle,
  Menu,
  Problem,
  SearchField,
  Skeleton,
} from '../../../ui/index.js'
import { type SortOrder, sortOrders, sortWords } from '../urgency.js'
import { countWords } from '../when.js'
import { TaskItem } from './TaskItem.js'

export interface ListColumnProps {
  box: TaskBox
  rows: readonly TaskRow[]
  loading: boolean
  refusal: Refusal | undefined
  selected: string | null
  onSelect: (id: string) => void
  onOpen: () => void
  order: SortOrder
  onOrder: (order: SortOrder) => void
  filter: string
  onFilter: (text: string) => void
  narrowed: boolean
  onAll: () => void
  list: RefObject<ListHandle | null>
  search: Ref<HTMLInputElement>
  now: Date
}

/** The list with its order and its filter. */
export function ListColumn(props: ListColumnProps) {
  const serverNow = useServerNow()
  const sync = useLive('sync.status', {}).data
  const { box, rows, loading, refusal, selected, onSelect, onOpen, order, filter, list, now } = props
  const inList = rows.some(({ id }) => id === selected)
  return (
    <div className="inbox-column">
      <header className="inbox-list-head">
        <div className="inbox-list-line">
          <span
            className="num"
            hidden={loading || refusal !== undefined}
          >{`${countWords(rows.length)} ${box === 'done' ? 'done, newest first' : 'open,'}`}</span>
          {box !== 'done' && (
            <Menu
              label="Order"
              placement="bottom start"
              trigger={
                <Button look="quiet" size="s" iconAfter="chevron-down" keys="Shift+s">
                  {sortWords[order]}
                </Button>
              }
              groups={[{ items: sortOrders.map((id) => ({ id, label: sortWords[id], checked: id === order })) }]}
              onAction={(id) => props.onOrder(id as SortOrder)}
            />
          )}
          <span className="inbox-list-as-of">
            <AsOf of="Inbox" at={sync?.asOf} now={serverNow} />
          </span>
        </div>
        <SearchField
          label="Filter the list"
          placeholder="Filter: name, MRN, words"
          keys="/"
          value={filter}
          onChange={props.onFilter}
          inputRef={props.search}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
            event.preventDefault()
            if (rows[0] && !inList) onSelect(rows[0].id)
            list.current?.focus()
          }}
        />
      </header>
      {refusal !== undefined ? (
        <Problem inline title="The inbox could not be read" safe="Nothing was lost.">
          {refusal.message}
        </Problem>
      ) : loading ? (
        <Skeleton lines={8} label="Loading the inbox" />
      ) : rows.length > 0 ? (
        <List
          className="inbox-list"
          label="Tasks"
          items={rows}
          selected={inList ? selected : null}
          onSelect={onSelect}
          onOpen={onOpen}
          estimate={64}
          handle={list}
          autoFocus
          render={(task) => <TaskItem task={task} now={now} />}
        />
      ) : props.narrowed ? (
        <EmptyState
          compact
          icon="filter"
          title="Nothing matches"
          actions={<Button onPress={props.onAll}>Show all</Button>}
        />
      ) : (
        <p className="inbox-none faint">Nothing here</p>
      )}
    </div>
  )
}
