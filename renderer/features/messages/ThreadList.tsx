import type { Ref } from 'react'
import type { ThreadRow } from '../../../shared/contract/views/work/messages.js'
import { agoForReading } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { Icon, List, type ListHandle, PatientMark, Tag, UnsentMark } from '../../ui/index.js'

export interface ThreadListProps {
  rows: readonly ThreadRow[]
  selected: LocalId | null
  onSelect: (root: LocalId) => void
  now: Date
  /** Where all of them wait, none says so. */
  waiting: boolean
  handle: Ref<ListHandle>
}

/** Conversations, each with its newest words. */
export function ThreadList({ rows, selected, onSelect, now, waiting, handle }: ThreadListProps) {
  return (
    <List
      label="Conversations"
      items={rows.map((row) => ({ id: row.root, row }))}
      selected={selected}
      onSelect={(id) => onSelect(id as LocalId)}
      render={({ row }) => <Row row={row} now={now} waiting={waiting} />}
      handle={handle}
      estimate={72}
    />
  )
}

function Row({ row, now, waiting }: { row: ThreadRow; now: Date; waiting: boolean }) {
  return (
    <div className="messages-item" data-unread={row.unread || undefined}>
      <Icon
        name={row.kind === 'team' ? 'lock' : 'message'}
        label={row.kind === 'team' ? 'Colleagues only' : 'With the patient'}
      />
      <div className="messages-item-words">
        <p className="messages-item-head">
          <span className="messages-item-name ellipsis">
            {row.patient && <PatientMark colour={row.patient.colour} />}
            {row.patient?.name ?? row.topic}
          </span>
          <span className="num faint nowrap">{agoForReading(row.at, now)}</span>
        </p>
        {row.patient && <p className="messages-item-topic ellipsis">{row.topic}</p>}
        <p className="messages-item-last muted">
          {!row.fromPatient && <span className="faint">{row.from}: </span>}
          {row.words || 'A file'}
        </p>
        <p className="messages-item-more">
          {row.state === 'waits' && !waiting && <Tag tone="attention">waits for an answer</Tag>}
          {row.kind === 'team' && row.unread && <Tag tone="attention">new</Tag>}
          {row.attachments && <Icon name="attach" size={13} label="with a file" />}
          <UnsentMark state={row.unsent} />
        </p>
      </div>
    </div>
  )
}
