import type { MedicationRequest } from '@medplum/fhirtypes'
import type { MedicationCheck } from '../../../shared/contract/views/terminology.js'
import { chipsIn } from '../../../shared/document/index.js'
import { prescribes } from '../../../shared/domain/chip/medication.js'
import { allergyConflicts, isOfMedicines, readAllergy } from '../../../shared/domain/medicine/allergy-conflict.js'
import { duplicates } from '../../../shared/domain/medicine/duplicate.js'
import type { Ingredient } from '../../../shared/domain/medicine/medicine.js'
import { type Recorded, substancesOf, substancesOfIngredients } from '../../../shared/domain/medicine/recorded.js'
import { substancesIn } from '../../../shared/domain/medicine/substance.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { NoteDocument } from '../store/note-content.js'
import { ofPatient } from '../store/topic.js'
import { recordedAllergies, saysNoneToMedicines } from './allergies.js'
import type { Context, QueryHandlers } from './context.js'
import { wordsOf } from './fhir.js'
import { journalOf } from './journal.js'

interface Held extends Recorded {
  id: LocalId
}

/** How people write that there are none, where no code says so: “NKDA”. */
const noneInWords =
  /^\W*(?:nkd?a|no known (?:drug |medication |medicine )?allerg(?:y|ies)|no (?:drug |medication )?allergies|none known)\W*$/i

/** What is being taken, as the chart here has it, and what a supervised colleague has prescribed and is not co-signed yet. */
const activeMedicines = ({ store }: Context, patient: LocalId): Held[] =>
  store
    .ofPatient(patient, 'MedicationRequest')
    .filter(({ resource }) => isTaken(resource))
    .map(({ id, resource }) => ({
      id,
      text: wordsOf(resource.medicationCodeableConcept) ?? resource.medicationReference?.display,
      codings: resource.medicationCodeableConcept?.coding ?? [],
    }))

const isTaken = ({ status, intent }: MedicationRequest): boolean =>
  (status === 'active' || status === 'on-hold' || (status === 'draft' && intent === 'order')) && intent !== 'proposal'

/** Medicines a draft prescribes, by chip, and prescriptions it ends: worked out once for every state of the document. */
const stagedIn = new WeakMap<NoteDocument, { prescribed: (Recorded & { chip: string })[]; ended: LocalId[] }>()

function stagedMedicines(context: Context, patient: LocalId, note: LocalId | undefined) {
  const isTheirs = note !== undefined && context.store.row('DocumentReference', note)?.patient === patient
  const doc = isTheirs ? journalOf(context).inMemory(note) : undefined
  if (!doc) return { prescribed: [], ended: [] }
  const known = stagedIn.get(doc)
  if (known) return known
  const chips = chipsIn(doc).flatMap(({ chip }) => (chip?.kind === 'medication' ? [chip] : []))
  const staged = {
    prescribed: chips
      .filter(({ data }) => prescribes(data))
      .map(({ id, data: { display, codings } }) => ({ chip: id, text: display, codings })),
    ended: chips
      .filter(({ data: { action } }) => action === 'stop' || action === 'change' || action === 'refill')
      .flatMap(({ resource }) => (resource ? [resource.id as LocalId] : [])),
  }
  stagedIn.set(doc, staged)
  return staged
}

/** Whether more is known of it than its name: a substance of the table, or a class its name tells. */
const isKnown = (ingredient: Ingredient): boolean =>
  substancesIn(ingredient.name).length > 0 ||
  substancesOfIngredients([ingredient]).some(({ classes }) => classes.length > 0)

/**
 * What the chart held here says against a medicine, and what else the draft prescribes; `except` are prescriptions it takes
 * the place of, and its own chip.
 */
export function checkMedicine(
  context: Context,
  patient: LocalId,
  of: { ingredients: { name: string; rxnorm?: string | undefined }[]; text?: string | undefined },
  except: readonly LocalId[],
  note?: LocalId,
): MedicationCheck {
  const ingredients: Ingredient[] =
    of.ingredients.length > 0
      ? of.ingredients.map(({ name, rxnorm }) => ({ name, ...(rxnorm && { rxnorm }) }))
      : substancesIn(of.text ?? '').map(({ name }) => ({ name }))
  const { prescribed, ended } = stagedMedicines(context, patient, note)
  const medicines = activeMedicines(context, patient).filter(({ id }) => !except.includes(id) && !ended.includes(id))
  const beside = prescribed.filter(({ chip }) => !except.some((id) => id === chip))
  const recorded = recordedAllergies(context, patient)
  const allergies = recorded.filter(({ text }) => !noneInWords.test(text))
  const noneKnown = allergies.length === 0 && (recorded.length > 0 || saysNoneToMedicines(context, patient))
  const { state, asOf, without } = context.sync.held(patient)
  const conflicts = allergyConflicts({ ingredients }, allergies)
  return {
    duplicates: [
      ...duplicates({ ingredients }, beside).map(({ of: { chip }, ...duplicate }) => ({
        id: chip as LocalId,
        ...duplicate,
        why: `This note prescribes ${duplicate.medicine} as well: ${duplicate.shared}.`,
      })),
      ...duplicates({ ingredients }, medicines).map(({ of: { id }, ...duplicate }) => ({ id, ...duplicate })),
    ],
    allergies: conflicts.map(({ of: { id }, ...conflict }) => ({ id, ...conflict })),
    unknownAllergies: allergies
      .filter((allergy) => {
        const { substances, groups } = readAllergy(allergy)
        const isTold = conflicts.some(({ of: { id } }) => id === allergy.id)
        // What was only guessed is for the person to read, unless it is told as a conflict already.
        return substances.length + groups.length === 0 && !isTold && isOfMedicines(allergy)
      })
      .map(({ text }) => text),
    unknownMedicines: medicines
      .filter((medicine) => substancesOf(medicine).length === 0)
      .map(({ text }) => text ?? 'Medicine without a name'),
    allergyRecord: noneKnown ? 'none-known' : allergies.length > 0 ? 'some' : 'nothing',
    known: ingredients.length > 0 && ingredients.every(isKnown),
    checked: state === 'held' && without === undefined ? 'chart' : 'part',
    ...(asOf && { asOf }),
  }
}

export const medicationCheckQueries = {
  'medication.check': {
    run: (context, { patient, except = [], note, ...of }) => ({
      value: checkMedicine(context, patient, of, except, note),
      topics: [ofPatient(patient), 'holdings'],
    }),
  },
} satisfies Partial<QueryHandlers>
