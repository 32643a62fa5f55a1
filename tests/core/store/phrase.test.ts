import type { Library } from '@medplum/fhirtypes'
import { expect, it } from 'vitest'
import { earlierVersions } from '../../../main/core/store/phrase.js'

const phrase = (version: number): Library => ({
  resourceType: 'Library',
  status: 'active',
  type: {},
  version: `${version}`,
})

/** A phrase after so many saves of words of that length. */
function savedOften(saves: number, length: number): Library {
  let library = phrase(1)
  for (let version = 1; version <= saves; version += 1)
    library = {
      ...phrase(version),
      content: [{ contentType: 'application/json', data: 'x'.repeat(length) }],
      ...(version > 1 && { relatedArtifact: earlierVersions(library) }),
    }
  return library
}
const labels = (library: Library) => library.relatedArtifact?.map(({ label }) => label)

it('as many earlier versions travel as a server takes, the newest first, and always the one before', () => {
  expect(labels(savedOften(30, 10))).toEqual(Array.from({ length: 20 }, (_, at) => String(29 - at)))
  expect(labels(savedOften(9, 100_000))).toEqual(['8', '7', '6', '5'])
  expect(labels(savedOften(3, 500_000))).toEqual(['2'])
})

it('what another system related to it stays', () => {
  const other = { type: 'citation' as const, citation: 'A guideline' }
  expect(earlierVersions({ ...phrase(1), relatedArtifact: [other] })).toEqual([
    { type: 'predecessor', label: '1' },
    other,
  ])
})
