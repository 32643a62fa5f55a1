import type { TaskKind } from '../../domain/task/kind.js'
import type { Instant, LocalId } from '../../kernel/ids.js'
import type { MedicineView, ProblemView, ReportView, Series } from './chart.js'
import type { PatientCore } from './patient.js'
import type { Unsent } from './session.js'
import type { MessageView } from './work/messages.js'

export interface TaskRow {
  id: LocalId
  kind: TaskKind
  patient?: PatientCore
  /** One line: `Potassium 6.1 mmol/L HH` */
  text: string
  detail?: string
  priority: 'routine' | 'urgent' | 'asap' | 'stat'
  /** The worst flag among the results it is about. */
  flag?: 'HH' | 'H' | 'L' | 'LL' | 'A'
  /** How far the result it is about is, where that is not simply final. */
  standing?: 'partial' | 'preliminary' | 'corrected'
  authoredAt: Instant
  due?: Instant
  overdue: boolean
  owner?: { id: LocalId; name: string; team: boolean; mine: boolean }
  status: 'open' | 'claimed' | 'done' | 'cancelled'
  doneAt?: Instant
  doneBy?: string
  /** Whose it is, where that is somebody who is away and the person stands in for them. */
  for?: string
  /** When the owner's claim ended by itself: they had it, and anyone it concerns may claim it again. */
  lapsed?: Instant
  /** Put away until then. */
  away?: Instant
  unsent?: Unsent
}

/** The task beside which somebody was spoken to, with what is said there. */
export interface MentionedIn {
  task: LocalId
  kind: TaskKind
  text: string
  status: TaskRow['status']
  /** Who spoke; without an id where that is nobody who could be answered. */
  by: { id?: LocalId; name: string }
  /** What is said there, oldest first; `here` is where the person is spoken to. */
  said: { at: Instant; who: string; words: string; here?: true }[]
}

/** A task with what matters for it. */
export interface TaskView extends TaskRow {
  /** The whole wording. */
  note?: string
  requester?: string
  report?: ReportView
  messages: MessageView[]
  medicine?: MedicineView
  /** The report it is about, while that is held, and of work about held results always. */
  heldReport?: LocalId
  /** The order or referral it is about. */
  orderId?: LocalId
  /** It is held now: whose it is has to be decided before anything else. */
  undecided?: true
  /** The note to sign or co-sign. */
  noteId?: LocalId
  /** That note has not got the signature the task is about. */
  unsigned?: true
  /** Where somebody was spoken to. */
  mentioned?: MentionedIn
  /** `said`: `what` is their words, else what they did. */
  history: { at: Instant; who: string; what: string; said?: true }[]
  /** The person hears what comes of it. */
  watched?: true
  /** It came from a team, a role or an absent colleague, and can be given back to them. */
  lent?: true
  /** Whose it is was changed here, and the EHR has not confirmed it. */
  provisional?: true
  context: {
    held: 'held' | 'loading' | 'not-held'
    asOf?: Instant
    problems: ProblemView[]
    medicines: MedicineView[]
    /** Series that matter for this kind of task. */
    series: Series[]
    comingUp?: string
    lastVisit?: string
  }
}
