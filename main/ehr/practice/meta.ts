import type { Coding, Meta } from '@medplum/fhirtypes'

/** Marks every resource of the practice clinic as practice data. Shared by reference; never change it in place. */
const tag: Coding[] = [
  { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST', display: 'test health data' },
]

export const meta = (lastUpdated: string): Meta => ({ versionId: '1', lastUpdated, tag })
