import { useState } from 'react'
import type { MessageView } from '../../../shared/contract/views/work/messages.js'
import { emptyNote, schema } from '../../../shared/document/index.js'
import { dateForReading, localDate, timeForReading } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import {
  bindPatient,
  openChart,
  send,
  toast,
  toastRefusal,
  useKeys,
  useLive,
  useMay,
  useOneAtATime,
} from '../../data/index.js'
import { Button, PersonBox, Segmented, Select, TextField } from '../../ui/index.js'
import { BookVisit } from './BookVisit.js'
import type { TurnIntoProps } from './turning.js'

type What = 'task' | 'note' | 'visit'

const kinds = [
  { id: 'follow-up', label: 'Follow-up' },
  { id: 'refill-request', label: 'Refill' },
  { id: 'front-desk', label: 'Front desk' },
  { id: 'call', label: 'Call' },
  { id: 'referral', label: 'Referral' },
] as const
type Kind = (typeof kinds)[number]['id']

const priorities = [
  { id: 'routine', label: 'Routine' },
  { id: 'urgent', label: 'Urgent' },
  { id: 'stat', label: 'STAT' },
] as const

/** What a message becomes besides an answer: work for somebody, a note, a visit. The message stays where it is. */
export function TurnInto(props: TurnIntoProps) {
  const { patient, onClose } = props
  const mayNote = useMay('note.write')
  const mayBook = useMay('visit.check-in')
  const [what, setWhat] = useState<What>('task')
  const items = [
    { id: 'task' as const, label: 'Task' },
    ...(mayNote ? [{ id: 'note' as const, label: 'Note' }] : []),
    ...(mayBook ? [{ id: 'visit' as const, label: 'Visit' }] : []),
  ]
  useKeys('Turn into', [
    ...items.map(({ id, label }, at) => ({
      keys: `Alt+Shift+${at + 1}`,
      label: `Turn into a ${label.toLowerCase()}`,
      run: () => setWhat(id),
    })),
    { keys: 'Escape', label: 'Back to writing', run: onClose, inText: true, quiet: true },
  ])
  return (
    <section className="messages-turn" aria-label={`Turn a message of ${patient.name} into`}>
      <Segmented label="What it becomes" items={items} value={what} onChange={setWhat} />
      {what === 'task' && <IntoTask {...props} />}
      {what === 'note' && <IntoNote {...props} />}
      {what === 'visit' && <BookVisit {...props} />}
    </section>
  )
}

function IntoTask({ patient, message, topic, onClose }: TurnIntoProps) {
  const { data: team } = useLive('team.list', {})
  const [kind, setKind] = useState<Kind>('follow-up')
  const [text, setText] = useState(topic)
  const [to, setTo] = useState<string | null>(null)
  const [priority, setPriority] = useState<(typeof priorities)[number]['id']>('routine')
  const { busy, once } = useOneAtATime()
  const ready = !busy && to !== null && text.trim() !== ''
  const make = async () => {
    if (!ready) return
    bindPatient(patient.id)
    const result = await send('message.into-task', {
      patient: patient.id,
      message: message.id,
      kind,
      text: text.trim(),
      to: to as LocalId,
      priority,
    })
    if (!result.ok) return toastRefusal(result.refusal)
    toast(`Given to ${team?.find(({ id }) => id === to)?.name ?? 'a colleague'}: ${text.trim()}`)
    onClose()
  }
  useKeys('Turn into', [{ keys: 'Mod+Enter', label: 'Give this task', run: () => void once(make), when: ready }])
  return (
    <>
      <div className="messages-fields">
        <PersonBox label="For" people={team ?? []} value={to} onChange={setTo} />
        <Select label="Kind" items={kinds} value={kind} onChange={(id) => setKind(id as Kind)} />
        <Select
          label="Priority"
          items={priorities}
          value={priority}
          onChange={(id) => setPriority(id as typeof priority)}
        />
      </div>
      <TextField label="What is to be done" value={text} onChange={setText} maxLength={300} />
      <div className="messages-turn-do">
        <Button look="primary" keys="Mod+Enter" isDisabled={!ready} onPress={() => void once(make)}>
          Give this task
        </Button>
        <Button look="quiet" keys="Escape" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </>
  )
}

/** `Message from Amara J. Okafor, 22 Nov 2026 10:31:` and the words, each line as it was written. */
function quoted({ from, at, text }: MessageView): string[] {
  const when = `${dateForReading(localDate(new Date(at)))} ${timeForReading(at)}`
  return [`Message from ${from}, ${when}:`, ...text.split('\n').map((line) => line.trim())].filter(Boolean)
}

function IntoNote({ patient, message, topic, onClose }: TurnIntoProps) {
  const { once } = useOneAtATime()
  const make = async () => {
    const note = emptyNote()
    const lines = quoted(message).map((line) => schema.nodes.paragraph.create(null, schema.text(line)))
    const first = note.child(0)
    const document = note.copy(note.content.replaceChild(0, first.type.create(first.attrs, lines)))
    bindPatient(patient.id)
    const result = await send('note.create', {
      patient: patient.id,
      title: `Message: ${topic}`.slice(0, 300),
      document: document.toJSON(),
    })
    if (!result.ok) return toastRefusal(result.refusal)
    onClose()
    openChart(patient.id, result.value.note)
  }
  useKeys('Turn into', [{ keys: 'Mod+Enter', label: 'Begin the note', run: () => void once(make) }])
  return (
    <>
      <p className="muted">A draft note begins with what {message.from} wrote, the day and the time.</p>
      <div className="messages-turn-do">
        <Button look="primary" keys="Mod+Enter" autoFocus onPress={() => void once(make)}>
          Begin the note
        </Button>
        <Button look="quiet" keys="Escape" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </>
  )
}
