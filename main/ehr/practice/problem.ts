import type { CodeableConcept } from '@medplum/fhirtypes'
import { ICD10 } from './coding.js'
import { icd10Titles } from './icd10.js'
import { childhood } from './problems-childhood.js'
import { heart } from './problems-heart.js'
import { joints } from './problems-joints.js'
import { lifetime } from './problems-lifetime.js'
import { metabolic } from './problems-metabolic.js'
import { mind } from './problems-mind.js'
import { organs } from './problems-organs.js'

/** Prevalence in percent by age band: 0–5, 6–11, 12–17, 18–34, 35–49, 50–64, 65–79, 80 and over. */
export type Bands = readonly [number, number, number, number, number, number, number, number]

export interface ProblemRow {
  key: string
  /** ICD-10-CM with its dot. */
  code: string
  /** In clinic words. */
  text: string
  /** Prevalence in girls and women, and in boys and men; absent where it follows from the body's constants. */
  f?: Bands
  m?: Bands
  /** Earliest age, and how many years before today it began at most. */
  onset: readonly [earliest: number, longest: number]
  /** What else makes it likelier, and how many times. */
  links?: readonly (readonly [key: string, times: number])[]
  /** Not together with these. */
  never?: readonly string[]
  /** Months between visits for it; 0 when it is looked after with the rest. */
  every: number
  /** Reason for such a visit. */
  reason: string
  /**
   * Ways to treat it; each is a ladder of steps, each step the medicines taken then. The first way whose medicines the
   * patient may take is used. `first` weights choose where several may.
   */
  ladders?: readonly (readonly (readonly string[])[])[]
  /** Where on the ladder patients of long standing are: chance to have gone up each further step. */
  climb?: number
  /** Laboratory panels that follow it. */
  labs?: readonly string[]
  /** What the patient says. */
  story: readonly string[]
  /** What the patient says when it is new. */
  onsetStory?: string
  /** What is found on looking. */
  exam?: readonly string[]
  /** Assessment and plan when all is well; medicines and values are added from the visit itself. */
  plan: readonly string[]
  /** Weight in ordering the list of problems and whose medicine wins within a class; highest first. */
  rank: number
}

export interface Problem extends ProblemRow {
  concept: CodeableConcept
}

/** 0–7 for `Bands`. */
export const ageBand = (age: number): number =>
  age < 6 ? 0 : age < 12 ? 1 : age < 18 ? 2 : age < 35 ? 3 : age < 50 ? 4 : age < 65 ? 5 : age < 80 ? 6 : 7

export const icd10Concept = (code: string, text: string): CodeableConcept => ({
  coding: [{ system: ICD10, code, display: icd10Titles[code] ?? text }],
  text,
})

/** In the order they are drawn: what others depend on comes first. */
export const problems: readonly Problem[] = [
  ...metabolic,
  ...heart,
  ...organs,
  ...lifetime,
  ...mind,
  ...joints,
  ...childhood,
].map((row) => ({
  ...row,
  concept: icd10Concept(row.code, row.text),
}))

const byKey = new Map(problems.map((problem) => [problem.key, problem]))

export function problem(key: string): Problem {
  const found = byKey.get(key)
  if (!found) throw new Error(`no such problem: ${key}`)
  return found
}
