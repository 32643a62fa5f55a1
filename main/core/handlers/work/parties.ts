import type { Staff } from '../../../../shared/contract/views/session.js'
import { awayAt, coveredBy, standIn } from '../../../../shared/domain/task/cover.js'
import { roleParty } from '../../../../shared/domain/task/extension.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { absencesAt, awayOf } from '../../store/absence.js'
import { all } from '../../store/statement.js'
import type { Context } from '../context.js'

/** Somebody or something a person works for. */
export interface Party {
  /** As `task_for.party` holds it. */
  party: string
  /**
   * `cover`: a colleague who is away and for whom one stands in oneself. `away`: one for whom a team of one's own does,
   * or of one's team for whom nobody does.
   */
  as: 'self' | 'team' | 'role' | 'cover' | 'away'
  /** Of a colleague for whom nobody stands in, only what was made before this instant. */
  before?: string
}

/** How long the work of somebody away for whom nobody stands in waits for them, milliseconds. */
const waitsMs = 2 * 3_600_000

/** Everybody in whose name a person works now. The one answer lists, counts, badges and held charts go by. */
export function partiesOf({ store, sync }: Pick<Context, 'store' | 'sync'>, who: Pick<Staff, 'id' | 'role'>): Party[] {
  const teams = all<{ team: LocalId }>(store.db, 'SELECT team FROM care_team_member WHERE member = ?', who.id)
  return [
    { party: who.id, as: 'self' },
    ...teams.map(({ team }): Party => ({ party: team, as: 'team' })),
    { party: roleParty(who.role), as: 'role' },
    ...absentParties(
      store,
      sync.serverNow(),
      who.id,
      teams.map(({ team }) => team),
    ),
  ]
}

/** Those whose work is one's own, or one's team's, because they are away. */
function absentParties(
  { db }: Pick<Context['store'], 'db'>,
  now: Date,
  me: LocalId,
  teams: readonly LocalId[],
): Party[] {
  const at = now.toISOString()
  const absences = absencesAt(db, at)
  if (absences.length === 0) return []
  const away = awayAt(absences.map(awayOf), at)
  const before = new Date(now.getTime() - waitsMs).toISOString()
  const colleagues = new Set(
    all<{ member: LocalId }>(
      db,
      'SELECT member FROM care_team_member WHERE team IN (SELECT value FROM json_each(?))',
      JSON.stringify(teams),
    ).map(({ member }) => member),
  )
  const nobodys = [...away.keys()].filter((who) => standIn(who, away) === undefined && colleagues.has(who))
  return [
    ...coveredBy(me, away).map((party): Party => ({ party, as: 'cover' })),
    ...teams.flatMap((team) => coveredBy(team, away).map((party): Party => ({ party, as: 'away' }))),
    ...nobodys.filter((party) => party !== me).map((party): Party => ({ party, as: 'away', before })),
  ]
}
