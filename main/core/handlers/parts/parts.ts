import type { Reference, Resource } from '@medplum/fhirtypes'
import { chipsIn, type PlacedChip } from '../../../../shared/document/index.js'
import type { Chip, ChipResource } from '../../../../shared/domain/chip/chip.js'
import { prescribes } from '../../../../shared/domain/chip/medication.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { same } from '../../../../shared/kernel/json.js'
import { type Result, refuse } from '../../../../shared/kernel/result.js'
import { uuidSystem } from '../../store/identity.js'
import type { NoteDocument } from '../../store/note-content.js'
import { all } from '../../store/statement.js'
import type { Reader } from '../../store/store.js'
import type { Writer } from '../../store/write.js'
import type { Context } from '../context.js'
import { referTo } from '../fhir.js'
import { checkMedicine } from '../medication-check.js'
import { assigneeOf } from '../task-new.js'
import { type Altered, alter, alteredBy, putBack, rememberAltered } from './altered.js'
import { diagnosisParts } from './diagnosis.js'
import { immunizationParts } from './immunization.js'
import { medicationParts } from './medication.js'
import { orderParts } from './order.js'
import { type Asked, nothing, type Outcome, type Part, type Place, type Signing } from './part.js'
import { followUpParts, taskParts } from './task.js'
import { diagnose, undiagnose } from './visit-diagnoses.js'
import { vitalParts } from './vital.js'
import { isCarriedOut, isWithdrawn, takeOut } from './withdraw.js'

/**
 * Why this note's chips cannot be signed, in the clinic's words and naming the chip; undefined when they can. `amended` is the
 * version it takes the place of.
 */
export function partsProblem(
  context: Context,
  patient: LocalId,
  doc: NoteDocument,
  amended?: NoteDocument,
): Result<never> | undefined {
  const seen = new Set<string>()
  const made = new Map(amended && chipsIn(amended).map(({ attrs }) => [attrs.id, attrs.data] as const))
  for (const { attrs, chip } of chipsIn(doc)) {
    const named = `“${attrs.text}”`
    if (!chip) {
      return refuse(
        'invalid',
        `${named} cannot be read here, so nothing would be made of it. Make it plain text or enter it again.`,
      )
    }
    if (seen.has(attrs.id)) return refuse('invalid', `${named} stands in the note twice. Remove one of them.`)
    seen.add(attrs.id)
    const own = attrs.resource ? [] : ownersOf(context, attrs.id)
    const bound = attrs.resource ? ownersOf(context, attrs.resource.id, attrs.resource.type) : []
    if ([...own, ...bound].some((owner) => owner !== patient)) {
      return refuse('wrong-patient', `${named} belongs to another patient. Take it out of this note.`)
    }
    if (attrs.resource && bound.length === 0)
      return refuse(
        'not-found',
        `What ${named} stands for is not on this workstation. Open the chart, or make it plain text.`,
      )
    if (attrs.resource && isVoided(context, attrs.resource))
      return refuse(
        'conflict',
        `What ${named} stands for was marked as entered in error. Take it out of this note, or put that back.`,
      )
    if (made.has(attrs.id) && !same(made.get(attrs.id), attrs.data) && isDone(context, chip))
      return refuse(
        'conflict',
        `${named} was carried out as it was signed and cannot be changed. Put it back as it was, and order or ask anew.`,
      )
    if (chip.kind === 'medication' && prescribes(chip.data) && !chip.data.sig)
      return refuse('invalid', `${named} has no directions. Say how it is taken, or take it out.`)
    if (chip.kind === 'medication' && prescribes(chip.data) && !chip.data.reason) {
      const except = chip.resource ? [chip.resource.id as LocalId] : []
      const of = { ingredients: chip.data.ingredients, text: chip.data.display }
      const allergy = checkMedicine(context, patient, of, except).allergies.find(({ weight }) => weight === 'avoid')
      if (allergy)
        return refuse('conflict', `${named}: ${allergy.why} Say why it is right all the same, or take it out.`)
    }
    if (chip.kind === 'task' && !assigneeOf(context, chip.data.to as LocalId))
      return refuse('not-found', `${chip.data.toName} is not known here any more. Give ${named} to someone else.`)
  }
  return undefined
}

const isDone = ({ store }: Context, { kind, id }: Chip): boolean => {
  const held = store.read(kind === 'order' ? 'ServiceRequest' : 'Task', id as LocalId)
  return held !== undefined && isCarriedOut(held)
}

function isVoided({ store }: Context, { type, id }: ChipResource): boolean {
  const held = store.read(type as Resource['resourceType'], id as LocalId)
  return held !== undefined && isWithdrawn(held)
}

const ownersOf = ({ store }: Context, id: string, type?: string): (LocalId | null)[] =>
  all<{ patient: LocalId | null }>(
    store.db,
    `SELECT patient FROM resource WHERE id = ? ${type ? 'AND type = ?' : ''}`,
    ...(type ? [id, type] : [id]),
  ).map(({ patient }) => patient)

interface Text {
  doc: NoteDocument
  /** What an earlier attempt at signing refers to. */
  before: readonly Reference[]
  /** The version it amends. */
  amended?: NoteDocument | undefined
  /** What else is changed: of what the version before had made and this one no longer says. */
  asked?: readonly Asked[]
}

/**
 * Makes what the note's chips say, inside the commit that signs it, before the note itself. A part that an earlier attempt
 * made goes by the same id and is corrected; one that is no longer in the note is marked as entered in error. Answers
 * what the note refers to. What stands in the version it amends was made by that one: only a chip that says something else
 * now is made anew.
 */
export function makeParts(tx: Writer, signing: Signing, { doc, before, amended, asked = [] }: Text): Reference[] {
  const { store } = signing.context
  const chips = chipsIn(doc)
  const made = new Map(amended && chipsIn(amended).map(({ attrs }) => [attrs.id, attrs] as const))
  const conditions = conditionsOf(chips)
  const related = new Map<LocalId, Reference>()
  const changed = [...asked]
  for (const { attrs, chip, problem } of chips) {
    if (!chip) continue
    const earlier = made.get(chip.id)
    if (earlier && same(earlier.data, attrs.data)) {
      for (const { type, id } of madeBy(store, chip)) related.set(id, referTo(store, type, id))
      continue
    }
    if (chip.resource && chip.resource.id !== chip.id) {
      const { type, id } = chip.resource as { type: Resource['resourceType']; id: LocalId }
      related.set(id, referTo(store, type, id))
    }
    const { parts, changes } = outcomeOf(signing, unboundFromItself(chip), { problem: conditions.get(problem ?? '') })
    changed.push(...changes.map((change) => ({ change, chip: chip.id, words: attrs.text })))
    for (const part of parts) {
      const type = part.resource.resourceType
      // What was signed for before is remembered as it was, like everything that was there.
      if (earlier && tx.row(type, part.id))
        changed.push({ change: { type, id: part.id, change: rewriting(part, true) }, chip: chip.id, words: attrs.text })
      else write(tx, part)
      related.set(part.id, madeHere(referTo(store, part.resource.resourceType, part.id), part.id))
    }
  }
  alterAsAsked(tx, store, signing.note, changed)
  const gone = new Set<string>(amended ? conditionsOf(chipsIn(amended)).values() : [])
  for (const { id, type } of ownAmong(store, signing.note, before, amended))
    if (!related.has(id)) {
      gone.add(id)
      takeOut(tx, type, id)
    }
  if (signing.encounter) {
    const listed = [...conditions.values()]
    diagnose(tx, signing.encounter, { conditions: listed, gone, appends: signing.appends })
  }
  return [...related.values()]
}

/** Changes what the note's chips ask to be changed; what an earlier attempt changed and they ask no longer is put back. */
function alterAsAsked(tx: Writer, store: Reader, note: LocalId, asked: readonly Asked[]): void {
  const earlier = alteredBy(store, note)
  const isOf = ({ change, chip }: Asked, each: Altered): boolean => each.chip === chip && each.id === change.id
  for (const each of earlier) if (!asked.some((one) => isOf(one, each))) putBack(tx, each)
  const altered = asked.flatMap((one): Altered[] => {
    const known = earlier.find((each) => isOf(one, each))
    const now = alter(tx, one.change)
    if (!now) return known ? [known] : []
    const { chip, words, undoes } = one
    return [{ ...now, was: { ...now.was, ...known?.was }, chip, words, ...(undoes && { undoes }) }]
  })
  rememberAltered(tx, note, altered)
}

/** Withdraws what attempts at signing a note had made, since it is discarded; what they had changed is put back. */
export function unmakeParts(
  tx: Writer,
  store: Reader,
  of: { note: LocalId; encounter: LocalId | null; related: readonly Reference[]; amended: NoteDocument | undefined },
): void {
  const made = ownAmong(store, of.note, of.related, of.amended)
  for (const { type, id } of made) takeOut(tx, type, id)
  if (of.encounter) undiagnose(tx, of.encounter, new Set(made.map(({ id }) => id)))
  for (const altered of alteredBy(store, of.note)) putBack(tx, altered)
  rememberAltered(tx, of.note, [])
}

/** What attempts at signing this note made themselves: what an amendment corrected was made by the version before. */
function ownAmong(store: Reader, note: LocalId, related: readonly Reference[], amended: NoteDocument | undefined) {
  const others = new Set<string>(alteredBy(store, note).map(({ id }) => id))
  if (amended) for (const { attrs } of chipsIn(amended)) others.add(attrs.id)
  return madeAmong(related).filter(({ id }) => !others.has(id))
}

/** What a note refers to as made by it. */
export function madeAmong(related: readonly Reference[]): { type: Resource['resourceType']; id: LocalId }[] {
  return related.flatMap((reference) => {
    const id = idOfMade(reference)
    const type = reference.type as Resource['resourceType'] | undefined
    return id && type ? [{ type, id }] : []
  })
}

/** What a chip stands for: the record it is bound to, and what it became. */
const madeBy = ({ db }: Reader, { id, resource }: Chip): { type: Resource['resourceType']; id: LocalId }[] =>
  all(db, 'SELECT type, id FROM resource WHERE id IN (?, ?)', id, resource?.id ?? id)

/** In an amendment a chip is bound to what it became: made anew, it is the one that is made. */
const unboundFromItself = (chip: Chip): Chip => (chip.resource?.id === chip.id ? { ...chip, resource: null } : chip)

/** What the note made says so by its UUID; what it only speaks of does not. */
const madeHere = (reference: Reference, id: LocalId): Reference => ({
  ...reference,
  identifier: { system: uuidSystem, value: `urn:uuid:${id}` },
})

function idOfMade({ identifier }: Reference): LocalId | undefined {
  const value = identifier?.system === uuidSystem ? identifier.value : undefined
  return value?.startsWith('urn:uuid:') ? (value.slice('urn:uuid:'.length) as LocalId) : undefined
}

function outcomeOf(signing: Signing, chip: Chip, place: Place): Outcome {
  const id = chip.id as LocalId
  switch (chip.kind) {
    case 'diagnosis':
      return chip.resource ? nothing : diagnosisParts(signing, id, chip.data)
    case 'medication':
      return medicationParts(signing, id, chip.data, place, chip.resource)
    case 'order':
      return chip.resource ? nothing : orderParts(signing, id, chip.data, place)
    case 'vital':
      return chip.resource ? nothing : vitalParts(signing, id, chip.data)
    case 'immunization':
      return chip.resource ? nothing : immunizationParts(signing, id, chip.data)
    case 'follow-up':
      return followUpParts(signing, id, chip.data)
    case 'task':
      return chip.resource ? nothing : taskParts(signing, id, chip.data)
    case 'person':
      return nothing
  }
}

/** The Condition of each diagnosis chip: its own, or the one on the problem list it stands for. */
function conditionsOf(chips: readonly PlacedChip[]): Map<string, LocalId> {
  const conditions = new Map<string, LocalId>()
  for (const { chip } of chips)
    if (chip?.kind === 'diagnosis') conditions.set(chip.id, (chip.resource?.id ?? chip.id) as LocalId)
  return conditions
}

/** What a correction leaves as it was: when and by whom it was done, and how far it has got since. */
const staysAsItWas: Partial<Record<Resource['resourceType'], readonly string[]>> = {
  Condition: ['recordedDate', 'recorder', 'clinicalStatus', 'abatementDateTime'],
  MedicationRequest: ['authoredOn', 'requester', 'status', 'statusReason', 'priorPrescription'],
  ServiceRequest: ['authoredOn', 'requester', 'status', 'specimen'],
  Observation: ['status', 'effectiveDateTime', 'issued', 'performer'],
  Immunization: ['occurrenceDateTime', 'recorded', 'performer'],
  Task: ['authoredOn', 'requester', 'status', 'executionPeriod', 'note'],
}

/** Makes a record, or makes it anew where an earlier attempt at signing did. */
function write(tx: Writer, part: Part): void {
  if (!tx.edit(part.resource.resourceType, part.id, rewriting(part, false))) tx.create(part.id, part.resource)
}

/** `amends`: it was signed for before. Otherwise an earlier attempt at signing may have made it. */
function rewriting({ resource: next }: Part, amends: boolean): (held: Resource) => void {
  return (held) => {
    // One that was withdrawn with its discarded draft is made anew; whatever else has become of it since stays.
    const resource: Resource = isWithdrawn(held) ? next : corrected(next, held, amends)
    const { meta, identifier } = held as { meta?: unknown; identifier?: unknown }
    for (const key of Object.keys(held)) if (key !== 'id') delete (held as unknown as Record<string, unknown>)[key]
    Object.assign(held, resource, {
      ...(meta !== undefined && { meta }),
      ...(identifier !== undefined && { identifier }),
    })
  }
}

function corrected(resource: Resource, held: Resource, amends: boolean): Resource {
  const before = held as unknown as Record<string, unknown>
  const kept = (staysAsItWas[resource.resourceType] ?? []).flatMap((element) =>
    before[element] === undefined ? [] : [[element, before[element]]],
  )
  const isObservation = resource.resourceType === 'Observation'
  // Corrected under supervision, an order or prescription that held waits for the co-signature.
  const waits = (resource as { status?: string }).status === 'draft' && before.status === 'active'
  const status = amends && isObservation ? { status: 'corrected' } : waits ? { status: 'draft' } : {}
  return { ...resource, ...Object.fromEntries(kept), ...status }
}
