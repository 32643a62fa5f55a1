import type { VisitState } from '../../domain/visit.js'
import type { DateText, Instant, LocalId } from '../../kernel/ids.js'
import type { Unsent } from './session.js'

export type Sex = 'female' | 'male' | 'other' | 'unknown'

/** What every list shows of a patient. */
export interface PatientCore {
  id: LocalId
  /** `Okafor, Amara J.` */
  name: string
  /** `Okafor, A.` */
  shortName: string
  initials: string
  sex: Sex
  birthDate?: DateText
  /** `47 y`, `8 mo` */
  age: string
  /** `204 118` */
  mrn: string
  /** 0–11: the patient's colour, the same on tab, banner and lists. */
  colour: number
  deceased?: boolean
  inactive?: boolean
  /** Only the name is known, as the EHR wrote it on the work itself: no demographics of theirs are here. */
  asNamed?: true
}

export interface PatientHit extends PatientCore {
  preferredName?: string
  phone?: string
  address?: string
  /** What made it match, for the eye: which of the words hit which field. */
  matched: ('name' | 'birth date' | 'MRN' | 'phone')[]
  /** True when a word matched only by likeness: `Okafur`. */
  alike: boolean
  /** Their visit today, `10:20 Diabetes follow-up`, when there is one. */
  today?: string
}

export interface PatientHits {
  hits: PatientHit[]
  /** More matched than are listed. */
  more: boolean
}

export interface AllergyView {
  id: LocalId
  /** `Penicillin` */
  text: string
  /** `anaphylaxis` */
  reaction?: string
  severity?: 'mild' | 'moderate' | 'severe'
  /** High criticality or a severe reaction: shown as dangerous, with a mark. */
  dangerous: boolean
}

/** The banner on every patient screen. */
export interface PatientBanner extends PatientCore {
  preferredName?: string
  phone?: string
  /** The record that stands for them since the EHR merged two: what is new belongs there. */
  mergedInto?: Pick<PatientCore, 'id' | 'name' | 'mrn'>
  /** None recorded is not the same as none known. */
  allergyState: 'listed' | 'none-known' | 'none-recorded' | 'not-held'
  allergies: AllergyView[]
  here?: {
    appointment: LocalId
    encounter?: LocalId
    reason: string
    time: string
    state: VisitState
    where?: string
    since?: Instant
    with?: string
  }
  primary?: string
  asOf?: Instant
  /** A person keeps the chart on this workstation. */
  pinned?: boolean
}

/** All the demographics the front desk confirms. */
export interface Demographics {
  family: string
  given: string[]
  preferredName?: string
  birthDate?: DateText
  sex: Sex
  phone?: string
  mobile?: string
  email?: string
  line?: string
  city?: string
  state?: string
  postalCode?: string
  language?: string
  emergencyName?: string
  emergencyPhone?: string
  emergencyRelationship?: string
}

export interface DemographicsView extends PatientCore {
  demographics: Demographics
  asOf?: Instant
  confirmedAt?: Instant
  /** The demographics as changed here are not in the EHR yet. */
  unsent?: Unsent
}
