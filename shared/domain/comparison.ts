import { aligned } from '../kernel/alignment.js'
import { same } from '../kernel/json.js'
import { groupOf } from './together.js'

/** Which side of a part holds in the result. */
export type Choice = 'mine' | 'theirs' | 'both'
export type Choices = Readonly<Record<string, Choice>>

/** One thing on which two versions differ, decided as a whole. Values are absent where that version lacks it. */
export interface Part<Value = unknown> {
  key: string
  /** The element it is about, or the first of several that belong together. */
  element: string
  base: Value | undefined
  mine: Value | undefined
  theirs: Value | undefined
  /** Who changed it since the version both began from. */
  changed: 'here' | 'ehr' | 'both'
  choices: readonly Choice[]
}

type Json = Readonly<Record<string, unknown>>

/** What stands in one place of a list: the same on both sides, or a part. */
type Slot = { value: unknown } | { part: Part }

type Step =
  | { kind: 'same'; keys: readonly string[] }
  | { kind: 'whole'; keys: readonly string[]; part: Part }
  | { kind: 'list'; key: string; slots: readonly Slot[] }

/** Two versions of a resource side by side, and how to put a third together from them. */
export interface Comparison {
  parts: readonly Part[]
  steps: readonly Step[]
  mine: Json
  theirs: Json
}

/** Elements that are the server's or made from others: the EHR's copy always has them right. */
const theServersOwn = new Set(['id', 'meta', 'text', 'resourceType'])

/** Lists in which what both sides say may stand side by side. */
const mayHoldBoth = new Set(['telecom', 'note', 'reaction'])

/** Who changed a value: compared with what both began from. */
export const changedBy = (base: unknown, mine: unknown, theirs: unknown, equal = same): Part['changed'] =>
  equal(mine, base) ? 'ehr' : equal(theirs, base) ? 'here' : 'both'

/**
 * Compares two versions of a resource that both began from `base`, part by part. `aside` names elements that are
 * compared elsewhere, such as the text of a note; they are taken from `theirs`.
 */
export function compare(
  base: object | undefined,
  mine: object,
  theirs: object,
  aside: ReadonlySet<string> = new Set(),
): Comparison {
  const [b, m, t] = [(base ?? {}) as Json, mine as Json, theirs as Json]
  const type = String(t.resourceType)
  const groups = new Map<string, string[]>()
  for (const key of new Set([...Object.keys(t), ...Object.keys(m), ...Object.keys(b)])) {
    const element = key.replace(/^_/, '')
    const fixed = theServersOwn.has(element) || aside.has(element)
    const group = fixed ? element : groupOf(type, element)
    groups.set(group, [...(groups.get(group) ?? []), key])
  }
  const parts: Part[] = []
  const steps: Step[] = []
  for (const [element, keys] of groups) {
    const [inBase, inMine, inTheirs] = [pick(b, keys), pick(m, keys), pick(t, keys)]
    if (theServersOwn.has(element) || aside.has(element) || same(inMine, inTheirs)) {
      steps.push({ kind: 'same', keys })
      continue
    }
    const alone = keys.length === 1 && keys[0] === element
    const slots = alone ? slotsOf(element, b[element], m[element], t[element]) : undefined
    if (slots) {
      steps.push({ kind: 'list', key: element, slots })
      parts.push(...slots.flatMap((slot) => ('part' in slot ? [slot.part] : [])))
      continue
    }
    const part: Part = {
      key: element,
      element,
      base: inBase,
      mine: inMine,
      theirs: inTheirs,
      changed: changedBy(inBase, inMine, inTheirs),
      choices: ['mine', 'theirs'],
    }
    steps.push({ kind: 'whole', keys, part })
    parts.push(part)
  }
  return { parts, steps, mine: m, theirs: t }
}

/** The parts nobody has decided yet. */
export const undecided = (parts: readonly Part[], choices: Choices): Part[] =>
  parts.filter(({ key, choices: possible }) => !possible.includes(choices[key] as Choice))

/** The version the choices make, on top of the EHR's. Every part must be decided. */
export function combine({ steps, mine, theirs }: Comparison, choices: Choices): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  const copy = (from: Json, keys: readonly string[]): void => {
    for (const key of keys) if (key in from) result[key] = from[key]
  }
  for (const step of steps) {
    if (step.kind === 'same') copy(theirs, step.keys)
    else if (step.kind === 'whole') copy(chosen(step.part, choices) === 'mine' ? mine : theirs, step.keys)
    else {
      const items = step.slots.flatMap((slot) =>
        'value' in slot ? [slot.value] : itemsOf(slot.part, chosen(slot.part, choices)),
      )
      if (items.length > 0) result[step.key] = items
    }
  }
  return result
}

function chosen(part: Part, choices: Choices): Choice {
  const choice = choices[part.key]
  if (!choice || !part.choices.includes(choice)) throw new RangeError(`nothing was chosen for ${part.element}`)
  return choice
}

const itemsOf = ({ mine, theirs }: Part, choice: Choice): unknown[] =>
  [choice === 'theirs' ? undefined : mine, choice === 'mine' ? undefined : theirs].filter((item) => item !== undefined)

/** Only what is there: an element that is absent everywhere makes an empty value, which is absent. */
function pick(from: Json, keys: readonly string[]): Json | undefined {
  const found = keys.filter((key) => key in from)
  return found.length > 0 ? Object.fromEntries(found.map((key) => [key, from[key]])) : undefined
}

const isList = (value: unknown): value is Json[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item))

/**
 * A list item by item. Undefined where it is no list of things, or where the two sides have the same things in another
 * order: then it is decided as a whole, so that no choice can drop or double one.
 */
function slotsOf(element: string, base: unknown, mine: unknown, theirs: unknown): Slot[] | undefined {
  const [b, m, t] = [base ?? [], mine ?? [], theirs ?? []]
  if (!isList(b) || !isList(m) || !isList(t)) return undefined
  const [baseNames, mineNames, theirNames] = [namesOf(b), namesOf(m), namesOf(t)]
  const pairs = aligned(mineNames, theirNames, (x, y) => x === y)
  const paired = new Set(pairs.map(([i]) => mineNames[i]))
  const elsewhere = new Set(theirNames)
  if (mineNames.some((name) => elsewhere.has(name) && !paired.has(name))) return undefined
  const before = new Map(baseNames.map((name, i) => [name, b[i]]))
  const slots: Slot[] = []
  const part = (name: string, inMine: Json | undefined, inTheirs: Json | undefined): void => {
    const inBase = before.get(name)
    const both = inMine && inTheirs && mayHoldBoth.has(element)
    slots.push({
      part: {
        key: `${element} ${name}`,
        element,
        base: inBase,
        mine: inMine,
        theirs: inTheirs,
        changed: changedBy(inBase, inMine, inTheirs),
        choices: both ? ['mine', 'theirs', 'both'] : ['mine', 'theirs'],
      },
    })
  }
  let [i, j] = [0, 0]
  for (const [nextI, nextJ] of [...pairs, [m.length, t.length] as [number, number]]) {
    for (; i < nextI; i += 1) part(mineNames[i] as string, m[i], undefined)
    for (; j < nextJ; j += 1) part(theirNames[j] as string, undefined, t[j])
    if (nextI < m.length && nextJ < t.length) {
      if (same(m[nextI], t[nextJ])) slots.push({ value: t[nextJ] })
      else part(mineNames[nextI] as string, m[nextI], t[nextJ])
      i = nextI + 1
      j = nextJ + 1
    }
  }
  return slots
}

/** What tells the things of a list apart, with a number where it does not: a mobile from a home phone, one colleague from another. */
function namesOf(list: readonly Json[]): string[] {
  const seen = new Map<string, number>()
  return list.map((item) => {
    const kind = kindOf(item)
    const count = (seen.get(kind) ?? 0) + 1
    seen.set(kind, count)
    return count === 1 ? kind : `${kind} ${count}`
  })
}

const telling = ['id', 'url', 'system', 'use', 'type', 'reference', 'linkId']
const within = ['actor', 'individual', 'member', 'language', 'relationship', 'manifestation', 'substance', 'code']

function kindOf(item: Json): string {
  const own = telling.map((key) => item[key] ?? null)
  const inner = within.map((key) => (key in item ? nameOf(item[key]) : null))
  const authored = 'time' in item || 'authorString' in item ? [item.time ?? null, item.authorString ?? null] : []
  return JSON.stringify([...own, ...inner, ...authored])
}

/** A concept or a reference by what it says, without its display. */
function nameOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nameOf)
  if (typeof value !== 'object' || value === null) return value
  const { reference, coding, text } = value as Json
  const code = Array.isArray(coding) ? (coding[0] as Json | undefined)?.code : undefined
  return reference ?? code ?? text ?? null
}
