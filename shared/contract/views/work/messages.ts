import type { AttachmentForm } from '../../../domain/message/attachment.js'
import type { ContactWay, Reached } from '../../../domain/message/contact.js'
import type { MessageKind } from '../../../domain/message/kind.js'
import type { Portal } from '../../../domain/message/portal.js'
import type { Instant, LocalId } from '../../../kernel/ids.js'
import type { PatientCore } from '../patient.js'
import type { Unsent } from '../session.js'

/** A file that came or goes with a message; `attachment.open` gives its content. */
export interface AttachmentView {
  /** Its place among those of its message. */
  index: number
  title: string
  form: AttachmentForm
  /** Bytes, where somebody says. */
  size?: number
}

export interface MessageView {
  id: LocalId
  kind: MessageKind
  from: string
  fromPatient: boolean
  /** Whether the person signed in wrote it. */
  mine: boolean
  at: Instant
  text: string
  attachments: AttachmentView[]
  /** When the patient read what the clinic wrote. */
  read?: Instant
  /** A call, a talk, a letter; `told` when it reached the patient or somebody for them. */
  contact?: { way: ContactWay; reached: Reached; told: boolean }
  /** The clinic wrote after this was sent, not having seen it: it still waits for an answer. */
  missed?: true
  unsent?: Unsent
}

/** `waits`: the newest is the patient's. `settled`: it was dealt with without an answer. */
export type ThreadState = 'waits' | 'answered' | 'settled'

/** A conversation with a patient, or among colleagues, as a list shows it. */
export interface ThreadRow {
  /** Local id of the first message of it that is held: of this conversation alone. */
  root: LocalId
  kind: 'patient' | 'team'
  patient?: PatientCore
  topic: string
  /** Of the newest message. */
  from: string
  fromPatient: boolean
  at: Instant
  words: string
  /** How many messages it has. */
  count: number
  attachments: boolean
  /** Whether there is something of others that the person signed in has not seen. */
  unread: boolean
  /** Of conversations with patients. */
  state?: ThreadState
  unsent?: Unsent
}

export interface ThreadCounts {
  /** Conversations with patients that wait for the person signed in, their teams, or nobody in particular. */
  waiting: number
  /** Conversations among colleagues with news for them. */
  unread: number
}

export interface ThreadView extends Omit<ThreadRow, 'words' | 'count' | 'attachments'> {
  /** Oldest first. */
  messages: MessageView[]
  /** Colleagues and teams in a conversation among colleagues, without the person signed in. */
  others: { id: LocalId; name: string }[]
  /** Whether the patient reads what is sent. */
  portal?: Portal
  /** The open task about it. */
  task?: { id: LocalId; text: string; owner?: string; mine: boolean }
}

/** A file's content; `data` is base64. `other` is named and not shown. */
export interface AttachmentContent {
  form: AttachmentForm
  contentType: string
  data: string
}

/** Files chosen for what somebody is writing; `data` is base64. */
export interface DraftFiles {
  task: string
  files: { id: string; title: string; contentType: string; data: string }[]
}

export interface FreeTimes {
  /** Beginnings, by time. */
  times: Instant[]
  /** False beyond the days whose schedule is held here: nothing is offered then. */
  held: boolean
}
