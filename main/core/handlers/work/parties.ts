import type { Staff } from '../../../../shared/contract/views/session.js'
import { roleParty } from '../../../../shared/domain/task/extension.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { all } from '../../store/statement.js'
import type { Context } from '../context.js'

/** Somebody or something a person works for: themself, their teams, their role. */
export interface Party {
  /** As `task_for.party` holds it. */
  party: string
  as: 'self' | 'team' | 'role'
}

/** Everybody in whose name a person works now. The one answer lists, counts, badges and held charts go by. */
export function partiesOf({ store }: Pick<Context, 'store'>, who: Pick<Staff, 'id' | 'role'>): Party[] {
  const teams = all<{ team: LocalId }>(store.db, 'SELECT team FROM care_team_member WHERE member = ?', who.id)
  return [
    { party: who.id, as: 'self' },
    ...teams.map(({ team }): Party => ({ party: team, as: 'team' })),
    { party: roleParty(who.role), as: 'role' },
  ]
}
