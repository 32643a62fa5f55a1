import type { ClinicTimes } from '../clinic-times.js'
import { fold } from '../fold.js'
import type { Condition, FactName, Op, Party, RulePriority, RuleValue, Test } from './language.js'

/** What is known of one task when it is routed. */
export interface Facts {
  kind: string
  /** When it came: FHIR instant. */
  at: string
  code?: string
  flag?: string
  status?: string
  priority: RulePriority
  orderer?: Party
  primaryClinician?: Party
  lastWriter?: Party
  /** Who has it now. */
  owner?: Party
  /** Whose team it falls to when nobody else can be named. */
  careTeam?: Party
  patientAge?: number
  patientHasPortal: boolean
  senderKind?: string
  /** The task’s wording. */
  text: string
  source?: string
  hour: number
  weekday: string
  absentOwner: boolean
  /** How soon the clinic wants work done; the usual times where this is not known. */
  times?: Pick<ClinicTimes, 'reviewed' | 'due'>
}

/** A party whose name is not known yet, only what it is: a rule may give a task to whoever ordered it. */
export type SomeParty = Party | 'somebody'

/** What may be known of a task beforehand: undefined where nothing is said about it. */
export interface Known {
  owner?: SomeParty
  values: Partial<Record<FactName, RuleValue>>
}

const normal = (text: string): string => fold(text).trim()

function compare(op: Op, actual: RuleValue | undefined, value: readonly RuleValue[]): boolean {
  const has = (): boolean =>
    typeof actual === 'string' && value.some((each) => each !== '' && normal(actual).includes(normal(String(each))))
  switch (op) {
    case 'is':
      return actual !== undefined && value.includes(actual)
    case 'is-not':
      return actual === undefined || !value.includes(actual)
    case 'has':
      return has()
    case 'has-not':
      return !has()
    case 'at-least':
      return typeof actual === 'number' && value.some((each) => actual >= Number(each))
    case 'below':
      return typeof actual === 'number' && value.some((each) => actual < Number(each))
  }
}

const factOf = (facts: Facts, fact: FactName): RuleValue | undefined => (fact === 'textHas' ? facts.text : facts[fact])

/** Whether a condition holds of a task. Words are compared without case and accents. */
export function holds(condition: Condition, facts: Facts): boolean {
  if ('fact' in condition) return compare(condition.op, factOf(facts, condition.fact), condition.value)
  if ('not' in condition) return !holds(condition.not, facts)
  return 'all' in condition
    ? condition.all.every((each) => holds(each, facts))
    : condition.any.some((each) => holds(each, facts))
}

/** Whether a condition could hold of a task of which only some is known: surely, surely not, or perhaps. */
export function mayHold(condition: Condition, known: Known): 'yes' | 'no' | 'perhaps' {
  if ('fact' in condition) return testMayHold(condition, known)
  if ('not' in condition) {
    const inner = mayHold(condition.not, known)
    return inner === 'yes' ? 'no' : inner === 'no' ? 'yes' : 'perhaps'
  }
  const [parts, ends, other] =
    'all' in condition ? ([condition.all, 'no', 'yes'] as const) : ([condition.any, 'yes', 'no'] as const)
  const each = parts.map((part) => mayHold(part, known))
  if (each.includes(ends)) return ends
  return each.includes('perhaps') ? 'perhaps' : other
}

function testMayHold(test: Test, { owner, values }: Known): 'yes' | 'no' | 'perhaps' {
  if (test.fact === 'owner' && owner === 'somebody') {
    const isSomebody = test.value.some((each) => String(each).startsWith('person:'))
    if (isSomebody) return 'perhaps'
    return test.op === 'is' ? 'no' : 'yes'
  }
  const value = test.fact === 'owner' ? owner : values[test.fact]
  if (value === undefined) return 'perhaps'
  return compare(test.op, value, test.value) ? 'yes' : 'no'
}

/** What a condition says for certain of what never changes: of a task it let through, this is known. */
export function certainOf(condition: Condition): Partial<Record<FactName, RuleValue>> {
  if ('all' in condition) return Object.assign({}, ...condition.all.map(certainOf))
  if (!('fact' in condition) || condition.op !== 'is' || condition.value.length !== 1) return {}
  return lasting.has(condition.fact) ? { [condition.fact]: condition.value[0] } : {}
}

const lasting: ReadonlySet<FactName> = new Set(['kind', 'code', 'orderer', 'primaryClinician', 'senderKind', 'source'])
