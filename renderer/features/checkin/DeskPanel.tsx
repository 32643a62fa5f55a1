import type { DeskTask } from '../../data/index.js'
import { CheckIn } from './CheckIn.js'
import './checkin.css'
import { Details } from './Details.js'
import { Register } from './Register.js'
import { RoomPicker } from './RoomPicker.js'
import { WalkIn } from './WalkIn.js'

/** The front desk's panel beside whatever screen one is on. */
export function DeskPanel({ task, onClose }: { task: DeskTask; onClose: () => void }) {
  switch (task.kind) {
    case 'check-in':
      return <CheckIn visit={task.visit} onClose={onClose} />
    case 'room':
      return <RoomPicker visit={task.visit} onClose={onClose} />
    case 'walk-in':
      return <WalkIn patient={task.patient} onClose={onClose} />
    case 'register':
      return <Register typed={task.typed} after={task.after} onClose={onClose} />
    case 'details':
      return <Details patient={task.patient} onClose={onClose} />
  }
}
