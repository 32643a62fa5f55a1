import { useState } from 'react'
import type { TaskRow } from '../../../../shared/contract/views/task.js'
import { localDate, toInstant } from '../../../../shared/kernel/dates.js'
import type { Instant } from '../../../../shared/kernel/ids.js'
import { sayDeed, send, toastRefusal, useServerNow } from '../../../data/index.js'
import { DateField, Select } from '../../../ui/index.js'
import { aboutWords } from '../about.js'
import { AskPanel } from '../actions/AskPanel.js'
import type { PanelProps } from '../actions/action.js'
import { dueWords } from '../when.js'

type Priority = TaskRow['priority']
const priorities: { id: Priority; label: string }[] = [
  { id: 'routine', label: 'Routine' },
  { id: 'urgent', label: 'Urgent' },
  { id: 'asap', label: 'As soon as possible' },
  { id: 'stat', label: 'STAT' },
]

/** What is due on a day is due by the end of the clinic's day, and after that by the end of the day itself. */
function dayEnd(day: string, now: Date): Instant {
  const closes = new Date(`${day}T18:00:00`)
  return toInstant(closes > now ? closes : new Date(`${day}T23:59:00`))
}

/** By which day it is to be done, and how urgent it is. */
export function DuePanel({ working, row, close }: PanelProps) {
  const ids = [...working.ids]
  const what = aboutWords(working, row)
  const [day, setDay] = useState(row.due ? localDate(new Date(row.due)) : '')
  // Only what was chosen here is changed: several keep each their own, and one what a colleague has made of it meanwhile.
  const [priority, setPriority] = useState<Priority | null>(null)
  const serverNow = useServerNow()
  const past = day !== '' && day < localDate(serverNow)
  const set = async () => {
    const due = dayEnd(day, serverNow)
    const result = await send('task.due', { tasks: ids, due, ...(priority && { priority }) })
    if (!result.ok) return toastRefusal(result.refusal)
    close()
    working.choose([])
    await sayDeed(`Now ${dueWords(due, serverNow)}: ${what}`)
  }
  return (
    <AskPanel
      group="Due"
      answer={{ words: 'Set', label: 'Due on that day', ready: day !== '' && !past, give: set }}
      leave="Leave it as it is"
      close={close}
    >
      <DateField
        label="To be done by"
        value={day}
        onChange={setDay}
        autoFocus
        {...(past && { error: 'That day is past.' })}
      />
      <Select
        label="How urgent"
        items={priorities}
        value={priority ?? (ids.length > 1 ? null : row.priority)}
        placeholder="As each is now"
        onChange={(id) => setPriority(id as Priority)}
      />
    </AskPanel>
  )
}
