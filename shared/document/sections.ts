/** A section of a note: its LOINC code, what the clinic calls it, and what to say in it while nothing is written there. */
export interface SectionKind {
  code: string
  title: string
  prompt: string
}

/**
 * The sections a note may be made of, in the order they are usually written. Codes and their meaning are LOINC's, as
 * FHIR R4's value set of document sections (`doc-section-codes`) has them; 51847-2 is C-CDA's assessment and plan
 * section. A section added here keeps its code for ever.
 */
export const sectionKinds: readonly SectionKind[] = [
  { code: '10154-3', title: 'Chief complaint', prompt: 'Why the patient came, in their words' },
  { code: '10164-2', title: 'History of present illness', prompt: 'How it began and how it went' },
  { code: '61150-9', title: 'Subjective', prompt: 'What the patient tells' },
  { code: '11348-0', title: 'Past history', prompt: 'Illnesses and operations before' },
  { code: '10160-0', title: 'Medicines', prompt: 'What the patient takes' },
  { code: '48765-2', title: 'Allergies', prompt: 'Allergies and what they did' },
  { code: '29762-2', title: 'Social history', prompt: 'Work, home, tobacco, alcohol' },
  { code: '10157-6', title: 'Family history', prompt: 'Illnesses in the family' },
  { code: '10187-3', title: 'Review of systems', prompt: 'What was asked, system by system' },
  { code: '8716-3', title: 'Vital signs', prompt: 'What was measured' },
  { code: '61149-1', title: 'Objective', prompt: 'What you find' },
  { code: '29545-1', title: 'Examination', prompt: 'What you see, feel and hear' },
  { code: '30954-2', title: 'Results', prompt: 'Laboratory and imaging' },
  { code: '51848-0', title: 'Assessment', prompt: 'What you think it is' },
  { code: '18776-5', title: 'Plan', prompt: 'What you and the patient will do' },
  { code: '51847-2', title: 'Assessment and plan', prompt: 'Problem by problem: what it is and what to do' },
  { code: '69730-0', title: 'Patient instructions', prompt: 'What the patient takes home' },
]

/** LOINC 55107-7, addendum document: the one section of an addendum. */
export const addendumKind: SectionKind = {
  code: '55107-7',
  title: 'Addendum',
  prompt: 'What you add to the signed note',
}

/** The sections a visit note begins with. */
export const visitCodes: readonly string[] = ['61150-9', '61149-1', '51847-2']

/** What is known of a section's code; undefined for sections other systems made. */
export const sectionKind = (code: string): SectionKind | undefined =>
  code === addendumKind.code ? addendumKind : sectionKinds.find((kind) => kind.code === code)
