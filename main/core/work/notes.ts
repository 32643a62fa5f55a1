import type { DocumentReference } from '@medplum/fhirtypes'
import { decide } from '../../../shared/domain/rule/decide.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { ownUuid } from '../store/identity.js'
import { all, one } from '../store/statement.js'
import { route, unrouted } from './arrival.js'
import { choresOf, type Finder } from './chore.js'
import { factsOf } from './facts.js'
import { making } from './made.js'

/** How long after a visit its note may stay unsigned before its writer is reminded, minutes. */
const afterVisitMinutes = 15
/** A document may have been written so long before it came, milliseconds. */
const lateMs = 30 * 86_400_000

interface NoteRow {
  id: LocalId
  patient: LocalId | null
  encounter: LocalId | null
  author: LocalId | null
  title: string
  at: Instant
}

/** Notes left unsigned after their visit. They are their writer's own: no rule gives them to anybody else. */
export const unsignedFinder: Finder = {
  types: ['DocumentReference', 'Encounter', 'Task'],
  find(ground) {
    const { context, plan, now } = ground
    const until = new Date(now.getTime() - afterVisitMinutes * 60_000).toISOString()
    const rows = all<NoteRow>(
      context.store.db,
      `SELECT n.id, n.patient, n.encounter, n.author, n.title, e.ends AS at
       FROM note n JOIN encounter e ON e.id = n.encounter JOIN resource s ON s.id = n.id AND s.type = 'DocumentReference'
       WHERE n.status = 'draft' AND e.status = 'finished' AND e.ends > ? AND e.ends <= ? AND s.server_id > ''
         AND NOT EXISTS (SELECT 1 FROM task t WHERE t.focus = n.id AND t.kind = 'sign-note')`,
      plan.begun,
      until,
    )
    return choresOf(ground, rows, (row) => {
      const ended = new Date(row.at).getTime()
      const at = new Date(ended + afterVisitMinutes * 60_000).toISOString() as Instant
      const arrival = {
        kind: 'sign-note' as const,
        madeBy: 'unsigned' as const,
        at,
        text: `Sign: ${row.title.charAt(0).toLowerCase()}${row.title.slice(1)}`,
        focus: { type: 'DocumentReference' as const, id: row.id },
        patient: row.patient ?? undefined,
        priority: 'routine' as const,
        encounter: row.encounter ?? undefined,
        orderer: row.author ?? undefined,
      }
      const task = () => {
        const made = unrouted(context, arrival)
        route(context.store, made, decide(factsOf(context.store, made), []), plan, at)
        return made
      }
      return making(ground, arrival, { task })
    })
  },
}

/** Documents of other places that nobody has read. */
export const documentFinder: Finder = {
  types: ['DocumentReference', 'Task'],
  find(ground) {
    const { context, plan } = ground
    const { store } = context
    const rows = all<NoteRow & { last_updated: Instant }>(
      store.db,
      `SELECT n.id, n.patient, n.encounter, n.author, n.title, n.at, s.last_updated
       FROM note n JOIN resource s ON s.id = n.id AND s.type = 'DocumentReference'
       WHERE n.status = 'signed' AND s.server_id > '' AND s.last_updated > ? AND n.at >= ? AND n.appends IS NULL
         AND (n.author IS NULL OR n.author NOT IN (SELECT id FROM practitioner))
         AND NOT EXISTS (SELECT 1 FROM task t WHERE t.focus = n.id)`,
      plan.begun,
      new Date(Date.parse(plan.begun) - lateMs).toISOString(),
    )
    return choresOf(ground, rows, (row) => {
      const document = store.read('DocumentReference', row.id)
      if (!document || ownUuid(document) || document.status !== 'current') return undefined
      const source = sourceOf(document)
      return making(ground, {
        kind: 'document',
        madeBy: 'routing',
        at: row.last_updated,
        text: source ? `${row.title}, ${source}` : row.title,
        focus: { type: 'DocumentReference', id: row.id },
        patient: row.patient ?? undefined,
        priority: 'routine',
        code: document.type,
        encounter: heldEncounter(store.db, row.encounter),
        source,
      })
    })
  },
}

const sourceOf = ({ author, custodian }: DocumentReference): string | undefined =>
  custodian?.display ?? author?.find(({ display }) => display)?.display

const heldEncounter = (db: Parameters<typeof one>[0], id: LocalId | null): LocalId | undefined =>
  (id && one<{ id: LocalId }>(db, 'SELECT id FROM encounter WHERE id = ?', id)?.id) || undefined
