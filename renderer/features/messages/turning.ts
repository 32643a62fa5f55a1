import type { PatientCore } from '../../../shared/contract/views/patient.js'
import type { MessageView } from '../../../shared/contract/views/work/messages.js'

/** The message that becomes something else, and for whom. */
export interface TurnIntoProps {
  patient: PatientCore
  message: MessageView
  topic: string
  onClose: () => void
}
