import { memo } from 'react'
import {
  type InboxBox,
  type InboxCounts,
  type InboxView,
  inboxBoxes,
} from '../../../../shared/contract/views/work/inbox.js'
import { kindOf, taskKinds } from '../../../../shared/domain/task/kind.js'
import { taskIcons } from '../../../data/taskIcons.js'
import { Icon, Kbd } from '../../../ui/index.js'
import { countWords } from '../when.js'
import { boxWords } from './boxWords.js'

export interface BoxesProps {
  look: InboxView
  onBox: (box: InboxBox) => void
  onTurn: (look: Partial<InboxView>) => void
  onViews: () => void
  counts: InboxCounts | undefined
  team: string | undefined
}

/** The boxes, for whom one stands in, and the kinds of work in the box that is open. */
export const Boxes = memo(function Boxes({ look, onBox, onTurn, onViews, counts, team }: BoxesProps) {
  const byKind = look.box === 'done' ? {} : (counts?.byKind[look.box] ?? {})
  const kinds = taskKinds.filter((kind) => byKind[kind] || kind === look.kind)
  const count = (box: InboxBox) => (box === 'done' ? undefined : counts?.boxes[box])
  return (
    <nav className="ui-nav inbox-boxes" aria-label="Inbox">
      <h1 className="ui-nav-title">Inbox</h1>
      <ul>
        {inboxBoxes.map((box) => {
          const { label, keys, icon } = boxWords[box]
          const waits = count(box)
          return (
            <li key={box}>
              <button
                type="button"
                className="ui-nav-item"
                aria-current={look.box === box && !look.cover ? 'true' : undefined}
                aria-keyshortcuts={keys}
                onClick={() => onBox(box)}
              >
                <Icon name={icon} />
                <span className="ui-nav-words">
                  {box === 'team' && team ? `Team: ${team.replace(/ team$/i, '')}` : label}
                </span>
                <Kbd keys={keys} />
                {waits && (waits.open > 0 || box === 'mine' || box === 'team') && (
                  <span className="num">{countWords(waits.open)}</span>
                )}
              </button>
            </li>
          )
        })}
      </ul>
      <ul className="inbox-boxes-views">
        <li>
          <button type="button" className="ui-nav-item" data-small aria-keyshortcuts="f" onClick={onViews}>
            <Icon name="bookmark" />
            <span className="ui-nav-words">Saved views</span>
            <Kbd keys="f" />
          </button>
        </li>
      </ul>
      {(counts?.covering ?? []).length > 0 && (
        <>
          <h3>You stand in for</h3>
          <ul>
            {counts?.covering.map(({ id, name, open }) => (
              <li key={id}>
                <button
                  type="button"
                  className="ui-nav-item"
                  aria-current={look.cover === id ? 'true' : undefined}
                  onClick={() => onTurn({ box: 'mine', cover: look.cover === id ? undefined : id, kind: undefined })}
                >
                  <Icon name="person" />
                  <span className="ui-nav-words">{name}</span>
                  <span className="num">{countWords(open)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {kinds.length > 0 && (
        <>
          <h3>By kind</h3>
          <ul>
            <li>
              <button
                type="button"
                className="ui-nav-item"
                data-small
                aria-pressed={look.kind === undefined}
                onClick={() => onTurn({ kind: undefined })}
              >
                <Icon name="bullets" />
                <span className="ui-nav-words">All</span>
                <span className="num">{countWords(count(look.box)?.open ?? 0)}</span>
              </button>
            </li>
            {kinds.map((kind) => (
              <li key={kind}>
                <button
                  type="button"
                  className="ui-nav-item"
                  data-small
                  aria-pressed={look.kind === kind}
                  onClick={() => onTurn({ kind: look.kind === kind ? undefined : kind })}
                >
                  <Icon name={taskIcons[kind]} />
                  <span className="ui-nav-words">{kindOf[kind].many}</span>
                  <span className="num">{countWords(byKind[kind] ?? 0)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </nav>
  )
})
