import type { CodeableConcept } from '@medplum/fhirtypes'
import { ICD10 } from './coding.js'
import { icd10Titles } from './icd10.js'
import type { ProblemRow } from './problem-row.js'
import { childhood } from './problems-childhood.js'
import { heart } from './problems-heart.js'
import { joints } from './problems-joints.js'
import { lifetime } from './problems-lifetime.js'
import { metabolic } from './problems-metabolic.js'
import { mind } from './problems-mind.js'
import { organs } from './problems-organs.js'

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
