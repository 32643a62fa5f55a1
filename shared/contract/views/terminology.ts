import type { AllergyConflict } from '../../domain/medicine/allergy-conflict.js'
import type { Duplicate } from '../../domain/medicine/duplicate.js'
import type { Medicine } from '../../domain/medicine/medicine.js'
import type { Orderable } from '../../domain/orderable.js'
import type { Instant, LocalId } from '../../kernel/ids.js'

/** What is looked up: problems (ICD-10-CM), medicines, orders (laboratory, imaging, referral), vaccines (CVX). */
export const terminologySystems = ['condition', 'medication', 'order', 'immunization'] as const
export type TerminologySystem = (typeof terminologySystems)[number]

export interface TermCoding {
  system: string
  code: string
  display: string
}

/** One thing a person may mean, with all that is needed to make a record of it. */
export interface TermHit {
  system: TerminologySystem
  /** Its name within the system, the same on every workstation: the ICD-10-CM or CVX code, the words of an order, what a medicine is made of. */
  key: string
  /** For `CodeableConcept.coding`; empty where no code is certain, and the words alone are recorded. */
  codings: TermCoding[]
  /** For `CodeableConcept.text`: what a clinician calls it. */
  display: string
  /** The name it was found by where the display does not show it: “high blood pressure”. */
  synonym?: string
  /** The words of its names that what was typed met, misspelt or not; empty where a code was typed. */
  matched: string[]
  /** Found only by resemblance: shown after everything sure. */
  alike: boolean
  /** One more line: the official title where it differs, tubes and fasting, drug class. */
  detail?: string
  /** Of the clinic's own short list. */
  preferred: boolean
  /** Conditions: false for a category, which is not enough for a diagnosis; `terminology.find` with `within` lists what is. */
  billable?: boolean
  /** No longer in the clinic's list: shown for notes that have it, never offered. */
  retired?: boolean
  medicine?: Medicine
  order?: Orderable
}

export interface TermHits {
  hits: TermHit[]
  /** There are more than were asked for. */
  more: boolean
}

/** What the chart held here says against a medicine. Nothing found is not the same as safe: see `checked`. */
export interface MedicationCheck {
  /** By prescription, or by chip where the note prescribes it as well. */
  duplicates: (Duplicate & { id: LocalId })[]
  allergies: (AllergyConflict & { id: LocalId })[]
  /** Allergies nobody's table knows, to be read by the person: “Shellfish”, “that pink syrup”. */
  unknownAllergies: string[]
  /** Active medicines whose ingredients are not known, likewise. */
  unknownMedicines: string[]
  /** `none-known`: the record says so. `nothing`: nothing is recorded here, which says nothing of the patient. */
  allergyRecord: 'some' | 'none-known' | 'nothing'
  /** False when an ingredient is in no table: then only its name was compared, not what is like it. */
  known: boolean
  /** `chart`: the whole chart is here. `part`: it is not, so more may be in the EHR. */
  checked: 'chart' | 'part'
  /** When what is here was last the EHR's. */
  asOf?: Instant
}

/** Systems whose official list a clinic can import. */
export const importedSystems = ['condition', 'medication'] as const satisfies TerminologySystem[]
export type ImportedSystem = (typeof importedSystems)[number]

/** A file being read, or why the last one was not taken in. */
export interface ListImport {
  loading?: {
    file: string
    /** How much of the file is read, from 0 to 1. */
    done: number
    codes: number
    stopping: boolean
  }
  failed?: { file: string; message: string }
}

export interface CodeListView extends ListImport {
  system: ImportedSystem
  /** How many Rounds brings along. */
  short: number
  /** The list in use. */
  current?: {
    /** The year the file says it is of. */
    edition?: string
    file: string
    loadedAt: Instant
    loadedBy?: string
    codes: number
    /** Codes of earlier lists that are kept to be read. */
    retired: number
  }
}
