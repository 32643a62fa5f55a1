import { timesTroubles, timesWarnings } from '../../../../shared/domain/clinic-times.js'
import { may } from '../../../../shared/domain/role.js'
import type { Instant, LocalId } from '../../../../shared/kernel/ids.js'
import { ok, refuse } from '../../../../shared/kernel/result.js'
import { timesPlan } from '../../store/clinic-times.js'
import { one } from '../../store/statement.js'
import { partyChoices } from '../../work/parties.js'
import { earlierTimes, timesHere, timesPlanId, writtenTimes } from '../../work/times-plan.js'
import type { CommandHandlers, Context, QueryHandlers } from '../context.js'
import { practiceMark } from '../fhir.js'
import { denied } from '../people.js'
import { act } from './act.js'

const isUndecided = ({ store }: Context, id: LocalId): boolean =>
  one(store.db, `SELECT 1 FROM outbox WHERE type = 'PlanDefinition' AND resource = ? AND state = 'conflict'`, id) !==
  undefined

export const timesQueries = {
  'times.view': {
    run(context) {
      const { store, session, sync } = context
      const who = session.user()
      const found = timesPlan(store.db)
      const by = found?.plan.editor?.[0]?.name
      const at = found?.plan.date as Instant | undefined
      return {
        value: {
          supported: sync.supports('PlanDefinition'),
          mayChange: who !== undefined && may(who.role, 'work.rules'),
          version: found ? Number(found.plan.version) || 1 : 0,
          times: timesHere(store),
          parties: partyChoices(store),
          earlier: found ? earlierTimes(store, found.plan) : [],
          ...(found && { saved: { ...(by && { by }), ...(at && { at }) } }),
          ...(found && isUndecided(context, found.id) && { undecided: { type: 'PlanDefinition', id: found.id } }),
        },
        topics: ['PlanDefinition', 'Practitioner', 'CareTeam', 'outbox', 'sync', 'session'],
      }
    },
  },
} satisfies Partial<QueryHandlers>

export const timesCommands = {
  'times.save': {
    run(context, { version, times, meant }, { who }) {
      const no = denied(who, 'work.rules')
      if (no) return no
      const { store, sync } = context
      if (!sync.supports('PlanDefinition'))
        return refuse('offline-needed', 'This EHR does not keep times of the clinic. The usual ones hold.')
      const found = timesPlan(store.db)
      const now = found ? Number(found.plan.version) || 1 : 0
      if (now !== version) {
        const by = found?.plan.editor?.[0]?.name ?? 'Somebody'
        return refuse('stale', `${by} saved other times meanwhile. Look at them before you save yours.`)
      }
      const { state, asOf } = sync.view()
      // Of two plans made at once one is taken whole; once there is one, each change is compared with the other.
      if (!found && (state !== 'online' || asOf === undefined))
        return refuse(
          'offline-needed',
          'Set times for the first time while the EHR can be reached: a colleague may have set some already.',
        )
      if (found && isUndecided(context, found.id))
        return refuse('conflict', 'Two versions of the times wait for a decision first.')
      const here = new Set<string>(partyChoices(store).map(({ party }) => party))
      const [trouble] = timesTroubles(times, (party) => here.has(party))
      if (trouble) return refuse('invalid', trouble.words)
      const [warning] = timesWarnings(times)
      if (warning && !meant) return refuse('invalid', `${warning.words} Say that this is meant, or set less.`)
      const save = { times, version: version + 1, at: context.at(), by: who.name }
      act(context, { who, words: 'Changed the times the clinic expects' }, (tx) => {
        if (!found) tx.create(timesPlanId, { ...writtenTimes(store, save), ...practiceMark(context) })
        else
          tx.edit('PlanDefinition', found.id, (before) => {
            Object.assign(before, writtenTimes(store, save, before))
          })
      })
      return ok({ version: save.version })
    },
  },
} satisfies Partial<CommandHandlers>
