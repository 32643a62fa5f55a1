import type { PartyChoice } from '../../../../shared/contract/views/work/rules.js'
import { may } from '../../../../shared/domain/role.js'
import { troublesOf } from '../../../../shared/domain/rule/check.js'
import type { Party, Rule } from '../../../../shared/domain/rule/language.js'
import { toInstant } from '../../../../shared/kernel/dates.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../../shared/kernel/result.js'
import { one } from '../../store/statement.js'
import { dryRun } from '../../work/dry-run.js'
import { partyChoices } from '../../work/parties.js'
import {
  earlierRules,
  partiesNamed,
  type RoutingPlan,
  routingPlan,
  routingPlanId,
  writtenPlan,
} from '../../work/plan.js'
import type { CommandHandlers, Context, QueryHandlers } from '../context.js'
import { practiceMark } from '../fhir.js'
import { denied, nameOf } from '../people.js'
import { act } from './act.js'

/** How far the dry run under way has got, and which one that is. */
const trying = new WeakMap<Context, { run: object; done: number; total: number }>()

function stopTrying(context: Context): void {
  if (trying.delete(context)) context.store.announce('rules')
}

const unsupported = refuse('offline-needed', 'This EHR does not keep rules. Until it does, work is given out by hand.')

export const rulesQueries = {
  'rules.view': {
    run(context) {
      const { store, session, sync } = context
      const plan = routingPlan(store)
      const who = session.user()
      const undecided = plan && isUndecided(context, plan.id)
      const parties = partyChoices(store)
      return {
        value: {
          supported: sync.supports('PlanDefinition'),
          mayChange: who !== undefined && may(who.role, 'work.rules'),
          version: plan?.version ?? 0,
          rules: plan?.rules ?? [],
          gone: plan ? goneOf(plan) : [],
          foreign: plan?.foreign ?? [],
          parties,
          left: plan ? leftOf(context, plan, parties) : [],
          earlier: plan ? earlierRules(store, plan.id) : [],
          ...(plan && {
            begun: plan.begun,
            saved: { ...(plan.savedBy && { by: plan.savedBy }), ...(plan.savedAt && { at: plan.savedAt }) },
          }),
          ...(plan && undecided && { undecided: { type: 'PlanDefinition', id: plan.id } }),
        },
        topics: ['PlanDefinition', 'Practitioner', 'PractitionerRole', 'CareTeam', 'outbox', 'sync'],
      }
    },
  },
  'rules.trying': {
    run(context) {
      const now = trying.get(context)
      return { value: now ? { done: now.done, total: now.total } : null, topics: ['rules'] }
    },
  },
} satisfies Partial<QueryHandlers>

/** Rules whose target is not here any more. */
const goneOf = ({ inUse }: RoutingPlan): string[] => inUse.flatMap(({ id, gone }) => (gone ? id : []))

/** Whom the rules and those before them name who is not in this clinic any more. */
function leftOf({ store }: Context, { id }: RoutingPlan, here: readonly PartyChoice[]): PartyChoice[] {
  const isHere = new Set<string>(here.map(({ party }) => party))
  return [...partiesNamed(store, store.read('PlanDefinition', id)).keys()]
    .filter((party) => party.includes(':') && !isHere.has(party))
    .map((party) => {
      const id = party.slice(party.indexOf(':') + 1) as LocalId
      const isTeam = party.startsWith('team:')
      const name = isTeam ? store.read('CareTeam', id)?.name : nameOf(store, id)
      const unnamed = isTeam ? 'A team no longer here' : 'Somebody no longer here'
      return { party: party as Party, words: name ? `${name} (no longer here)` : unnamed }
    })
}

const isUndecided = ({ store }: Context, id: string): boolean =>
  one(store.db, `SELECT 1 FROM outbox WHERE type = 'PlanDefinition' AND resource = ? AND state = 'conflict'`, id) !==
  undefined

/** What is wrong with a set of rules, as a refusal; undefined when nothing is. */
function barred(context: Context, rules: readonly Rule[]): Result<never> | undefined {
  const { store } = context
  const plan = routingPlan(store)
  // Whom the rules named before may have left since: that keeps nobody from changing the others.
  const named = partiesNamed(store, plan && store.read('PlanDefinition', plan.id))
  const known = new Set<string>([...partyChoices(store).map(({ party }) => party), ...named.keys()])
  const [trouble] = troublesOf(rules, (party) => known.has(party))
  if (!trouble) return undefined
  const title = rules.find(({ id }) => id === trouble.rule)?.title
  return refuse('invalid', title ? `${title}: ${trouble.words}` : trouble.words)
}

export const rulesCommands = {
  'rules.begin': {
    run(context, _input, { who }) {
      const no = denied(who, 'work.rules')
      if (no) return no
      if (routingPlan(context.store)) return ok(null)
      const { store, sync } = context
      if (!sync.supports('PlanDefinition')) return unsupported
      const view = sync.view()
      if (view.state !== 'online' || view.asOf === undefined) {
        return refuse('offline-needed', 'Begin while the EHR can be reached: a colleague may have begun already.')
      }
      const at = toInstant(sync.serverNow())
      const plan = { ...writtenPlan(store, { rules: [], version: 1, at, by: who.name }), ...practiceMark(context) }
      act(context, { who, words: 'Began routing what arrives' }, (tx) => tx.create(routingPlanId, plan))
      return ok(null)
    },
  },

  'rules.save': {
    run(context, { version, rules }, { who }) {
      const no = denied(who, 'work.rules')
      if (no) return no
      const { store } = context
      const plan = routingPlan(store)
      if (!plan) return refuse('not-found', 'Routing has not begun in this clinic.')
      if (plan.version !== version) {
        const by = plan.savedBy ?? 'Somebody'
        return refuse('stale', `${by} saved other rules meanwhile. Look at them before you save yours.`)
      }
      if (isUndecided(context, plan.id))
        return refuse('conflict', 'Two versions of the rules wait for a decision first.')
      const trouble = barred(context, rules)
      if (trouble) return trouble
      const next = version + 1
      const at = context.at()
      act(context, { who, words: 'Changed the routing rules' }, (tx) => {
        tx.edit('PlanDefinition', plan.id, (before) => {
          const written = writtenPlan(store, { rules, version: next, at, by: who.name }, before)
          delete before.action
          Object.assign(before, written)
        })
      })
      return ok({ version: next })
    },
  },

  'rules.try': {
    async run(context, { rules }, { who }) {
      const no = denied(who, 'work.rules') ?? barred(context, rules)
      if (no) return no
      const run = {}
      const show = (done: number, total: number): boolean => {
        if (done > 0 && trying.get(context)?.run !== run) return false
        trying.set(context, { run, done, total })
        context.store.announce('rules')
        return true
      }
      try {
        show(0, 0)
        const found = await dryRun(context.store, rules, context.sync.serverNow(), show)
        if (found && trying.get(context)?.run === run) return ok(found)
        return refuse('stale', 'The trial was stopped, or another one was started meanwhile.')
      } finally {
        if (trying.get(context)?.run === run) stopTrying(context)
      }
    },
  },

  'rules.stop-trying': {
    run(context) {
      stopTrying(context)
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>
