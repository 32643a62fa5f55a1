import { useState } from 'react'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { sayDeed, send, toastRefusal, useLive } from '../../../data/index.js'
import { Button, PersonBox, TextField } from '../../../ui/index.js'
import { AskPanel } from './AskPanel.js'
import type { PanelProps } from './action.js'

/** To whom, and with which words. */
export function AssignPanel({ working, row: task, close }: PanelProps) {
  const { data: team } = useLive('team.list', {})
  const [to, setTo] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const { data: absences } = useLive('absence.list', {})
  const { data: groups } = useLive('team.groups', {})
  const members = [...(team ?? []), ...(groups ?? [])].filter(({ id }) => id !== task.owner?.id)
  const chosen = members.find(({ id }) => id === to)
  const assign = async (id: LocalId, name: string) => {
    const next = working.box === 'mine' ? working.after(task.id) : task.id
    const words = note.trim()
    const result = await send('task.assign', { task: task.id, to: id, ...(words ? { note: words } : {}) })
    if (!result.ok) return toastRefusal(result.refusal)
    close()
    working.select(next)
    await sayDeed(`Given to ${name}: ${task.text}`, () => working.select(task.id))
  }
  // What was begun changes hands with a word.
  const begun = task.status === 'claimed' && !task.lapsed
  const wanted = begun
    ? task.owner?.mine
      ? 'Where it stands'
      : `Why it is taken from ${task.owner?.name ?? 'a colleague'}`
    : undefined
  const ready = chosen !== undefined && (wanted === undefined || note.trim() !== '')
  const away = absences?.find(({ who, now }) => now && who === chosen?.id)
  const instead = away?.cover && away.cover.id !== task.owner?.id ? away.cover : undefined
  return (
    <AskPanel
      group="Assign"
      keys={[
        {
          keys: 'Alt+s',
          label: 'Give it to who stands in',
          run: () => setTo(instead?.id ?? null),
          when: instead !== undefined,
        },
      ]}
      answer={{
        words: 'Assign',
        label: 'Assign this task',
        ready,
        give: () => chosen && assign(chosen.id, chosen.name),
      }}
      leave="Keep this task"
      close={close}
    >
      <PersonBox label="Assign to" people={members} value={to} onChange={setTo} />
      <TextField
        label={wanted ?? 'Note, if any'}
        value={note}
        onChange={setNote}
        maxLength={120}
        isRequired={wanted !== undefined}
      />
      {away && (
        <p className="inbox-asking-note">
          {away.name} is away: {away.words}.{' '}
          {instead && (
            <Button size="s" keys="Alt+s" onPress={() => setTo(instead.id)}>
              {`Give it to ${instead.name}`}
            </Button>
          )}
        </p>
      )}
    </AskPanel>
  )
}
