import type { AllergyIntolerance } from '@medplum/fhirtypes'
import type { AllergyView } from '../../../shared/contract/views/patient.js'
import type { Recorded } from '../../../shared/domain/medicine/recorded.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { all } from '../store/statement.js'
import type { Context } from './context.js'
import { snomed, wordsOf } from './fhir.js'

/** SNOMED CT "no known allergy" and its kinds; docs/FHIR.md names the first. */
const noneKnownCodes = new Set(['716186003', '409137002', '428607008', '429625007'])
const noKnownAllergy = '716186003'
const noKnownDrugAllergy = '409137002'

const severities = ['severe', 'moderate', 'mild'] as const

/** Neither refuted, entered in error, inactive nor resolved. */
function holds({ clinicalStatus, verificationStatus }: AllergyIntolerance): boolean {
  const verification = verificationStatus?.coding?.[0]?.code
  if (verification === 'refuted' || verification === 'entered-in-error') return false
  const status = clinicalStatus?.coding?.[0]?.code
  return status !== 'inactive' && status !== 'resolved'
}

const saysNone = ({ code }: AllergyIntolerance): boolean =>
  (code?.coding ?? []).some(
    (each) => (!each.system || each.system === snomed) && each.code && noneKnownCodes.has(each.code),
  )

function viewOf(id: LocalId, allergy: AllergyIntolerance): AllergyView {
  const reactions = allergy.reaction ?? []
  const severity = severities.find((each) => reactions.some((reaction) => reaction.severity === each))
  const manifestation = reactions
    .flatMap((reaction) => reaction.manifestation ?? [])
    .map(wordsOf)
    .filter(Boolean)
  return {
    id,
    text: wordsOf(allergy.code) ?? wordsOf(reactions[0]?.substance) ?? 'Allergy, substance not recorded',
    ...(manifestation.length > 0 && { reaction: [...new Set(manifestation)].join(', ') }),
    ...(severity && { severity }),
    dangerous: allergy.criticality === 'high' || severity === 'severe',
  }
}

/**
 * The allergies that hold: neither refuted, entered in error, inactive nor resolved; the dangerous first. "None known" is
 * said only by a record that says so, never by the absence of records.
 */
export function activeAllergies(held: readonly { id: LocalId; resource: AllergyIntolerance }[]): {
  allergies: AllergyView[]
  noneKnown: boolean
} {
  const allergies: AllergyView[] = []
  let noneKnown = false
  for (const { id, resource } of held) {
    if (!holds(resource)) continue
    const codes = resource.code?.coding ?? []
    const isNone = saysNone(resource)
    // "No known drug allergy" says nothing of food or latex: it is neither an allergy nor "none known".
    if (codes.some(({ code }) => code === noKnownAllergy)) noneKnown = true
    else if (!isNone) {
      const at = allergies.findIndex((other) => other.id === id)
      if (at < 0) allergies.push(viewOf(id, resource))
      else allergies[at] = bothOf(allergies[at] as AllergyView, viewOf(id, resource))
    }
  }
  allergies.sort((a, b) => Number(b.dangerous) - Number(a.dangerous) || (a.text < b.text ? -1 : 1))
  return { allergies, noneKnown: noneKnown && allergies.length === 0 }
}

/** Two versions of one allergy until somebody has decided: what either says, and as dangerous as the worse of them. */
function bothOf(a: AllergyView, b: AllergyView): AllergyView {
  const either = (x: string | undefined, y: string | undefined) => [...new Set([x, y].filter(Boolean))].join(' / ')
  const reaction = either(a.reaction, b.reaction)
  const severity = severities.find((each) => a.severity === each || b.severity === each)
  return {
    id: a.id,
    text: either(a.text, b.text),
    ...(reaction && { reaction }),
    ...(severity && { severity }),
    dangerous: a.dangerous || b.dangerous,
  }
}

/** The EHR's versions of allergies that were changed here as well: while nobody has decided, both count. */
export const allergiesBeside = (
  { store }: Context,
  patient: LocalId,
): { id: LocalId; resource: AllergyIntolerance }[] =>
  all<{ id: LocalId; theirs: string }>(
    store.db,
    `SELECT r.id, r.theirs FROM resource r JOIN outbox o ON o.resource = r.id AND o.type = r.type
     WHERE r.patient = ? AND r.type = 'AllergyIntolerance' AND r.theirs IS NOT NULL AND o.state = 'conflict'`,
    patient,
  ).map(({ id, theirs }) => ({ id, resource: parseJson(theirs) as AllergyIntolerance }))

const held = (context: Context, patient: LocalId): { id: LocalId; resource: AllergyIntolerance }[] => [
  ...context.store.ofPatient(patient, 'AllergyIntolerance'),
  ...allergiesBeside(context, patient),
]

/** The allergies that hold, as they are recorded: words, codes and kinds. */
export const recordedAllergies = (
  context: Context,
  patient: LocalId,
): (Recorded & { id: LocalId; text: string; categories: readonly string[] })[] =>
  held(context, patient)
    .filter(({ resource }) => holds(resource) && !saysNone(resource))
    .map(({ id, resource: { code, category, reaction } }) => ({
      id,
      text: wordsOf(code) ?? wordsOf(reaction?.[0]?.substance) ?? 'Allergy, substance not recorded',
      codings: [...(code?.coding ?? []), ...(reaction ?? []).flatMap(({ substance }) => substance?.coding ?? [])],
      categories: category ?? [],
    }))

/** Whether somebody recorded that no allergy to medicines is known. */
export const saysNoneToMedicines = (context: Context, patient: LocalId): boolean =>
  held(context, patient).some(
    ({ resource }) =>
      holds(resource) &&
      saysNone(resource) &&
      (resource.code?.coding ?? []).some(({ code }) => code === noKnownAllergy || code === noKnownDrugAllergy),
  )

export const allergiesOf = (context: Context, patient: LocalId): ReturnType<typeof activeAllergies> =>
  activeAllergies(held(context, patient))
