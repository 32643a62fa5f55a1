import { z } from 'zod'
import { sendable } from '../../domain/message/attachment.js'
import { contactWays, reachedWhom } from '../../domain/message/contact.js'
import type { Portal } from '../../domain/message/portal.js'
import type { LocalId } from '../../kernel/ids.js'
import { command, query, shape } from '../define.js'
import { date, id, line, none, patient, short, shown } from '../fields.js'
import type {
  AttachmentContent,
  DraftFiles,
  FreeTimes,
  ThreadCounts,
  ThreadRow,
  ThreadView,
} from '../views/work/messages.js'

const text = z.string().trim().min(1).max(4000)
/** Where words are kept until they are sent. */
const draftKey = z.string().min(1).max(120)
const attachment = z.object({
  contentType: z.enum(sendable as [string]),
  data: z.string().min(1).max(2_000_000),
  title: short,
})
const attachments = z.array(attachment).max(5)

/** Messages with patients and colleagues: what a window can ask of it. */
export const messagesContract = {
  /**
   * Newest first, at most 300. `waiting`: patients who wait for an answer, longest first; `colleagues`: those the person
   * signed in writes or reads. Of one patient all there are, of both kinds.
   */
  'thread.list': query(
    z.union([z.object({ view: z.enum(['waiting', 'patients', 'colleagues']) }), z.object(patient)]),
    shape<ThreadRow[]>(),
  ),
  /** Whether a patient reads messages. */
  'message.portal': query(z.object(patient), shape<Portal>()),
  'thread.counts': query(none, shape<ThreadCounts>()),
  /** `root` is any message of it. Only of this patient, and of this kind: a chain never leads to another patient's. */
  'thread.view': query(z.object({ root: id }), shape<ThreadView | null>()),
  /** Remembers on this workstation that the person signed in has seen everything up to now. */
  'thread.read': command(z.object({ root: id }), shape<null>()),

  /**
   * To the patient, in the portal; refused as `no-portal` where they have none. `answers` is the last message its writer was
   * shown of the conversation it joins: `shown` is all of the patient's that stood there. Refused as `stale` where it holds something
   * else by now, whatever dates that bears; what was sent since and comes later still waits. What it was sent under is dealt with by it where that is the patient's own message. `draft` is
   * where its words were kept until now.
   */
  'message.send': command(
    z.object({
      ...patient,
      text,
      topic: short.optional(),
      answers: id.optional(),
      shown,
      task: id.optional(),
      attachments: attachments.optional(),
      draft: draftKey.optional(),
    }),
    shape<{ message: LocalId }>(),
  ),
  /**
   * The patient waits for no answer: the open task about it is done, or one that is done already says so. `message` is the
   * last one that was shown, as of `message.send`.
   */
  'message.settle': command(z.object({ ...patient, message: id, shown }), shape<{ task: LocalId }>()),
  /** Keeps the files chosen for what somebody is writing, in place of those before: in the store, until it is sent or they are taken out. */
  'work.keep-files': command(
    z.object({ task: draftKey, files: z.array(attachment.extend({ id: draftKey })).max(10) }),
    shape<null>(),
  ),
  /** Those of the person signed in, by what they are for; none to anybody else. */
  'work.draft-files': query(z.object({ who: id }), shape<DraftFiles[]>()),
  /** Among colleagues, about a patient or not; no patient is ever among those who get it. `draft` as of `message.send`. */
  'team-message.send': command(
    z.object({
      patient: id.optional(),
      to: z.array(id).min(1).max(20),
      text,
      topic: short.optional(),
      answers: id.optional(),
      draft: draftKey.optional(),
    }),
    shape<{ message: LocalId }>(),
  ),
  /** The same words by another way, where the patient reads no portal: a task to call them or to send a letter. */
  'message.instead': command(
    z.object({
      ...patient,
      way: z.enum(['call', 'letter']),
      text,
      task: id.optional(),
      to: id.optional(),
      draft: draftKey.optional(),
    }),
    shape<{ task: LocalId }>(),
  ),
  /**
   * A call, a talk, a letter. It tells only where it reached the patient or somebody for them, who is then named. `answers` as
   * of `message.send`.
   */
  'contact.record': command(
    z.object({
      ...patient,
      way: z.enum(contactWays),
      reached: z.enum(reachedWhom),
      whom: short.optional(),
      words: z.string().trim().max(4000),
      about: z.array(id).max(20).optional(),
      answers: id.optional(),
      shown,
      task: id.optional(),
    }),
    shape<{ message: LocalId }>(),
  ),
  /**
   * A file of a message, as it is shown; one that is kept in the EHR is fetched for it and kept nowhere. Refused as
   * `invalid` where it is not what it says it is, or larger than 10 MB.
   */
  'attachment.open': command(z.object({ message: id, index: z.number().int().min(0) }), shape<AttachmentContent>()),
  /** When a clinician could see somebody on a day, by the bookings held here. */
  'appointment.free': query(
    z.object({ clinician: id, date, minutes: z.number().int().min(5).max(240) }),
    shape<FreeTimes>(),
  ),
  /**
   * Books a visit; refused as `conflict` where the clinician or the patient is booked at that time, as far as is known here.
   * `from` is the message that asked for it.
   */
  'appointment.book': command(
    z.object({
      ...patient,
      clinician: id,
      start: z.iso.datetime(),
      minutes: z.number().int().min(5).max(240),
      reason: line,
      from: id.optional(),
    }),
    shape<{ appointment: LocalId }>(),
  ),
  /** Work for somebody out of a message, which it refers to. */
  'message.into-task': command(
    z.object({
      ...patient,
      message: id,
      kind: z.enum(['follow-up', 'refill-request', 'front-desk', 'call', 'referral']),
      text: line,
      to: id,
      priority: z.enum(['routine', 'urgent', 'asap', 'stat']),
    }),
    shape<{ task: LocalId }>(),
  ),
} as const
