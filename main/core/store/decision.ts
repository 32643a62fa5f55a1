import type { DiagnosticReport, Extension } from '@medplum/fhirtypes'

/** Set on a report by whoever decided whose it is. */
export const decidedExtension = 'https://rounds.example/fhir/identity-decided'

/** What a person decided about whose a report is. */
export interface Decision {
  /** Reference to the patient; absent when it is of nobody here. */
  patient: string | undefined
  notOurs: boolean
  by: string | undefined
  at: string | undefined
}

export function decisionIn({ extension }: Pick<DiagnosticReport, 'extension'>): Decision | undefined {
  const decided = extension?.find(({ url }) => url === decidedExtension)?.extension
  if (!decided) return undefined
  const of = (name: string): Extension | undefined => decided.find(({ url }) => url === name)
  return {
    patient: of('for')?.valueReference?.reference,
    notOurs: of('not-ours') !== undefined,
    by: of('by')?.valueReference?.display,
    at: of('at')?.valueDateTime,
  }
}
