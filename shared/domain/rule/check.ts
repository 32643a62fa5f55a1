import { certainOf, type Known, mayHold, type SomeParty } from './facts.js'
import { answerOf, type Condition, opsOf, type Party, type Rule, type Test } from './language.js'

/** Something that keeps a set of rules from being used, in words; of which rule, where it is one’s. */
export interface Trouble {
  rule?: string
  words: string
}

/** How deep conditions may stand in one another. */
const deepest = 6

/** What is wrong with a set of rules. `isKnown` tells whether a person or team may be named: is in this clinic, or was when it was named. */
export function troublesOf(rules: readonly Rule[], isKnown: (party: Party) => boolean): Trouble[] {
  const troubles: Trouble[] = []
  const ids = new Set<string>()
  for (const rule of rules) {
    const say = (words: string): void => void troubles.push({ rule: rule.id, words })
    if (ids.has(rule.id)) say('Two rules are the same one.')
    ids.add(rule.id)
    if (rule.title.trim() === '') say('Give this rule a name.')
    for (const test of testsOf(rule.when)) {
      const words = testTrouble(test, isKnown)
      if (words) say(words)
    }
    if (depthOf(rule.when) > deepest) say('Its conditions stand too deep in one another.')
    if (isEmpty(rule.when)) say('Say when it applies, or it takes everything.')
    const { to } = rule.then
    if (to.includes(':') && !isKnown(to as Party)) say('Choose who gets it: the one it names is not in this clinic.')
  }
  const circle = circleOf(rules)
  if (circle) troubles.push({ words: `These rules go round in a circle: ${circle.join(' → ')}.` })
  return troubles
}

function testTrouble({ fact, op, value }: Test, isKnown: (party: Party) => boolean): string | undefined {
  const answer = answerOf(fact)
  if (!opsOf(fact).includes(op) || value.length === 0) return 'One of its conditions is not complete.'
  const fits = value.every((each) => {
    if (answer.type === 'number') return typeof each === 'number' && each >= answer.least && each <= answer.most
    if (answer.type === 'yes-no') return typeof each === 'boolean'
    if (answer.type === 'words') return typeof each === 'string' && each.trim() !== ''
    if (answer.type === 'choice') return answer.choices.some(({ value: known }) => known === each)
    return typeof each === 'string' && isKnown(each as Party)
  })
  return fits ? undefined : 'One of its conditions is not complete.'
}

const partsOf = (condition: Condition): readonly Condition[] =>
  'all' in condition ? condition.all : 'any' in condition ? condition.any : 'not' in condition ? [condition.not] : []

const testsOf = (condition: Condition): Test[] =>
  'fact' in condition ? [condition] : partsOf(condition).flatMap(testsOf)

const depthOf = (condition: Condition): number => 1 + Math.max(0, ...partsOf(condition).map(depthOf))

const isEmpty = (condition: Condition): boolean => testsOf(condition).length === 0

/**
 * The names of rules that could hand one task round for ever, the first again at the end; undefined when none could. Only
 * rules that are looked at again later can: of what one of them let through, the next is asked whether it could fit.
 */
export function circleOf(rules: readonly Rule[]): string[] | undefined {
  const later = rules.filter(({ on, off }) => on !== 'arrival' && !off)
  const next = new Map(later.map((rule) => [rule.id, follows(rule, later)]))
  const done = new Set<string>()
  const walk = (rule: Rule, way: readonly Rule[]): Rule[] | undefined => {
    const from = way.indexOf(rule)
    if (from >= 0) return [...way.slice(from), rule]
    if (done.has(rule.id)) return undefined
    for (const other of next.get(rule.id) ?? []) {
      const found = walk(other, [...way, rule])
      if (found) return found
    }
    done.add(rule.id)
    return undefined
  }
  for (const rule of later) {
    const found = walk(rule, [])
    if (found) return found.map(({ title }) => title)
  }
  return undefined
}

/** The rules that may take on what a rule has just given to somebody. */
function follows(rule: Rule, later: readonly Rule[]): Rule[] {
  const { to } = rule.then
  const owner: SomeParty = to.includes(':') ? (to as Party) : 'somebody'
  const known: Known = { owner, values: certainOf(rule.when) }
  const found: Rule[] = []
  for (const on of ['overdue', 'no-cover'] as const) {
    for (const other of later) {
      if (other.on !== on) continue
      const answer = mayHold(other.when, known)
      if (answer === 'no') continue
      // A rule that would leave it where it is moves nothing, and keeps those after it from being asked.
      if (other.then.to !== to) found.push(other)
      if (answer === 'yes') break
    }
  }
  return found
}
