import { abnormalFlags } from '../flag.js'
import { type Role, roles } from '../role.js'

/** Most pressing first. */
export const rulePriorities = ['stat', 'asap', 'urgent', 'routine'] as const
export type RulePriority = (typeof rulePriorities)[number]

/** Whose a task can be: `person:` or `team:` with a local id, `role:` with a code of ours. */
export type Party = `person:${string}` | `team:${string}` | `role:${Role}`

/** Whom a rule gives a task to; the last three are looked up for each task. */
export type Target = Party | 'orderer' | 'primary-clinician' | 'last-writer'

/** When a rule is looked at: as a task is made, once it is overdue, or once whoever has it is away and nobody covers. */
export const occasions = ['arrival', 'overdue', 'no-cover'] as const
export type Occasion = (typeof occasions)[number]

export type RuleValue = string | number | boolean
export interface Test {
  fact: FactName
  op: Op
  /** One of several suffices, for `is` and `has`; none may be, for `is-not` and `has-not`. */
  value: readonly RuleValue[]
}
export type Condition = { all: readonly Condition[] } | { any: readonly Condition[] } | { not: Condition } | Test

export interface Rule {
  id: string
  title: string
  on: Occasion
  /** Kept, and never looked at. */
  off?: boolean
  when: Condition
  then: Then
}

export interface Then {
  to: Target
  priority?: RulePriority
  /** From the task's own time: minutes, or clinic days (Monday to Friday). */
  due?: { minutes: number } | { days: number }
  /** People told of news. Local ids. */
  watchers?: readonly string[]
}

export const ops = ['is', 'is-not', 'has', 'has-not', 'at-least', 'below'] as const
export type Op = (typeof ops)[number]

export const opWords: Record<Op, string> = {
  is: 'is',
  'is-not': 'is not',
  has: 'has the words',
  'has-not': 'has none of the words',
  'at-least': 'is at least',
  below: 'is below',
}

/** Kinds of work that arrive by themselves and are routed. */
export const routedKinds = [
  'result-review',
  'patient-message',
  'refill-request',
  'document',
  'referral',
  'loop-overdue',
  'unmatched-result',
] as const

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

const kindWords: Record<(typeof routedKinds)[number], string> = {
  'result-review': 'Result',
  'patient-message': 'Patient message',
  'refill-request': 'Refill request',
  document: 'Outside document',
  referral: 'Referral',
  'loop-overdue': 'Overdue order',
  'unmatched-result': 'Result held for identity',
}

type Answer =
  | { type: 'choice'; choices: readonly { value: string; words: string }[] }
  | { type: 'person' }
  | { type: 'party' }
  | { type: 'number'; unit: string; least: number; most: number }
  | { type: 'yes-no' }
  | { type: 'words' }

const choice = (words: Record<string, string>): Answer => ({
  type: 'choice',
  choices: Object.entries(words).map(([value, text]) => ({ value, words: text })),
})
const plain = (values: readonly string[]): Answer => choice(Object.fromEntries(values.map((each) => [each, each])))

/** What a rule can ask, in the words of the editor. */
export const facts = {
  kind: { words: 'Kind', answer: choice(kindWords) },
  code: { words: 'Test or topic code', answer: { type: 'words' } },
  flag: { words: 'Worst flag', answer: plain([...abnormalFlags, 'N']) },
  status: {
    words: 'Result status',
    answer: choice({ partial: 'Partial', preliminary: 'Preliminary', final: 'Final', corrected: 'Corrected' }),
  },
  priority: {
    words: 'Priority it came with',
    answer: choice({ stat: 'Stat', asap: 'As soon as possible', urgent: 'Urgent', routine: 'Routine' }),
  },
  orderer: { words: 'Ordered or asked by', answer: { type: 'person' } },
  primaryClinician: { words: 'Primary clinician', answer: { type: 'person' } },
  owner: { words: 'With', answer: { type: 'party' } },
  patientAge: { words: 'Patient’s age', answer: { type: 'number', unit: 'years', least: 0, most: 130 } },
  patientHasPortal: { words: 'Patient uses the portal', answer: { type: 'yes-no' } },
  senderKind: {
    words: 'Sent by',
    answer: choice({ patient: 'The patient', proxy: 'Somebody for the patient', other: 'Somebody else' }),
  },
  textHas: { words: 'Wording', answer: { type: 'words' } },
  source: { words: 'Laboratory or sender', answer: { type: 'words' } },
  hour: { words: 'Hour of the day', answer: { type: 'number', unit: 'o’clock', least: 0, most: 23 } },
  weekday: { words: 'Day of the week', answer: plain(weekdays) },
  absentOwner: { words: 'Who it would go to is away', answer: { type: 'yes-no' } },
} as const satisfies Record<string, { words: string; answer: Answer }>

export type FactName = keyof typeof facts
export const factNames = Object.keys(facts) as [FactName, ...FactName[]]
export const answerOf = (fact: FactName): Answer => facts[fact].answer

const opsOfAnswer: Record<Answer['type'], readonly [Op, ...Op[]]> = {
  choice: ['is', 'is-not'],
  person: ['is', 'is-not'],
  party: ['is', 'is-not'],
  number: ['at-least', 'below', 'is'],
  'yes-no': ['is'],
  words: ['has', 'has-not'],
}

/** The comparisons that make sense for a fact; the first is the one offered. */
export const opsOf = (fact: FactName): readonly [Op, ...Op[]] => opsOfAnswer[answerOf(fact).type]

export const targetWords: Record<Exclude<Target, Party>, string> = {
  orderer: 'who ordered or asked for it',
  'primary-clinician': 'the primary clinician',
  'last-writer': 'who last wrote to the patient',
}

/** Whether a stored rule names somebody this version knows how to look up: as here, or by reference as it is kept. */
export const isTarget = (to: string): boolean =>
  Object.hasOwn(targetWords, to) ||
  (to.startsWith('role:') && isRole(to.slice('role:'.length))) ||
  /^(person:|team:|Practitioner\/|CareTeam\/)./.test(to)

export const isRole = (code: string): code is Role => (roles as readonly string[]).includes(code)

/** What a party is called, `of` giving the names of people and teams. */
export type Names = (party: Party) => string

/** A condition in words: `Worst flag is HH or LL, and Kind is Result`. */
export function conditionWords(condition: Condition, names: Names, inside = false): string {
  if ('fact' in condition) return testWords(condition, names)
  if ('not' in condition) return `not (${conditionWords(condition.not, names)})`
  const [list, between] = 'all' in condition ? [condition.all, ', and '] : [condition.any, ', or ']
  if (list.length === 0) return 'all' in condition ? 'anything' : 'nothing'
  const words = list.map((each) => conditionWords(each, names, true)).join(between)
  return inside && list.length > 1 ? `(${words})` : words
}

function testWords({ fact, op, value }: Test, names: Names): string {
  const answer = answerOf(fact)
  const one = (each: RuleValue): string => {
    if (answer.type === 'choice') return answer.choices.find((known) => known.value === each)?.words ?? String(each)
    if (answer.type === 'person' || answer.type === 'party') return names(each as Party)
    if (answer.type === 'yes-no') return each === true ? 'yes' : 'no'
    if (answer.type === 'words') return `“${each}”`
    return `${each} ${answer.unit}`
  }
  return `${facts[fact].words} ${opWords[op]} ${value.map(one).join(' or ')}`
}
