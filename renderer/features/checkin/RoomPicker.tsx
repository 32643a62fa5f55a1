import { useState } from 'react'
import type { Room, ScheduleRow } from '../../../shared/contract/views/schedule.js'
import { timeForReading } from '../../../shared/kernel/dates.js'
import { sayStep, sendFor, useKeys, useLive } from '../../data/index.js'
import { EmptyState, Icon, Kbd, Panel, Problem, Skeleton } from '../../ui/index.js'
import { PatientHead } from './PatientHead.js'
import { useVisit } from './visit.js'

/** Which room: the free ones by number, and who is in the others. */
export function RoomPicker({ visit: given, onClose }: { visit: ScheduleRow; onClose: () => void }) {
  const visit = useVisit(given)
  const { data: rooms, refusal } = useLive('room.list', {})
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const here = (room: Room) => room.name === visit.where
  const free = (rooms ?? []).filter((room) => !room.patient && !here(room))

  const put = async (room: Room) => {
    if (busy) return
    setBusy(true)
    setProblem(null)
    const result = await sendFor('visit.room', { patient: visit.patient.id, appointment: visit.id, room: room.id })
    setBusy(false)
    if (!result.ok) return setProblem(result.refusal.message)
    sayStep(`${visit.patient.name} is in ${room.name}`, visit)
    onClose()
  }
  useKeys('Rooms', [
    ...free
      .slice(0, 9)
      .map((room, index) => ({ keys: String(index + 1), label: room.name, run: () => void put(room), quiet: true })),
    { keys: 'Escape', label: 'Close the front desk panel', run: onClose, quiet: true },
  ])
  const group = (kind: Room['kind'], title: string) => {
    const some = (rooms ?? []).filter((room) => room.kind === kind)
    if (some.length === 0) return null
    return (
      <section className="desk-step">
        <h3>{title}</h3>
        <ul className="desk-rooms">
          {some.map((room) => {
            const key = free.indexOf(room)
            return (
              <li key={room.id}>
                <button
                  type="button"
                  className="desk-room"
                  disabled={key < 0 || busy}
                  data-free={key >= 0 || undefined}
                  onClick={() => void put(room)}
                >
                  <Icon name={kind === 'chair' ? 'armchair' : 'door'} />
                  <span className="strong">{room.name}</span>
                  <span className="desk-room-who ellipsis">
                    {here(room) ? 'is there now' : (room.patient ?? 'free')}
                  </span>
                  {key >= 0 && key < 9 && <Kbd keys={String(key + 1)} />}
                </button>
              </li>
            )
          })}
        </ul>
      </section>
    )
  }
  return (
    <Panel title={visit.where ? 'Move to another room' : 'Put in a room'} onClose={onClose}>
      <PatientHead patient={visit.patient.id}>
        <p className="desk-visit num">
          {timeForReading(visit.start)} · {visit.reason}
          {visit.clinician && <span className="muted"> with {visit.clinician}</span>}
        </p>
      </PatientHead>
      {problem && <Problem inline title={problem} safe="Nothing has been changed." />}
      {refusal && <Problem inline title={refusal.message} />}
      {!rooms && !refusal && <Skeleton lines={5} />}
      {rooms && rooms.length === 0 && (
        <EmptyState compact icon="door" title="The EHR lists no rooms">
          Rooms are Locations in the EHR; ask who looks after it to add them.
        </EmptyState>
      )}
      {rooms && free.length === 0 && rooms.length > 0 && (
        <Problem inline tone="information" icon="info" title="Every room is taken." />
      )}
      {group('room', 'Rooms')}
      {group('chair', 'Draw chairs')}
    </Panel>
  )
}
