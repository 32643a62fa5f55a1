import type { InsightView, LongWait } from '../../../../shared/contract/views/work/insight.js'
import { may, type Role, roles, roleTitles } from '../../../../shared/domain/role.js'
import { insightOf, type WorkSpan } from '../../../../shared/domain/task/insight.js'
import { isTaskKind, type TaskKind } from '../../../../shared/domain/task/kind.js'
import { addDays, dayBounds, localDate, toInstant } from '../../../../shared/kernel/dates.js'
import type { Instant, LocalId } from '../../../../shared/kernel/ids.js'
import { all } from '../../store/statement.js'
import type { CommandHandlers, Context, QueryHandlers } from '../context.js'
import { kept } from '../kept.js'
import { patientCore, patientRows } from '../people.js'

interface Row {
  id: LocalId
  kind: string
  status: 'open' | 'claimed' | 'done' | 'cancelled'
  authored: Instant
  undated: 0 | 1
  begun: Instant | null
  done_at: Instant | null
  due: Instant | null
  snoozed_until: Instant | null
  role: string | null
  owner: LocalId | null
  owner_name: string | null
  owner_role: string | null
  team_name: string | null
  patient: LocalId | null
  text: string
}

const rowsSql = `SELECT t.id, t.kind, t.status, t.authored IS NULL AS undated,
    coalesce(t.authored, t.begun, (SELECT s.last_updated FROM resource s WHERE s.id = t.id AND s.type = 'Task'), @now) AS authored, t.begun, t.done_at, t.due, t.snoozed_until, t.role, t.owner,
    p.name AS owner_name, c.name AS team_name, t.patient, t.text,
    (SELECT r.role FROM practitioner_role r WHERE r.practitioner = t.owner ORDER BY r.active DESC, r.id LIMIT 1) AS owner_role
  FROM task t LEFT JOIN practitioner p ON p.id = t.owner LEFT JOIN care_team c ON c.id = t.owner
  WHERE t.status IN ('open', 'claimed') OR t.authored >= @from OR t.done_at >= @from`

const roleWords = (role: string | null): string =>
  role !== null && (roles as readonly string[]).includes(role) ? roleTitles[role as Role] : 'Other colleague'

/** Under which words a piece of work is counted as somebody's. */
function ownerOf({ owner, owner_name, owner_role, team_name, role }: Row, byName: boolean): string {
  if (team_name !== null) return team_name
  if (owner !== null) return byName ? (owner_name ?? 'Other colleague') : `${roleWords(owner_role)}, own list`
  return role === null ? nobody : `${roleWords(role)}, any`
}

const nobody = 'Nobody'
const mostOld = 10

/** Whose each piece of work is, in words; two of one name are told apart by what they are, else by a number. */
function ownersOf(rows: readonly Row[], byName: boolean): (row: Row) => string {
  const named = new Map<LocalId, Row>()
  for (const row of rows) if (row.owner !== null && (byName || row.team_name !== null)) named.set(row.owner, row)
  const taken = new Map<string, number>()
  const words = new Map<LocalId, string>()
  const count = (text: string): number => {
    taken.set(text, (taken.get(text) ?? 0) + 1)
    return taken.get(text) as number
  }
  const plain = [...named]
    .map(([id, row]) => ({ id, row, text: ownerOf(row, byName) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const { id, row, text } of plain) {
    const isShared = plain.some((other) => other.id !== id && other.text === text)
    const told = isShared && row.team_name === null ? `${text}, ${roleWords(row.owner_role).toLowerCase()}` : text
    const nth = count(told)
    words.set(id, nth > 1 ? `${told} (${nth})` : told)
  }
  return (row) => (row.owner !== null && words.get(row.owner)) || ownerOf(row, byName)
}

function longest(context: Context, open: readonly Row[], whose: (row: Row) => string, now: Instant): LongWait[] {
  const rows = [...open].sort((a, b) => (a.authored < b.authored ? -1 : 1)).slice(0, mostOld)
  const patients = patientRows(
    context.store,
    rows.flatMap(({ patient }) => (patient ? [patient] : [])),
  )
  return rows.map((row) => {
    const patient = row.patient ? patients.get(row.patient) : undefined
    return {
      id: row.id,
      kind: kindOfRow(row),
      text: row.text,
      ...(patient && { patient: patientCore(patient, context.clock.now()).shortName }),
      since: row.authored,
      owner: whose(row),
      overdue: row.due !== null && row.due < now,
    }
  })
}

const kindOfRow = ({ kind }: Row): TaskKind => (isTaskKind(kind) ? kind : 'follow-up')

function insight(context: Context, days: number, byName: boolean): InsightView {
  const at = context.sync.serverNow()
  const now = toInstant(at)
  const from = dayBounds(addDays(localDate(at), 1 - days)).start
  const rows = all<Row>(context.store.db, rowsSql, { from, now })
  const whose = ownersOf(rows, byName)
  const spans = rows.map(
    (row): WorkSpan => ({
      kind: kindOfRow(row),
      owner: whose(row),
      authored: row.authored,
      undated: row.undated === 1,
      begun: row.begun,
      done: row.done_at,
      due: row.due,
      cancelled: row.status === 'cancelled',
    }),
  )
  const open = rows.filter(({ done_at }) => done_at === null)
  return {
    ...insightOf(spans, at, days),
    at: now,
    open: open.length,
    overdue: open.filter(({ due }) => due !== null && due < now).length,
    undated: open.filter(({ undated }) => undated === 1).length,
    nobodys: open.filter(({ owner, role }) => owner === null && role === null).length,
    snoozed: open.filter(({ snoozed_until }) => snoozed_until !== null && snoozed_until > now).length,
    oldest: longest(context, open, whose, now),
  }
}

/** Whoever watches the page is told anew once so many times the time has passed that counting took. */
const restsFor = 20

interface Shown {
  key: string
  view: InsightView
  /** When it may be counted again, milliseconds of `performance.now()`. */
  next: number
}

const lastShown = kept((): { shown?: Shown } => ({}))

/** As `insight`; for a page that stays open, thousands of tasks are not counted again with every single one that changes. */
function watched(context: Context, key: string, count: () => InsightView, isFirst: boolean): InsightView {
  const last = lastShown(context)
  const now = performance.now()
  if (!isFirst && last.shown?.key === key && now < last.shown.next) {
    context.soon('insight', last.shown.next - now, () => context.store.announce('insight'))
    return last.shown.view
  }
  const view = count()
  const took = performance.now() - now
  last.shown = { key, view, next: now + took * (restsFor + 1) }
  return view
}

export const insightQueries = {
  'insight.view': {
    run(context, { days, byName }, watcher) {
      const me = context.session.user()
      const value =
        me && may(me.role, 'work.insight')
          ? watched(context, `${me.id} ${days} ${byName}`, () => insight(context, days, byName), !watcher?.last)
          : null
      return { value, topics: ['Task', 'CareTeam', 'Practitioner', 'session', 'insight'] }
    },
  },
} satisfies Partial<QueryHandlers>

export const insightCommands = {} satisfies Partial<CommandHandlers>
