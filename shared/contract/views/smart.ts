import type { Instant, LocalId } from '../../kernel/ids.js'

/** A record that data in a note was read from. */
export interface SmartSource {
  /** FHIR type */
  type: string
  id: LocalId
  /** What this record said, value and unit: `7.9 %`. By this a later correction is noticed. */
  said?: string
}

/** What a smart link says now. The first of its sources is always the patient. */
export type SmartValue = {
  /** Which data: `a1c`, `medicines`. */
  link: string
  /** In words: `HbA1c`. */
  name: string
  /** When it was read. */
  at: Instant
  sources: SmartSource[]
  /** False when there is nothing to tell: what it says then says so. */
  recorded: boolean
} & ({ kind: 'text'; text: string } | { kind: 'list'; title: string; rows: string[] })

/** Data that can be put into the note. */
export interface SmartOffer {
  link: string
  kind: SmartValue['kind']
  /** `HbA1c` */
  name: string
  group: 'Patient' | 'Results' | 'Vital signs' | 'Lists' | 'Visits and orders'
  /** Other words it is found by. */
  finds: string[]
  /** What it says now, shortened. */
  preview: string
}

export interface SmartList {
  /** Why the chart does not tell everything: `as held here, chart as of 22 Nov 2026 10:31`. Absent when it is held whole. */
  partly?: string
  offers: SmartOffer[]
}

/** A record a note was made from and that says something else now. */
export interface SmartChange {
  source: LocalId
  /** What was measured: `HbA1c`. */
  name: string
  /** What stands in the note: `7.9 %`. */
  said: string
  /** What the record says now; absent when it was withdrawn as an error. */
  now?: string
  /** `changed`: a preliminary result that came out otherwise. */
  how: 'corrected' | 'changed' | 'withdrawn'
}
