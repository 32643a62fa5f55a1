import { useState } from 'react'
import type { TaskRow } from '../../../../shared/contract/views/task.js'
import { localDate } from '../../../../shared/kernel/dates.js'
import { sayDeed, send, toastRefusal, useKeys } from '../../../data/index.js'
import { Button, DateField, Select } from '../../../ui/index.js'
import type { PanelProps } from '../actions/action.js'
import { dueWords } from '../when.js'

type Priority = TaskRow['priority']
const priorities: { id: Priority; label: string }[] = [
  { id: 'routine', label: 'Routine' },
  { id: 'urgent', label: 'Urgent' },
  { id: 'asap', label: 'As soon as possible' },
  { id: 'stat', label: 'STAT' },
]

/** The end of the clinic's day: what is due on a day is due by then. */
const dayEnds = 'T18:00:00'

/** By which day it is to be done, and how urgent it is. */
export function DuePanel({ working, row, close }: PanelProps) {
  const ids = [...working.ids]
  const what = ids.length > 1 ? `${ids.length} tasks` : row.text
  const [day, setDay] = useState(row.due ? localDate(new Date(row.due)) : '')
  const [priority, setPriority] = useState<Priority>(row.priority)
  const set = async () => {
    if (!day) return
    close()
    const due = new Date(`${day}${dayEnds}`).toISOString()
    const result = await send('task.due', { tasks: ids, due, priority })
    if (!result.ok) return toastRefusal(result.refusal)
    working.choose([])
    await sayDeed(`Now ${dueWords(due as NonNullable<TaskRow['due']>, new Date())}: ${what}`)
  }
  useKeys('Due', [
    { keys: 'Mod+Enter', label: 'Due on that day', run: () => void set() },
    { keys: 'Escape', label: 'Leave it as it is', run: close, inText: true, quiet: true },
  ])
  return (
    <footer className="inbox-actions" data-asking>
      <DateField label="To be done by" value={day} onChange={setDay} autoFocus />
      <Select label="How urgent" items={priorities} value={priority} onChange={(id) => setPriority(id as Priority)} />
      <div className="inbox-actions-row">
        <Button look="primary" keys="Mod+Enter" isDisabled={!day} onPress={() => void set()}>
          Set
        </Button>
        <Button look="quiet" keys="Escape" onPress={close}>
          Cancel
        </Button>
      </div>
    </footer>
  )
}
