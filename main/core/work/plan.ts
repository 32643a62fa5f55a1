import type { PlanDefinition, PlanDefinitionAction } from '@medplum/fhirtypes'
import { storedRule } from '../../../shared/contract/work/rules.js'
import { roleTitles } from '../../../shared/domain/role.js'
import type { UsedRule } from '../../../shared/domain/rule/decide.js'
import {
  answerOf,
  type Condition,
  conditionWords,
  isRole,
  type Occasion,
  type Party,
  type Rule,
  targetWords,
} from '../../../shared/domain/rule/language.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson, same } from '../../../shared/kernel/json.js'
import { hl7, rounds } from '../handlers/fhir.js'
import { plans } from '../store/clinic-plan.js'
import { machineId } from '../store/identity.js'
import { all } from '../store/statement.js'
import type { Reader } from '../store/store.js'
import { partyHere, partyThere } from './party-reference.js'
import { earlierVersions, type PlanVersion, versionsAfter } from './plan-versions.js'
import { timesText } from './times-plan.js'

/** The clinic's routing rules as they are kept here. */
export interface RoutingPlan {
  id: LocalId
  /** Counts saves. */
  version: number
  /** From when on work is routed. */
  begun: Instant
  rules: Rule[]
  /** What routing goes by: each knows whether whom it names is still here. */
  inUse: UsedRule[]
  /** Names of what this version does not understand. */
  foreign: string[]
  savedBy?: string
  savedAt?: Instant
}

/** The same on every workstation, so that a clinic that begins twice at once has one set of rules. */
export const routingPlanId: LocalId = machineId('plan', 'routing' as LocalId)

const thenUrl = `${rounds}then`
/** The binding of FHIR R4 is extensible; the types know its own three. */
const language = 'application/vnd.rounds.rule+json' as 'text/fhirpath'

/** The routing plan of the clinic; undefined until somebody has begun. Of several, the one the EHR made first counts. */
export function routingPlan(reader: Reader): RoutingPlan | undefined {
  const rows = all<{ id: LocalId; server_id: string | null; json: string }>(
    reader.db,
    `SELECT id, server_id, json FROM resource WHERE type = 'PlanDefinition' AND server_id > ''
     UNION SELECT id, server_id, json FROM resource WHERE id = ? AND type = 'PlanDefinition'`,
    routingPlanId,
  )
  const found = rows
    .map(({ id, server_id, json: text }) => ({ id, server: server_id ?? '', plan: parseJson(text) as PlanDefinition }))
    .filter(({ plan }) => plan.url === plans.routing && plan.status === 'active')
    .sort((a, b) => begunOf(a.plan).localeCompare(begunOf(b.plan)) || a.server.localeCompare(b.server))[0]
  return found && planOf(reader, found.id, found.plan)
}

const begunOf = ({ effectivePeriod }: PlanDefinition): string => effectivePeriod?.start ?? '9999'

function planOf(reader: Reader, id: LocalId, plan: PlanDefinition): RoutingPlan {
  const actions = plan.action ?? []
  const rules = actions.flatMap((action) => ruleOf(reader, action) ?? [])
  return {
    id,
    version: Number(plan.version) || 1,
    begun: begunOf(plan) as Instant,
    rules,
    inUse: rulesInUse(reader, rules),
    foreign: actions.filter((action) => !storedIn(action)).map(({ title }) => title || 'A rule without a name'),
    ...(plan.editor?.[0]?.name && { savedBy: plan.editor[0].name }),
    ...(plan.date && { savedAt: plan.date as Instant }),
  }
}

/** A rule as known here. */
function ruleOf(reader: Reader, action: PlanDefinitionAction): Rule | undefined {
  const rule = storedIn(action)
  return rule && withParties(rule, (party) => partyHere(reader, party))
}

/** A rule as stored; undefined for what this version does not understand, which then routes nothing. */
function storedIn(action: PlanDefinitionAction): Rule | undefined {
  const expression = action.condition?.find(({ expression: of }) => of?.language === language)?.expression?.expression
  const then = action.extension?.find(({ url }) => url === thenUrl)?.valueString
  if (!action.id || !expression || !then) return undefined
  try {
    const { off, on, ...rest } = JSON.parse(then) as Record<string, unknown>
    const stored = storedRule.safeParse({
      id: action.id,
      title: action.title ?? '',
      on,
      ...(off === true && { off }),
      when: JSON.parse(expression),
      // biome-ignore lint/suspicious/noThenProperty: the rule's consequence, nothing to be awaited.
      then: rest,
    })
    return stored.success ? (stored.data as Rule) : undefined
  } catch {
    return undefined
  }
}

/** A rule with everybody it names replaced. Watchers are plain ids here and references there. */
function withParties(rule: Rule, change: (party: string) => string): Rule {
  const { to, watchers, ...then } = rule.then
  const person = (id: string): string => change(id.includes('/') ? id : `person:${id}`).replace(/^person:/, '')
  return {
    ...rule,
    when: conditionWith(rule.when, change),
    // biome-ignore lint/suspicious/noThenProperty: the rule's consequence, nothing to be awaited.
    then: { ...then, to: change(to) as Party, ...(watchers && { watchers: watchers.map(person) }) },
  }
}

function conditionWith(condition: Condition, change: (party: string) => string): Condition {
  if ('all' in condition) return { all: condition.all.map((each) => conditionWith(each, change)) }
  if ('any' in condition) return { any: condition.any.map((each) => conditionWith(each, change)) }
  if ('not' in condition) return { not: conditionWith(condition.not, change) }
  const { type } = answerOf(condition.fact)
  if (type !== 'person' && type !== 'party') return condition
  return { ...condition, value: condition.value.map((each) => change(String(each))) }
}

/**
 * The rules by which work is given out now. One that names somebody who left, a team that was dissolved or a role nobody
 * has is gone: what it takes on goes where the fallback says. Watchers who left are told nothing.
 */
export function rulesInUse(reader: Reader, rules: readonly Rule[]): UsedRule[] {
  const here = partiesHere(reader)
  return rules.map((rule) => {
    const { to } = rule.then
    const gone = to.includes(':') && !here.has(to)
    const watchers = rule.then.watchers?.filter((id) => here.has(`person:${id}`))
    // biome-ignore lint/suspicious/noThenProperty: the rule's consequence, nothing to be awaited.
    return { ...rule, ...(watchers && { then: { ...rule.then, watchers } }), ...(gone && { gone }) }
  })
}

/** Everybody a plan and the sets before it name, as known here, with how each is stored: also those no longer held. */
export function partiesNamed(reader: Reader, plan: PlanDefinition | undefined): ReadonlyMap<string, string> {
  const named = new Map<string, string>()
  const note = (actions: readonly PlanDefinitionAction[]): void => {
    for (const action of actions) {
      const rule = storedIn(action)
      if (!rule) continue
      withParties(rule, (stored) => {
        const party = partyHere(reader, stored)
        if (!named.has(party)) named.set(party, stored)
        return stored
      })
    }
  }
  note(plan?.action ?? [])
  const sets = plan ? earlierVersions(plan, (actions) => (Array.isArray(actions) ? { actions } : undefined)) : []
  for (const { actions } of sets) note(actions)
  return named
}

function partiesHere({ db }: Reader): ReadonlySet<string> {
  const rows = all<{ party: string }>(
    db,
    `SELECT 'person:' || id AS party FROM practitioner WHERE active = 1
     UNION ALL SELECT 'team:' || id FROM care_team
     UNION SELECT 'role:' || r.role FROM practitioner_role r JOIN practitioner p ON p.id = r.practitioner
       WHERE r.active = 1 AND p.active = 1`,
  )
  return new Set(rows.map(({ party }) => party))
}

const triggers: Record<Occasion, PlanDefinitionAction['trigger']> = {
  arrival: [{ type: 'data-added', data: [{ type: 'Task' }] }],
  overdue: [{ type: 'named-event', name: 'overdue' }],
  'no-cover': [{ type: 'named-event', name: 'no-cover' }],
}

function actionOf(reader: Reader, rule: Rule, stored: ReadonlyMap<string, string>): PlanDefinitionAction {
  const there = (party: string): string => stored.get(party) ?? partyThere(reader, party)
  const { id, title, on, off, when, then } = withParties(rule, there)
  return {
    id,
    title,
    extension: [{ url: thenUrl, valueString: JSON.stringify({ ...then, on, ...(off && { off }) }) }],
    trigger: triggers[on] as NonNullable<PlanDefinitionAction['trigger']>,
    condition: [{ kind: 'applicability', expression: { language, expression: JSON.stringify(when) } }],
  }
}

/** The plan a clinic begins with, and each that a save makes of the one before. */
export function writtenPlan(
  reader: Reader,
  save: { rules: readonly Rule[]; version: number; at: Instant; by: string },
  before?: PlanDefinition,
): PlanDefinition {
  const { rules, version, at, by } = save
  const actions = actionsOf(reader, rules, before)
  const { action: _action, relatedArtifact: _related, ...kept } = before ?? {}
  return {
    ...kept,
    resourceType: 'PlanDefinition',
    url: plans.routing,
    name: 'Routing',
    title: 'Who gets what arrives',
    type: hl7('plan-definition-type', 'eca-rule', 'ECA Rule'),
    status: 'active',
    version: String(version),
    date: at,
    editor: [{ name: by }],
    effectivePeriod: before?.effectivePeriod ?? { start: at },
    ...(before && { relatedArtifact: versionsAfter(before, before.action ?? []) }),
    ...(actions.length > 0 && { action: actions }),
  }
}

/**
 * The rules as actions. One that was not changed stays as it is, byte for byte; so does what this version does not understand,
 * behind the rule it stood behind.
 */
function actionsOf(reader: Reader, rules: readonly Rule[], before: PlanDefinition | undefined): PlanDefinitionAction[] {
  const stored = partiesNamed(reader, before)
  const kept = new Map<string | undefined, PlanDefinitionAction[]>()
  const saved = new Map<string, { action: PlanDefinitionAction; rule: Rule }>()
  const ids = new Set(rules.map(({ id }) => id))
  let last: string | undefined
  for (const action of before?.action ?? []) {
    const rule = ruleOf(reader, action)
    if (!rule) kept.set(last, [...(kept.get(last) ?? []), action])
    else if (ids.has(rule.id)) {
      saved.set(rule.id, { action, rule })
      last = rule.id
    }
  }
  const behind = (id: string | undefined): PlanDefinitionAction[] => kept.get(id) ?? []
  return [
    ...behind(undefined),
    ...rules.flatMap((rule) => {
      const was = saved.get(rule.id)
      const action = was && same(was.rule, rule) ? was.action : { ...was?.action, ...actionOf(reader, rule, stored) }
      return [action, ...behind(rule.id)]
    }),
  ]
}

/** One earlier set of rules. */
export interface EarlierRules extends PlanVersion {
  rules: Rule[]
}

/** The sets before the present one, newest first. */
export function earlierRules(reader: Reader, id: LocalId): EarlierRules[] {
  const plan = reader.read('PlanDefinition', id)
  if (!plan) return []
  return earlierVersions(plan, (actions) =>
    Array.isArray(actions) ? { rules: actions.flatMap((action) => ruleOf(reader, action) ?? []) } : undefined,
  )
}

/** The rules or the times of a plan as a person compares them, `nameOf` giving whom a reference means. */
export function planText(plan: PlanDefinition, nameOf: (reference: string) => string | undefined): string {
  const name = (party: string): string => {
    const role = party.replace(/^role:/, '')
    return nameOf(party) ?? (isRole(role) ? `any ${roleTitles[role].toLowerCase()}` : party)
  }
  if (plan.url === plans.loopTimes) return timesText(plan, name)
  const lines = (plan.action ?? []).map((action, i) => {
    const rule = storedIn(action)
    if (!rule) return `${i + 1}. ${action.title ?? ''}: written by a newer Rounds`
    const { to } = rule.then
    const who = to in targetWords ? targetWords[to as keyof typeof targetWords] : name(to)
    return `${i + 1}. ${rule.title}${rule.off ? ' (off)' : ''}: ${conditionWords(rule.when, name)} → ${who}`
  })
  return lines.join('\n') || 'No rules of its own'
}
