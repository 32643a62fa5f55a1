import type { Communication } from '@medplum/fhirtypes'
import type {
  AttachmentView,
  MessageView,
  ThreadCounts,
  ThreadRow,
  ThreadState,
  ThreadView,
} from '../../../../shared/contract/views/work/messages.js'
import { formOf } from '../../../../shared/domain/message/attachment.js'
import {
  type ContactWay,
  contactWays,
  isTold,
  type Reached,
  reachedWhom,
} from '../../../../shared/domain/message/contact.js'
import type { Instant, LocalId } from '../../../../shared/kernel/ids.js'
import { dealtIn, dealtWithSql, notDealtWith, unanswered } from '../../store/answered.js'
import { attachmentsOf, type MessageProjection } from '../../store/message.js'
import { all, one } from '../../store/statement.js'
import { ofPatient, type Topic } from '../../store/topic.js'
import { utc } from '../../store/utc.js'
import type { Context, QueryHandlers } from '../context.js'
import { codeIn } from '../fhir.js'
import { coreOf, nameOf, patientCore, patientRows, unknownPatient } from '../people.js'
import type { TimelineThread } from '../timeline.js'
import { contactWaySystem, reachedSystem } from './contact.js'
import { portalOf } from './patient-message.js'

/** The longest a list is; older conversations are in their patient's chart. */
const mostRows = 300
/** Conversations that wait are those of what every workstation holds of all patients, days. */
const waitingDays = 30
/** What a list shows of a message, characters. */
const previewed = 200

/** Where a conversation is: its beginning, the one patient it is about, and on which side of the wall. */
interface Place {
  root: LocalId
  patient: LocalId | null
  team: 0 | 1
}

const isTeam = `(kind = 'team')`

/** The person and their teams. */
const partiesSql = `(SELECT ? UNION SELECT team FROM care_team_member WHERE member = ?)`

/**
 * Patients' messages that no word of the clinic answers, and no finished task about them. Theirs to answer: by the open task
 * about it, else by whom it was written to; what was written to nobody is everybody's. What else was made of a message, a
 * referral, a mention, is no answer to it.
 */
const waitingSql = `SELECT m.root, m.patient, 0 AS team, max(m.at) AS newest FROM message m WHERE m.waits = 1 AND m.at >= ? AND coalesce(
    (SELECT CASE WHEN max(t.status = 'done' AND ${dealtWithSql}) THEN 0
        WHEN max(t.status IN ('open', 'claimed') AND t.owner IS NOT NULL)
          THEN max(t.status IN ('open', 'claimed') AND t.owner IN ${partiesSql}) END
      FROM message f CROSS JOIN task t ON t.focus = f.id
      WHERE f.root = m.root AND +f.patient IS m.patient AND t.kind = 'patient-message'),
    EXISTS (SELECT 1 FROM message_to w WHERE w.message = m.id AND w.who IN ${partiesSql})
      OR NOT EXISTS (SELECT 1 FROM message_to w WHERE w.message = m.id
        AND (w.who IN (SELECT id FROM practitioner) OR w.who IN (SELECT id FROM care_team))))
  GROUP BY m.root, m.patient ORDER BY newest`

const patientsSql = `SELECT root, patient, 0 AS team, max(at) AS newest FROM message WHERE kind <> 'team'
  GROUP BY root, patient ORDER BY newest DESC LIMIT ?`

const colleaguesSql = `SELECT root, patient, 1 AS team, max(at) AS newest FROM message m WHERE kind = 'team'
  AND (sender = ? OR EXISTS (SELECT 1 FROM message_to w WHERE w.message = m.id AND w.who IN ${partiesSql}))
  GROUP BY root, patient ORDER BY newest DESC LIMIT ?`

const chartSql = `SELECT root, patient, ${isTeam} AS team, max(at) AS newest FROM message WHERE patient = ?
  GROUP BY root, ${isTeam} ORDER BY newest DESC`

/** By its beginning, never by its patient (`+`): of one who has written ten thousand times that would read all of them. */
const ofThread = `SELECT * FROM message WHERE root = ? AND +patient IS ? AND ${isTeam} = ? ORDER BY at, id`

/** Written by a colleague to this person or a team of theirs, and not seen here. */
const unreadSql = `SELECT m.root FROM message m CROSS JOIN message_to w ON w.message = m.id
  WHERE m.kind = 'team' AND m.from_patient = 0 AND m.shown = 1 AND m.sender IS NOT ? AND w.who IN ${partiesSql} AND m.at >= ?
  AND NOT EXISTS (SELECT 1 FROM message_read r WHERE r.message = m.id AND r.who = ?) GROUP BY m.root`

const since = ({ clock }: Context): string => new Date(clock.now().getTime() - waitingDays * 86_400_000).toISOString()

const waitingPlaces = (context: Context, me: LocalId): Place[] =>
  all(context.store.db, waitingSql, since(context), me, me, me, me)

const unreadRoots = (context: Context, me: LocalId): Set<LocalId> =>
  new Set(all<{ root: LocalId }>(context.store.db, unreadSql, me, me, me, since(context), me).map(({ root }) => root))

/** Where a conversation stands, and the patient's messages that neither a word nor a finished task dealt with. */
function standing({ store }: Context, rows: readonly MessageProjection[]): { state: ThreadState; waiting: LocalId[] } {
  const open = unanswered(rows)
  const waiting = open[0] ? notDealtWith(open, dealtIn(store.db, open[0])).map(({ id }) => id) : []
  return { state: waiting.length > 0 ? 'waits' : open.length > 0 ? 'settled' : 'answered', waiting }
}

const senderOf = ({ store, clock }: Context, row: MessageProjection): string =>
  row.sender_name ??
  nameOf(store, row.sender) ??
  (row.from_patient && row.patient ? coreOf(store, row.patient, clock.now()).name : undefined) ??
  (row.from_patient ? 'A patient' : 'The clinic')

function topicOf(rows: readonly MessageProjection[]): string {
  const said = rows.find(({ topic }) => topic)?.topic
  if (said) return said
  return rows.some(({ kind }) => kind === 'team') ? 'Among colleagues' : 'Message'
}

function rowsOf(context: Context, places: readonly Place[], me: LocalId | undefined): ThreadRow[] {
  const { store, clock, outbox } = context
  const now = clock.now()
  const ids = places.flatMap(({ patient }) => (patient ? [patient] : []))
  const patients = patientRows(store, [...new Set(ids)])
  const unsent = outbox.unsentIndex('Communication')
  const unread = me ? unreadRoots(context, me) : new Set<LocalId>()
  return places.flatMap(({ root, patient, team }): ThreadRow[] => {
    const rows = all<MessageProjection>(store.db, ofThread, root, patient, team)
    const shown = rows.filter((row) => row.shown === 1)
    const [first, newest] = [shown[0], shown.at(-1)]
    if (!first || !newest) return []
    const held = patient ? patients.get(patient) : undefined
    const state = team ? undefined : standing(context, shown).state
    const left = shown.map(({ id }) => unsent.get(id)).find((each) => each !== undefined)
    return [
      {
        root: first.id,
        kind: team ? 'team' : 'patient',
        ...(patient && { patient: held ? patientCore(held, now) : unknownPatient(patient) }),
        topic: topicOf(rows),
        from: senderOf(context, newest),
        fromPatient: newest.from_patient === 1,
        at: newest.at as Instant,
        words: newest.words.slice(0, previewed),
        count: shown.length,
        attachments: shown.some(({ attachments }) => attachments > 0),
        unread: team ? unread.has(root) : state === 'waits',
        ...(state && { state }),
        ...(left && { unsent: left }),
      },
    ]
  })
}

const attachmentViews = (message: Communication | undefined): AttachmentView[] =>
  (message ? attachmentsOf(message) : []).map(({ contentAttachment }, index) => {
    const { contentType, title, size, data } = contentAttachment ?? {}
    const bytes = size ?? (data ? Math.floor((data.length * 3) / 4) : undefined)
    return {
      index,
      title: title || 'Attachment',
      form: formOf(contentType),
      ...(bytes !== undefined && { size: bytes }),
    }
  })

function contactIn(message: Communication | undefined): MessageView['contact'] {
  const way = codeIn(message?.medium?.[0], contactWaySystem) as ContactWay | undefined
  const said = message?.extension?.find(({ url }) => url === reachedSystem)?.valueCode as Reached | undefined
  const reached = said && reachedWhom.includes(said) ? said : undefined
  const told = message?.status === 'completed' && (reached === undefined || isTold(reached))
  return {
    way: way && contactWays.includes(way) ? way : 'phone',
    reached: reached ?? (told ? 'patient' : 'no-answer'),
    told,
  }
}

function viewOf(context: Context, row: MessageProjection, me: LocalId | undefined): MessageView {
  const message = context.store.read('Communication', row.id)
  const fromPatient = row.from_patient === 1
  const read = !fromPatient && row.kind === 'patient' ? utc(message?.received) : null
  const unsent = context.outbox.unsentOf('Communication', row.id)
  const contact = row.kind === 'contact' ? contactIn(message) : undefined
  return {
    id: row.id,
    kind: row.kind,
    from: senderOf(context, row),
    fromPatient,
    mine: me !== undefined && row.sender === me,
    at: row.at as Instant,
    text: row.words,
    attachments: attachmentViews(message),
    ...(read && { read: read as Instant }),
    ...(contact && { contact }),
    ...(unsent && { unsent }),
  }
}

/** Where a message's conversation is; of a beginning that is not held, where what followed it is. */
export function placeOf({ store }: Context, message: LocalId): Place | undefined {
  return (
    one<Place>(store.db, `SELECT root, patient, ${isTeam} AS team FROM message WHERE id = ?`, message) ??
    one<Place>(
      store.db,
      `SELECT root, patient, ${isTeam} AS team FROM message WHERE root = ? ORDER BY at DESC`,
      message,
    )
  )
}

/** The messages of a conversation, oldest first; none when `about` is not a message. */
export function conversation(context: Context, about: LocalId | null): MessageView[] {
  const place = about ? placeOf(context, about) : undefined
  if (!place) return []
  const me = context.session.user()?.id
  const rows = all<MessageProjection>(context.store.db, ofThread, place.root, place.patient, place.team).filter(
    (row) => row.shown === 1,
  )
  const missed = missedIn(context, place, rows)
  return rows.map((row) => ({ ...viewOf(context, row, me), ...(missed.has(row.id) && { missed: true as const }) }))
}

/** The patient's messages that wait although the clinic wrote or called after they were sent: nobody had seen them then. */
function missedIn(context: Context, { team }: Place, rows: readonly MessageProjection[]): ReadonlySet<LocalId> {
  const word = rows.findLast(({ from_patient, told }) => from_patient === 0 && told === 1)?.at ?? ''
  const before = new Set(rows.flatMap(({ id, at }) => (at <= word ? [id] : [])))
  return new Set(team ? [] : standing(context, rows).waiting.filter((id) => before.has(id)))
}

/** The colleagues and teams that write or read a conversation among colleagues. */
export function correspondents({ store }: Context, { root, patient, team }: Place): { id: LocalId; name: string }[] {
  if (!team) return []
  return all(
    store.db,
    `WITH those AS (SELECT id, sender FROM message WHERE root = ? AND +patient IS ? AND kind = 'team')
     SELECT p.id, p.name FROM practitioner p WHERE p.id IN (SELECT sender FROM those)
       OR p.id IN (SELECT who FROM message_to WHERE message IN (SELECT id FROM those))
     UNION SELECT c.id, c.name FROM care_team c WHERE c.id IN (SELECT who FROM message_to WHERE message IN (SELECT id FROM those))
     ORDER BY 2`,
    root,
    patient,
  )
}

/** Among colleagues about no patient: for those in it alone. */
export function mayRead(context: Context, place: Place, me: LocalId | undefined): boolean {
  if (place.patient || !place.team) return true
  const mine = new Set(
    me
      ? [
          me,
          ...all<{ team: LocalId }>(context.store.db, 'SELECT team FROM care_team_member WHERE member = ?', me).map(
            ({ team }) => team,
          ),
        ]
      : [],
  )
  return correspondents(context, place).some(({ id }) => mine.has(id))
}

function threadView(context: Context, message: LocalId): ThreadView | null {
  const place = placeOf(context, message)
  const me = context.session.user()?.id
  if (!place || !mayRead(context, place, me)) return null
  const [row] = rowsOf(context, [place], me)
  if (!row) return null
  const { words: _words, count: _count, attachments: _attachments, ...thread } = row
  const task = one<{ id: LocalId; text: string; owner: LocalId | null }>(
    context.store.db,
    `SELECT t.id, t.text, t.owner FROM message f CROSS JOIN task t ON t.focus = f.id
     WHERE f.root = ? AND +f.patient IS ? AND (f.kind = 'team') = ? AND t.status IN ('open', 'claimed') ORDER BY t.priority, t.authored LIMIT 1`,
    place.root,
    place.patient,
    place.team,
  )
  const owner = nameOf(context.store, task?.owner)
  return {
    ...thread,
    messages: conversation(context, message),
    others: correspondents(context, place).filter(({ id }) => id !== me),
    ...(place.patient && !place.team && { portal: portalOf(context, place.patient) }),
    ...(task && { task: { id: task.id, text: task.text, ...(owner && { owner }), mine: task.owner === me } }),
  }
}

/** The conversations of a patient, each by its newest message. */
export function threadsOnTimeline(context: Context, patient: LocalId): TimelineThread[] {
  return all<Place>(context.store.db, chartSql, patient).flatMap(({ root, team }): TimelineThread[] => {
    const rows = all<MessageProjection>(context.store.db, ofThread, root, patient, team).filter(
      ({ shown }) => shown === 1,
    )
    const newest = rows.at(-1)
    if (!newest) return []
    const from = team ? `${senderOf(context, newest)}, colleagues only` : senderOf(context, newest)
    return [{ newest: newest.id, at: newest.at, topic: topicOf(rows), from, words: newest.words, count: rows.length }]
  })
}

function counts(context: Context): ThreadCounts {
  const me = context.session.user()?.id
  if (!me) return { waiting: 0, unread: 0 }
  return { waiting: waitingPlaces(context, me).length, unread: unreadRoots(context, me).size }
}

const topics: Topic[] = ['Communication', 'Task', 'Practitioner', 'CareTeam', 'Patient', 'outbox', 'session']

export const threadQueries = {
  'thread.list': {
    run(context, input) {
      const me = context.session.user()?.id
      if (!me) return { value: [], topics: ['session'] }
      const { db } = context.store
      if ('patient' in input) {
        const places = all<Place>(db, chartSql, input.patient)
        return {
          value: rowsOf(context, places, me),
          topics: [ofPatient(input.patient), 'Communication', 'outbox', 'session'],
        }
      }
      const places =
        input.view === 'waiting'
          ? waitingPlaces(context, me).slice(0, mostRows)
          : input.view === 'patients'
            ? all<Place>(db, patientsSql, mostRows)
            : all<Place>(db, colleaguesSql, me, me, me, mostRows)
      return { value: rowsOf(context, places, me), topics }
    },
  },
  'message.portal': {
    run: (context, { patient }) => ({ value: portalOf(context, patient), topics: [ofPatient(patient)] }),
  },
  'thread.counts': { run: (context) => ({ value: counts(context), topics }) },
  'thread.view': { run: (context, { root }) => ({ value: threadView(context, root), topics }) },
} satisfies Partial<QueryHandlers>
