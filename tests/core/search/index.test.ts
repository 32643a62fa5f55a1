import { afterEach, expect, test } from 'vitest'
import { all } from '../../../main/core/store/statement.js'
import { Pace } from '../../../main/core/sync/pace.js'
import { asInstant } from '../../../shared/kernel/ids.js'
import { SearchClinic } from './clinic.js'

let clinic: SearchClinic
afterEach(() => clinic.close())

const at = asInstant('2027-01-01T00:00:00.000Z')
const patient = (id: string, family: string, version: number) => ({
  resourceType: 'Patient' as const,
  id,
  meta: { versionId: String(version), lastUpdated: new Date(1_900_000_000_000 + version).toISOString() },
  name: [{ family, given: ['Kit'] }],
})
/** What the index itself answers, whatever stands in the rows. */
const indexed = (word: string): number =>
  all(clinic.store.db, 'SELECT rowid FROM patient_words WHERE patient_words MATCH ?', `"${word}"`).length

test('a patient who changes, goes and comes within one transaction is indexed as they are at its end', () => {
  clinic = new SearchClinic([{ family: 'Aster', given: ['Kit'] }])
  clinic.store.receive(at, (tx) => {
    tx.accept(patient('0', 'Birch', 11))
    tx.accept(patient('0', 'Cedar', 12))
    tx.accept(patient('8', 'Dogwood', 13))
    tx.tombstone('Patient', '8')
    // Takes the row the one before had.
    tx.accept(patient('9', 'Elder', 14))
  })
  expect(['aster', 'birch', 'cedar', 'dogwood', 'elder', 'kit'].map(indexed)).toEqual([0, 0, 1, 0, 1, 2])
  clinic.store.receive(at, (tx) => tx.tombstone('Patient', '9'))
  expect(['elder', 'kit'].map(indexed)).toEqual([0, 1])
})

test('a transaction that is undone leaves nothing for the next one to index', () => {
  clinic = new SearchClinic([])
  expect(() =>
    clinic.store.receive(at, (tx) => {
      tx.accept(patient('1', 'Fir', 1))
      throw new Error('the disk is full')
    }),
  ).toThrow('the disk is full')
  clinic.store.receive(at, (tx) => tx.accept(patient('2', 'Gorse', 2)))
  expect(['fir', 'gorse'].map(indexed)).toEqual([0, 1])
  expect(clinic.find('gorse')).toEqual(['Gorse, Kit'])
})

test('slices are small while somebody works, larger while nobody does, and smaller where the disk is slow', () => {
  clinic = new SearchClinic([])
  const pace = new Pace(clinic.store)
  const settled = (ms: number): number => {
    for (let i = 0; i < 40; i++) pace.took(100, 100 * ms)
    return pace.next()
  }
  const away = settled(0.3)
  expect(settled(2)).toBeLessThan(away / 4)
  clinic.store.commit({ who: undefined, at }, (tx) => tx.set('working', 'yes'))
  const here = settled(0.3)
  expect(here).toBeLessThan(away / 4)
  expect(here).toBeGreaterThanOrEqual(20)
})
