import type { Resource } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { generateClinic } from '../../main/ehr/practice/index.js'
import { shapeOf } from './support/shape.js'
import { problemsOf } from './support/validate.js'

test('all that the practice clinic makes is valid', () => {
  const made = generateClinic({ seed: 7, patients: 80, now: '2026-11-19T18:00:00.000Z' })
  const shapes = new Map<string, Resource>()
  for (const resource of made) {
    const written = JSON.parse(JSON.stringify(resource)) as Resource
    const shape = shapeOf(written)
    if (!shapes.has(shape)) shapes.set(shape, written)
  }
  const types = new Set([...shapes.values()].map(({ resourceType }) => resourceType))
  expect(types.size).toBeGreaterThan(17)
  const wrong = [...shapes.values()].flatMap((resource) =>
    problemsOf(resource).map((problem) => `${resource.resourceType}/${resource.id}: ${problem}`),
  )
  expect(wrong).toEqual([])
}, 90_000)
