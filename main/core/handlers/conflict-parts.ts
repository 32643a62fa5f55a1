import type { DocumentReference, Library, PlanDefinition, Resource } from '@medplum/fhirtypes'
import type { Node } from 'prosemirror-model'
import type { ConflictPart, ConflictPreview } from '../../../shared/contract/views/conflict.js'
import { type BlockPart, blocksText, schema } from '../../../shared/document/index.js'
import { changedWords, type Stretch } from '../../../shared/domain/changed-words.js'
import type { Choices, Part } from '../../../shared/domain/comparison.js'
import { same } from '../../../shared/kernel/json.js'
import { isSigned, type Versions } from '../outbox/versions.js'
import { noteText } from '../store/note-content.js'
import { phraseText } from '../store/phrase.js'
import { planText } from '../work/plan.js'
import { groupReading, itemLabelOf, labelOf, leaves, type Names, reading } from './reading.js'

const isBlock = (part: Part): part is BlockPart => 'section' in part
/** A part of a list is named by its element and what tells it apart; a group by its element alone. */
const isItem = (part: Part): boolean => part.key !== part.element

const blockWords = (blocks: readonly Node[]): string =>
  blocks.length === 0 ? '' : blocksText(schema.node('section', { code: '-', title: '-' }, [...blocks]))

const labelFor = (type: string, part: Part): string =>
  isBlock(part)
    ? part.section
    : isItem(part)
      ? itemLabelOf(type, part.element, part.mine ?? part.theirs)
      : labelOf(type, part.element)

/** One side of a part in words; undefined where that side has nothing. */
function wordsOf(type: string, part: Part, value: unknown, names: Names): string | undefined {
  if (value === undefined) return undefined
  if (isBlock(part)) return blockWords(value as readonly Node[]) || undefined
  if (type === 'Library') return phraseText(value as Library) || undefined
  if (type === 'PlanDefinition') return planText(value as PlanDefinition, names)
  if (part.element === 'content')
    return noteText({ resourceType: 'DocumentReference', status: 'current', ...(value as object) } as DocumentReference)
  return isItem(part) ? reading(value, names) : groupReading(type, value, names)
}

/** Both sides in words. Where different values read the same, what differs is added, so that no difference is silent. */
function sidesOf(type: string, part: Part, names: Names): [string | undefined, string | undefined] {
  const [mine, theirs] = [wordsOf(type, part, part.mine, names), wordsOf(type, part, part.theirs, names)]
  if (mine !== theirs || isBlock(part)) return [mine, theirs]
  const [a, b] = [leaves(part.mine), leaves(part.theirs)]
  const beyond = (own: string[], other: string[]): string => own.filter((leaf) => !other.includes(leaf)).join(', ')
  return [
    `${mine ?? ''} (${beyond(a, b) || 'as written here'})`,
    `${theirs ?? ''} (${beyond(b, a) || 'as in the EHR'})`,
  ]
}

const plain = (text: string | undefined): Stretch[] | null => (text === undefined ? null : [{ text, changed: false }])

/** A part as a person sees it. */
export function partView(type: string, part: Part, critical: boolean, names: Names): ConflictPart {
  const [mine, theirs] = sidesOf(type, part, names)
  const marked = mine !== undefined && theirs !== undefined ? changedWords(mine, theirs) : undefined
  const before = wordsOf(type, part, part.base, names)
  return {
    key: part.key,
    label: labelFor(type, part),
    mine: marked?.mine ?? plain(mine),
    theirs: marked?.theirs ?? plain(theirs),
    ...(before !== undefined && { before }),
    changed: part.changed,
    choices: [...part.choices],
    ...(!critical && part.changed !== 'both' && { proposed: part.changed === 'here' ? 'mine' : 'theirs' }),
    block: isBlock(part),
  }
}

/** Bookkeeping nobody compares, and whose record it is, which stands above it. */
const bookkeeping = ['meta', 'id', 'text', 'resourceType', 'identifier', 'content', 'statusHistory', 'lastModified']
const aside = new Set([...bookkeeping, 'intent', 'category', 'subject', 'patient', 'for'])
/** Of a note besides: what its kind and its title say already. */
const asideInNotes = new Set(['status', 'type'])

/** What is written in Rounds alone. */
const madeHere = new Set(['Library', 'PlanDefinition'])
/** Of a phrase or a set of rules besides: what is not its words, nor who saved them when. */
const asideInPhrases = new Set(['type', 'topic', 'author', 'relatedArtifact', 'extension', 'name', 'version'])

/** Lists that are told item by item. */
const listed = new Set(['telecom', 'address', 'name', 'extension'])

/** What a record says, element by element. */
export function factsOf(resource: Resource, names: Names): { label: string; value: string }[] {
  return Object.entries(resource)
    .filter(([key]) => !aside.has(key) && !key.startsWith('_'))
    .filter(([key]) => resource.resourceType !== 'DocumentReference' || !asideInNotes.has(key))
    .filter(([key]) => !madeHere.has(resource.resourceType) || !asideInPhrases.has(key))
    .flatMap(([key, value]): { label: string; value: string }[] => {
      const items = Array.isArray(value) && listed.has(key) ? value : undefined
      if (items)
        return items.map((item) => ({
          label: itemLabelOf(resource.resourceType, key, item),
          value: reading(item, names),
        }))
      return [
        {
          label: labelOf(resource.resourceType, key),
          value: groupReading(resource.resourceType, { [key]: value }, names),
        },
      ]
    })
    .filter(({ value }) => value !== '' && value !== 'another record')
}

/** What both versions say. */
export function commonFacts(mine: Resource, theirs: Resource, names: Names): { label: string; value: string }[] {
  const other = theirs as unknown as Record<string, unknown>
  const shared = Object.fromEntries(
    Object.entries(mine).flatMap(([key, value]) => {
      const inTheirs = other[key]
      if (key === 'resourceType' || same(value, inTheirs)) return [[key, value]]
      if (!listed.has(key) || !Array.isArray(value) || !Array.isArray(inTheirs)) return []
      return [[key, value.filter((item) => inTheirs.some((each) => same(item, each)))]]
    }),
  )
  return factsOf(shared as unknown as Resource, names)
}

/** The paragraphs of a note on which both agree, by section. */
export function commonText({ text }: Versions): { label: string; value: string }[] {
  return (text?.steps.theirs ?? []).flatMap(({ theirs: section, slots }) => {
    const value = slots
      .flatMap((slot) => ('blocks' in slot ? [blockWords(slot.blocks)] : []))
      .join('\n')
      .trim()
    return value ? [{ label: String(section?.attrs.title), value }] : []
  })
}

const signAgain = 'draft: these are not the words that were signed, so it has to be signed again'

const isUnsigned = (mine: Resource, result: Resource): boolean => isSigned(mine) && !isSigned(result)

/** What the choices make: what was decided first, then what was never in question. */
export function previewOf(versions: Versions, choices: Choices, result: Resource, names: Names): ConflictPreview {
  const { mine, theirs } = versions.fields as unknown as { mine: Resource; theirs: Resource }
  const type = result.resourceType
  const decided = versions.parts
    .filter((part) => !isBlock(part))
    .map((part) => {
      const choice = choices[part.key] ?? 'theirs'
      const [left, right] = sidesOf(type, part, names)
      const value = choice === 'both' ? [left, right].filter(Boolean).join('\n') : choice === 'mine' ? left : right
      const from = ({ mine: 'here', theirs: 'ehr', both: 'both' } as const)[choice]
      if (part.element === 'status' && choice === 'mine' && isUnsigned(mine, result))
        return { label: labelFor(type, part), value: signAgain, from: 'ehr' as const }
      return { label: labelFor(type, part), value: value || 'nothing', from }
    })
  const common = commonFacts(mine, theirs, names).map((fact) => ({ ...fact, from: 'common' as const }))
  return {
    lines: [...decided, ...common],
    ...(result.resourceType === 'DocumentReference' && { text: noteText(result) }),
    ...(result.resourceType === 'Library' && { text: phraseText(result) }),
    ...(result.resourceType === 'PlanDefinition' && { text: planText(result, names) }),
  }
}
