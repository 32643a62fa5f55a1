import type { Instant } from '../../kernel/ids.js'
import { usualTimes } from '../clinic-times.js'
import { after, type Span, weightOf } from '../result/times.js'
import type { Facts } from './facts.js'
import { holds } from './facts.js'
import type { Occasion, Party, Rule, RulePriority, Target, Then } from './language.js'
import { rulePriorities } from './language.js'

/** What always stands behind the clinic’s own rules. It cannot be taken out. */
export const fallbackId = 'fallback'
export const fallbackTitle = 'Everything else'

export interface Decision {
  rule: string
  title: string
  to: Party
  priority: RulePriority
  /** FHIR instant. */
  due: string
  /** Local ids of people. */
  watchers: readonly string[]
}

/** A rule as routing goes by it. */
export interface UsedRule extends Rule {
  /** Whom it gives work to is not here any more. */
  gone?: true
}

/** Within how long stat work is due, minutes. */
const criticalMinutes = 60

export const isCritical = (flag: string | undefined): boolean => flag === 'HH' || flag === 'LL'

/**
 * Who gets a task, how pressing it is and when it is due: the first rule that fits says. Where none does, or whom it names
 * is not known for this task, it goes to whoever ordered or asked, else to the primary clinician, else to the care team. So does
 * what a rule takes on whose target has left: the rules after it were written for what it leaves them. On later occasions, where there
 * is no fallback, they are asked.
 */
export function decide(facts: Facts, rules: readonly UsedRule[], on: Occasion = 'arrival'): Decision {
  for (const rule of rules) {
    if (rule.off || rule.on !== on || !holds(rule.when, facts)) continue
    if (rule.gone && on === 'arrival') return fallback(facts)
    const to = rule.gone ? undefined : partyOf(rule.then.to, facts)
    if (to) return decided(facts, { rule: rule.id, title: rule.title, to }, rule.then)
  }
  return fallback(facts)
}

/** The first rule that fits a task again later; undefined when none does, or when it would stay where it is. */
export function again(
  facts: Facts,
  rules: readonly UsedRule[],
  on: Exclude<Occasion, 'arrival'>,
): Decision | undefined {
  const decision = decide(facts, rules, on)
  return decision.rule === fallbackId || decision.to === facts.owner ? undefined : decision
}

export function fallback(facts: Facts): Decision {
  const to = facts.orderer ?? facts.primaryClinician ?? facts.careTeam ?? 'role:physician'
  return decided(facts, { rule: fallbackId, title: fallbackTitle, to }, {})
}

function partyOf(target: Target, facts: Facts): Party | undefined {
  if (target === 'orderer') return facts.orderer
  if (target === 'primary-clinician') return facts.primaryClinician
  if (target === 'last-writer') return facts.lastWriter
  return target
}

function decided(facts: Facts, by: Pick<Decision, 'rule' | 'title' | 'to'>, then: Omit<Then, 'to'>): Decision {
  const critical = isCritical(facts.flag)
  const asked = then.due ? dueAt(facts.at, then.due) : after(facts.at as Instant, usualDue(facts))
  const latest = after(facts.at as Instant, timesOf(facts).reviewed.critical)
  return {
    ...by,
    priority: critical ? 'stat' : (then.priority ?? facts.priority),
    due: critical && asked > latest ? latest : asked,
    watchers: then.watchers ?? [],
  }
}

/** What is expected where no rule says: what the clinic set. Stat work waits an hour whatever it set. */
function usualDue(facts: Facts): Span {
  const { kind, flag, priority } = facts
  const { reviewed, due } = timesOf(facts)
  if (isCritical(flag)) return reviewed.critical
  if (priority === 'stat') return { minutes: criticalMinutes }
  if (rulePriorities.indexOf(priority) < rulePriorities.indexOf('routine')) return due.urgent
  if (kind === 'result-review') return reviewed[weightOf(flag)]
  if (kind === 'patient-message') return due.message
  if (kind === 'refill-request') return due.refill
  return due.other
}

const timesOf = ({ times }: Facts): NonNullable<Facts['times']> => times ?? usualTimes

/** An instant so many minutes, or at the same hour so many clinic days (Monday to Friday), after another. */
export function dueAt(at: string, due: { minutes: number } | { days: number }): string {
  const from = new Date(at)
  if ('minutes' in due) return new Date(from.getTime() + due.minutes * 60_000).toISOString()
  for (let left = due.days; left > 0; ) {
    from.setDate(from.getDate() + 1)
    if (from.getDay() !== 0 && from.getDay() !== 6) left -= 1
  }
  return from.toISOString()
}

/** One rule that acted on a task, and where that put it. */
export interface Hop {
  rule: string
  title: string
  to: Party
}

/** How often rules may hand one task on. */
export const mostHops = 5

/**
 * What becomes of a task that is looked at again: undefined when it stays. One that a person gave to somebody since stays
 * with them. Rules that would hand it round are cut: it falls to the fallback for good, and `circle` names the way.
 */
export function hop(
  facts: Facts,
  rules: readonly UsedRule[],
  on: Exclude<Occasion, 'arrival'>,
  hops: readonly Hop[],
): { decision: Decision; circle?: string[] } | undefined {
  const last = hops.at(-1)
  const wasCut = hops.length > 1 && last?.rule === fallbackId
  if (wasCut || (last && last.to !== facts.owner)) return undefined
  const decision = again(facts, rules, on)
  if (!decision) return undefined
  const before = hops.findIndex(({ rule }) => rule === decision.rule)
  if (before < 0 && hops.length < mostHops) return { decision }
  const way = hops.slice(Math.max(0, before)).map(({ title }) => title)
  return { decision: fallback(facts), circle: [...way, decision.title] }
}
