import { useState } from 'react'
import type { TaskRow } from '../../../shared/contract/views/task.js'
import { kindOf } from '../../../shared/domain/task/kind.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { useKeys, useLive } from '../../data/index.js'
import { Button, PersonBox, TextField } from '../../ui/index.js'

export interface ActionBarProps {
  task: TaskRow
  assigning: boolean
  onAssigning: (on: boolean) => void
  onComplete: () => void
  onClaim: () => void
  onRelease: () => void
  onReopen: () => void
  onReply: (() => void) | undefined
  onAssign: (to: LocalId, name: string, note: string) => void
}

/** What can be done with the task, each with its key. */
export function ActionBar(props: ActionBarProps) {
  const { task, assigning, onAssigning } = props
  if (task.status === 'done' || task.status === 'cancelled') {
    return (
      <footer className="inbox-actions">
        <Button icon="undo" keys="o" onPress={props.onReopen}>
          Open again
        </Button>
      </footer>
    )
  }
  if (assigning) return <Assign {...props} />
  const claimed = task.status === 'claimed' && task.owner?.mine
  return (
    <footer className="inbox-actions">
      <Button look="primary" icon="check" keys="e" onPress={props.onComplete}>
        {kindOf[task.kind].complete}
      </Button>
      {claimed ? (
        <Button keys="c" onPress={props.onRelease}>
          Release
        </Button>
      ) : (
        <Button keys="c" onPress={props.onClaim}>
          Claim
        </Button>
      )}
      <Button keys="a" onPress={() => onAssigning(true)}>
        Assign
      </Button>
      {props.onReply && (
        <Button keys="r" onPress={props.onReply}>
          Reply
        </Button>
      )}
    </footer>
  )
}

function Assign({ task, onAssign, onAssigning }: ActionBarProps) {
  const { data: team } = useLive('team.list', {})
  const [to, setTo] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const members = (team ?? []).filter(({ id }) => id !== task.owner?.id)
  const chosen = members.find(({ id }) => id === to)
  const give = () => chosen && onAssign(chosen.id, chosen.name, note.trim())
  useKeys('Assign', [
    { keys: 'Mod+Enter', label: 'Assign this task', run: give },
    { keys: 'Escape', label: 'Keep this task', run: () => onAssigning(false), inText: true, quiet: true },
  ])
  return (
    <footer className="inbox-actions" data-assigning>
      <PersonBox label="Assign to" people={members} value={to} onChange={setTo} />
      <TextField label="Note, if any" value={note} onChange={setNote} maxLength={120} />
      <div className="inbox-actions-row">
        <Button look="primary" keys="Mod+Enter" isDisabled={!chosen} onPress={give}>
          Assign
        </Button>
        <Button look="quiet" keys="Escape" onPress={() => onAssigning(false)}>
          Cancel
        </Button>
      </div>
    </footer>
  )
}
