import { z } from 'zod'
import type { Instant, LocalId } from '../../kernel/ids.js'
import { command, query, shape } from '../define.js'
import { id, line, none } from '../fields.js'

/** Something about a task that its reader did not do themself and has not seen. */
export interface TaskNews {
  task: LocalId
  /** What the task says. */
  text: string
  /** Whom it is about. */
  patient?: string
  /**
   * `lost-…`: what was done here did not come about, since it was another's first; the others are of a task one watches.
   */
  what: 'lost-claim' | 'lost-finish' | 'lost-assign' | 'comment' | 'finished'
  /** Who has it, did it or said it. */
  by: string
  /** That was its reader, at another workstation. */
  own?: true
  /** Since when, or when. */
  at: Instant
}

export interface TeamGroup {
  id: LocalId
  name: string
  /** `Team of 7`: as a colleague's title stands beside their name. */
  title: string
}

/** When somebody is away, and who does their work meanwhile. */
export interface Absence {
  /** By which it is changed and ended. */
  id: string
  who: LocalId
  name: string
  from: Instant
  until?: Instant
  /** The words colleagues read: `On holiday`. */
  words: string
  cover?: { id: LocalId; name: string; team: boolean }
  /** At the moment. */
  now: boolean
  /** Who really does it now: the one who covers is away as well, or nobody is named. */
  instead?: string
  /** Whether the person asking may change it. */
  mine: boolean
}

const tasks = z.array(id).min(1).max(500)
/** An instant with its offset or in UTC. */
const instant = z.iso.datetime({ offset: true })
const words = z.string().trim().min(1).max(2000)

/** Working together on a task: what a window can ask of it. */
export const teamContract = {
  'task.news': query(z.object({ task: id.optional() }), shape<TaskNews[]>()),
  /** What there was to tell about a task has been read. */
  'task.news-seen': command(z.object({ task: id }), shape<null>()),
  /** Somebody is at work on a task they claimed: its claim runs on. */
  'task.renew': command(z.object({ task: id }), shape<null>()),
  /** Words for colleagues beside a task; who is mentioned gets a task of their own and watches this one. */
  'task.comment': command(
    z.object({ task: id, text: words, mentions: z.array(id).max(20) }),
    shape<{ note: string }>(),
  ),
  'task.watch': command(z.object({ task: id, on: z.boolean() }), shape<null>()),
  /** Away until then, or until the patient answers; back before that when there is news. */
  'task.snooze': command(z.object({ tasks, until: z.union([instant, z.literal('answer')]) }), shape<null>()),
  'task.unsnooze': command(z.object({ tasks }), shape<null>()),
  'task.due': command(
    z.object({ tasks, due: instant, priority: z.enum(['routine', 'urgent', 'asap', 'stat']).optional() }),
    shape<null>(),
  ),
  /** Nobody needs to do it any more, for a reason. */
  'task.drop': command(z.object({ tasks, reason: line }), shape<null>()),
  /** The clinic's teams, to whom work can be given as to a colleague. */
  'team.groups': query(none, shape<TeamGroup[]>()),
  'absence.list': query(none, shape<Absence[]>()),
  /** One's own, or with the right to change who gets which work anybody's. `id`: instead of that one. */
  'absence.save': command(
    z.object({
      id: z.string().max(100).optional(),
      who: id,
      from: instant,
      until: instant.optional(),
      cover: id.optional(),
      words: line,
    }),
    shape<null>(),
  ),
  'absence.end': command(z.object({ id: z.string().max(100) }), shape<null>()),
} as const
