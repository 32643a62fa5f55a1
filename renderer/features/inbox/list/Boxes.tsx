import { memo, useMemo } from 'react'
import type { TaskBox, TaskCounts, TaskRow } from '../../../../shared/contract/views/task.js'
import { kindOf, type TaskKind, taskKinds } from '../../../../shared/domain/task/kind.js'
import { taskIcons } from '../../../data/taskIcons.js'
import { Icon, type IconName, Kbd } from '../../../ui/index.js'
import { countWords } from '../when.js'

export interface BoxesProps {
  box: TaskBox
  onBox: (box: TaskBox) => void
  kind: TaskKind | null
  onKind: (kind: TaskKind | null) => void
  counts: TaskCounts | undefined
  /** The tasks of the box shown, for counting kinds. */
  tasks: readonly TaskRow[]
  team: string | undefined
}

export const boxKeys: Record<TaskBox, string> = { mine: '1', team: '2', done: '3' }

/** The boxes, and the kinds of work in the one that is open. */
export const Boxes = memo(function Boxes({ box, onBox, kind, onKind, counts, tasks, team }: BoxesProps) {
  const byKind = useMemo(() => {
    const found = new Map<TaskKind, number>()
    for (const task of tasks) found.set(task.kind, (found.get(task.kind) ?? 0) + 1)
    return found
  }, [tasks])
  const boxes: { id: TaskBox; label: string; icon: IconName; count: number | undefined }[] = [
    { id: 'mine', label: 'Mine', icon: 'inbox', count: counts?.mine },
    {
      id: 'team',
      label: team ? `Team: ${team.replace(/ team$/i, '')}` : 'Team',
      icon: 'patients',
      count: counts?.team,
    },
    { id: 'done', label: 'Done', icon: 'checked', count: undefined },
  ]
  return (
    <nav className="ui-nav inbox-boxes" aria-label="Inbox">
      <h1 className="ui-nav-title">Inbox</h1>
      <ul>
        {boxes.map((entry) => (
          <li key={entry.id}>
            <button
              type="button"
              className="ui-nav-item"
              aria-current={box === entry.id ? 'true' : undefined}
              aria-keyshortcuts={boxKeys[entry.id]}
              onClick={() => onBox(entry.id)}
            >
              <Icon name={entry.icon} />
              <span className="ui-nav-words">{entry.label}</span>
              <Kbd keys={boxKeys[entry.id]} />
              {entry.count !== undefined && <span className="num">{countWords(entry.count)}</span>}
            </button>
          </li>
        ))}
      </ul>
      {byKind.size > 0 && (
        <>
          <h3>By kind</h3>
          <ul>
            <li>
              <button
                type="button"
                className="ui-nav-item"
                data-small
                aria-pressed={kind === null}
                onClick={() => onKind(null)}
              >
                <Icon name="bullets" />
                <span className="ui-nav-words">All</span>
                <span className="num">{countWords(tasks.length)}</span>
              </button>
            </li>
            {taskKinds
              .filter((one) => byKind.has(one) || one === kind)
              .map((one) => (
                <li key={one}>
                  <button
                    type="button"
                    className="ui-nav-item"
                    data-small
                    aria-pressed={kind === one}
                    onClick={() => onKind(kind === one ? null : one)}
                  >
                    <Icon name={taskIcons[one]} />
                    <span className="ui-nav-words">{kindOf[one].many}</span>
                    <span className="num">{countWords(byKind.get(one) ?? 0)}</span>
                  </button>
                </li>
              ))}
          </ul>
        </>
      )}
    </nav>
  )
})
