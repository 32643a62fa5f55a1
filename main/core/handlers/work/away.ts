import type { PractitionerRole } from '@medplum/fhirtypes'
import type { Staff } from '../../../../shared/contract/views/session.js'
import type { Absence } from '../../../../shared/contract/work/team.js'
import { may } from '../../../../shared/domain/role.js'
import { type Away, awayAt, standIn } from '../../../../shared/domain/task/cover.js'
import type { Instant, LocalId } from '../../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../../shared/kernel/result.js'
import { type AbsenceProjection, absencesAt, awayOf, coveredBy, type NotAvailable } from '../../store/absence.js'
import { all, one } from '../../store/statement.js'
import type { CommandHandlers, Context, QueryHandlers } from '../context.js'
import { referTo } from '../fhir.js'
import { denied, nameOf } from '../people.js'
import { assigneeOf } from '../task-new.js'
import { act } from './act.js'

/** Where it stands and when it began: an absence in the same place that began at another time is another one. */
const idOf = ({ role, number, starts }: AbsenceProjection): string => `${role}/${number}/${starts}`

const mayChange = (who: Staff, whose: LocalId): boolean => who.id === whose || may(who.role, 'work.rules')

function absenceView(
  context: Context,
  row: AbsenceProjection,
  away: ReadonlyMap<LocalId, Away>,
  me: Staff | undefined,
): Absence {
  const { store } = context
  const now = away.get(row.practitioner)?.from === row.starts
  const cover = row.cover ? assigneeOf(context, row.cover) : undefined
  const really = now ? standIn(row.practitioner, away) : undefined
  return {
    id: idOf(row),
    who: row.practitioner,
    name: nameOf(store, row.practitioner) ?? 'A colleague',
    from: row.starts as Instant,
    ...(row.ends && { until: row.ends as Instant }),
    words: row.words,
    ...(cover && { cover }),
    now,
    ...(now && really !== row.cover && { instead: nameOf(store, really) ?? 'their team' }),
    mine: me !== undefined && mayChange(me, row.practitioner),
  }
}

export const awayQueries = {
  'team.groups': {
    run: ({ store }) => ({
      value: all<{ id: LocalId; name: string; members: number }>(
        store.db,
        `SELECT t.id, t.name, count(m.member) AS members FROM care_team t LEFT JOIN care_team_member m ON m.team = t.id
           GROUP BY t.id ORDER BY t.name`,
      ).map(({ members, ...team }) => ({ ...team, title: `Team of ${members}` })),
      topics: ['CareTeam'],
    }),
  },
  'absence.list': {
    run(context) {
      const at = context.sync.serverNow().toISOString()
      const rows = absencesAt(context.store.db, at)
      const away = awayAt(rows.map(awayOf), at)
      const me = context.session.user()
      return {
        value: rows.map((row) => absenceView(context, row, away, me)),
        topics: ['session', 'PractitionerRole', 'Practitioner', 'CareTeam', 'work-clock'],
      }
    },
  },
} satisfies Partial<QueryHandlers>

/** The absence as it stands now; undefined once it was changed or has ended. */
const absenceOf = ({ store, sync }: Context, id: string): AbsenceProjection | undefined =>
  absencesAt(store.db, sync.serverNow().toISOString()).find((row) => idOf(row) === id)

const gone = refuse('stale', 'This absence was changed or has ended meanwhile.')

/** Where somebody's absences are written: the role they work in here. */
const roleOf = ({ store }: Context, who: LocalId): LocalId | undefined =>
  one<{ id: LocalId }>(
    store.db,
    'SELECT id FROM practitioner_role WHERE practitioner = ? AND active = 1 ORDER BY id LIMIT 1',
    who,
  )?.id

function edit(
  context: Context,
  who: Staff,
  words: string,
  changes: readonly { role: LocalId; change: (absences: NotAvailable[]) => void }[],
): Result<null> {
  act(context, { who, words }, (tx) => {
    for (const { role, change } of changes)
      tx.edit('PractitionerRole', role, (resource: PractitionerRole) => {
        const absences = [...(resource.notAvailable ?? [])] as NotAvailable[]
        change(absences)
        if (absences.length > 0) resource.notAvailable = absences
        else delete resource.notAvailable
      })
  })
  return ok(null)
}

export const awayCommands = {
  'absence.save': {
    run(context, { id, who: whose, from, until, cover, words }, { who }) {
      const { store } = context
      if (!mayChange(who, whose)) return denied(who, 'work.rules') as Result<never>
      const before = id === undefined ? undefined : absenceOf(context, id)
      if (id !== undefined && !before) return gone
      if (before && !mayChange(who, before.practitioner)) return denied(who, 'work.rules') as Result<never>
      const name = nameOf(store, whose)
      const role = roleOf(context, whose)
      if (!name || !role) return refuse('not-found', 'The EHR does not say what this colleague works as.')
      const [starts, ends] = [from, until].map((at) => at && new Date(at).toISOString())
      if (ends && ends <= (starts as string)) return refuse('invalid', 'The end is before the beginning.')
      if (ends && ends <= context.sync.serverNow().toISOString()) return refuse('invalid', 'That time has passed.')
      const assignee = cover ? assigneeOf(context, cover) : undefined
      if (cover && !assignee) return refuse('not-found', 'That colleague or team is not known here.')
      if (cover === whose) return refuse('invalid', 'Nobody stands in for themselves.')
      const absence: NotAvailable = {
        description: words,
        during: { start: starts as string, ...(ends && { end: ends }) },
        ...(assignee && {
          extension: [
            {
              url: coveredBy,
              valueReference: referTo(store, assignee.team ? 'CareTeam' : 'Practitioner', assignee.id, assignee.name),
            },
          ],
        }),
      }
      const inPlace = before?.role === role
      return edit(context, who, `${name} is away`, [
        ...(before && !inPlace ? [{ role: before.role, change: without(before) }] : []),
        {
          role,
          change: (absences) =>
            void absences.splice(inPlace ? before.number : absences.length, inPlace ? 1 : 0, absence),
        },
      ])
    },
  },

  'absence.end': {
    run(context, { id }, { who }) {
      const row = absenceOf(context, id)
      if (!row) return gone
      if (!mayChange(who, row.practitioner)) return denied(who, 'work.rules') as Result<never>
      const name = nameOf(context.store, row.practitioner) ?? 'A colleague'
      const now = context.sync.serverNow().toISOString()
      // One that has begun ends now; one that has not never was.
      const change =
        row.starts < now
          ? (absences: NotAvailable[]) => {
              const absence = absences[row.number] as NotAvailable
              absences[row.number] = { ...absence, during: { ...absence.during, end: now } }
            }
          : without(row)
      return edit(context, who, `${name} is back`, [{ role: row.role, change }])
    },
  },
} satisfies Partial<CommandHandlers>

const without =
  ({ number }: AbsenceProjection) =>
  (absences: NotAvailable[]): void =>
    void absences.splice(number, 1)
