import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fold } from '../../../shared/domain/fold.js'
import { SearchClinic, type Someone } from './clinic.js'

let clinic: SearchClinic
/** Opening a store costs more than searching it; tests that change nothing share one. */
let shared: SearchClinic
beforeAll(() => {
  shared = new SearchClinic(people)
})
beforeEach(() => {
  clinic = shared
})
afterEach(() => {
  if (clinic !== shared) clinic.close()
})
afterAll(() => shared.close())

const people: Someone[] = [
  {
    family: 'Okafor',
    given: ['Amara', 'Jane'],
    birthDate: '1979-03-12',
    mrn: '204118',
    phone: '(206) 555-0123',
    preferred: 'Ama',
  },
  { family: 'Romero', given: ['Luis'], birthDate: '1954-08-04', mrn: '118902', phone: '206.555.0199' },
  { family: 'Peña', given: ['José'], birthDate: '1990-12-03', mrn: '300001' },
  { family: "O'Brien-Ruiz", given: ['Máire'], birthDate: '1985-01-31', mrn: '300002' },
  { family: 'van der Berg', given: ['Søren'], birthDate: '2001-02-28', mrn: '300003' },
  { family: 'Nguyen', given: ['Thuy', 'Linh'], birthDate: '1992-07-09', mrn: '300004' },
  { family: 'Müller', given: ['Jürgen'], birthDate: '1966-11-05', mrn: '300005' },
  { family: 'Okonkwo', given: ['Amaka'], birthDate: '1979-12-03', mrn: '300006' },
  { family: 'Jean-Louis', given: ['Marie-Ange'], birthDate: '1970-10-10', mrn: '300007' },
  { family: 'Lin', given: ['Wei'], birthDate: '1988-08-08', mrn: '300008' },
  { family: 'Lindqvist', given: ['Astrid'], birthDate: '1997-04-02', mrn: '300009' },
]

describe('a name', () => {
  it.each([
    ['okafor', 'Okafor, Amara J.'],
    ['amara okafor', 'Okafor, Amara J.'],
    ['OKAFOR, AMARA', 'Okafor, Amara J.'],
    ['oka am', 'Okafor, Amara J.'],
    ['jane okafor', 'Okafor, Amara J.'],
    ['okafur', 'Okafor, Amara J.'],
    ['Amra Okfor', 'Okafor, Amara J.'],
    ['okafro', 'Okafor, Amara J.'],
    ['kafor', 'Okafor, Amara J.'],
    ['ama oka', 'Okafor, Amara J.'],
    ['pena jose', 'Peña, José'],
    ['PEÑA', 'Peña, José'],
    ["o'brien", "O'Brien-Ruiz, Máire"],
    ['obrien', "O'Brien-Ruiz, Máire"],
    ['o brien', "O'Brien-Ruiz, Máire"],
    ['brien ruiz', "O'Brien-Ruiz, Máire"],
    ['maire o’brien-ruiz', "O'Brien-Ruiz, Máire"],
    ['vanderberg', 'van der Berg, Søren'],
    ['soren van der berg', 'van der Berg, Søren'],
    ['berg', 'van der Berg, Søren'],
    ['nuygen', 'Nguyen, Thuy L.'],
    ['muller', 'Müller, Jürgen'],
    ['mueller', 'Müller, Jürgen'],
    ['jean louis', 'Jean-Louis, Marie-Ange'],
    ['jeanlouis', 'Jean-Louis, Marie-Ange'],
    ['marie ange', 'Jean-Louis, Marie-Ange'],
  ])('typed as %s is %s', (typed, name) => {
    expect(clinic.find(typed)[0]).toBe(name)
  })

  it('that nobody resembles finds nobody', () => {
    for (const typed of ['zzyzx', 'okafor zzyzx', '', '   ', '"', '*', 'AND', 'a"b', "' OR 1", 'NEAR('])
      expect(clinic.find(typed)).toEqual([])
  })

  it('is marked when only alike', () => {
    expect(clinic.hits('okafur')[0]?.alike).toBe(true)
    expect(clinic.hits('okafor')[0]?.alike).toBe(false)
  })
})

describe('a number', () => {
  it.each([
    ['12 Mar 1979', ['birth date']],
    ['March 12, 1979', ['birth date']],
    ['12/03/79', ['birth date']],
    ['3/12/1979', ['birth date']],
    ['12.3.1979', ['birth date']],
    ['1979-03-12', ['birth date']],
    ['12031979', ['birth date']],
    ['19790312', ['birth date']],
    ['mar 1979', ['birth date']],
    ['204 118', ['MRN']],
    ['204118', ['MRN']],
    ['2041', ['MRN']],
    ['mrn 204118', ['MRN']],
    ['0123', ['phone']],
    ['555-0123', ['phone']],
    ['(206) 555-0123', ['phone']],
    ['206.555.0123', ['phone']],
    ['+1 206 555 0123', ['phone']],
    ['2065550123', ['phone']],
    ['okafor 1979', ['name', 'birth date']],
    ['12 mar 1979 amara', ['name', 'birth date']],
    ['okafur 0123', ['name', 'phone']],
  ])('%s', (typed, matched) => {
    const hit = clinic.hits(typed).find(({ row }) => row.name === 'Okafor, Amara J.')
    expect(hit?.matched).toEqual(matched)
  })

  it('narrows a name to the person with that birth date', () => {
    clinic = new SearchClinic([...people, { family: 'Okafor', given: ['Amara'], birthDate: '2001-01-01' }])
    expect(clinic.hits('okafor amara 12/03/1979').map(({ row }) => row.birth_date)).toEqual(['1979-03-12'])
  })

  it('reads a date both ways round and says so with the birth dates', () => {
    expect(clinic.find('12/03/1979').sort()).toEqual(['Okafor, Amara J.', 'Okonkwo, Amaka'])
    expect(clinic.find('13/03/1979')).toEqual([])
  })
})

describe('the order', () => {
  it('is exact, then begun, then alike', () => {
    expect(clinic.find('lin wei')).toEqual(['Lin, Wei'])
    expect(clinic.find('lin').slice(0, 2)).toEqual(['Lin, Wei', 'Lindqvist, Astrid'])
    expect(clinic.hits('okafor').map(({ row, alike }) => [row.name, alike])[0]).toEqual(['Okafor, Amara J.', false])
  })

  it('puts who is expected today first, then who was opened last', () => {
    expect(clinic.find('lin', { expected: [10] })[0]).toBe('Lindqvist, Astrid')
    expect(clinic.find('oka', { recent: [0] })).toEqual(['Okafor, Amara J.'])
    const sams = new SearchClinic([
      { family: 'Adams', given: ['Sam'] },
      { family: 'Baker', given: ['Sam'] },
      { family: 'Cole', given: ['Sam'] },
    ])
    expect(sams.find('sam', { expected: [2], recent: [1] })).toEqual(['Cole, Sam', 'Baker, Sam', 'Adams, Sam'])
    sams.close()
  })

  it('does not put a namesake begun alike before the whole name', () => {
    clinic = new SearchClinic([
      { family: 'Romero-Vargas', given: ['Luisa'] },
      { family: 'Romero', given: ['Luis'] },
    ])
    expect(clinic.find('romero luis', { expected: [0] })[0]).toBe('Romero, Luis')
  })

  it('finds an expected patient however many others have the name', () => {
    const many = Array.from(
      { length: 400 },
      (_, at): Someone => ({ family: 'Smith', given: [`Ann${String.fromCharCode(97 + (at % 26))}`] }),
    )
    clinic = new SearchClinic([...many, { family: 'Smith', given: ['Zoe'] }])
    expect(clinic.find('smith', { expected: [400], limit: 5 })[0]).toBe('Smith, Zoe')
    expect(clinic.search.find('smith', 5, { thisYear: 2026, expected: new Set(), recent: new Set() }).more).toBe(true)
  })
})

describe('the index', () => {
  it('follows a changed and a removed patient', () => {
    clinic = new SearchClinic(people)
    clinic.put([{ family: 'Balogun', given: ['Amara'], birthDate: '1979-03-12', mrn: '204118' }])
    expect(clinic.find('okafor').includes('Okafor, Amara J.')).toBe(false)
    expect(clinic.find('balogun')).toEqual(['Balogun, Amara'])
    expect(clinic.find('0123')).toEqual([])
    clinic.remove(0)
    expect(clinic.find('balogun')).toEqual([])
    expect(clinic.find('204118')).toEqual([])
  })
})

const namePart = fc.constantFrom(
  'amara',
  'okafor',
  'luis',
  'romero',
  'thuy',
  'nguyen',
  'o’brien',
  'josé',
  'peña',
  'müller',
  'ana',
  'li',
  'katherine',
  'christopher',
  'washington',
)
const someone = fc.record({ family: namePart, given: fc.array(namePart, { minLength: 1, maxLength: 2 }) })

describe('whoever is there', () => {
  it('is found by the beginnings of their names in any order', () => {
    fc.assert(
      fc.property(
        fc.array(someone, { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.infiniteStream(fc.integer({ min: 1, max: 6 })),
        fc.boolean(),
        (crowd, pick, lengths, reverse) => {
          const own = new SearchClinic(crowd)
          try {
            const at = pick % crowd.length
            const person = crowd[at] as Someone
            const words = [...person.given, person.family].map((word) => word.slice(0, lengths.next().value ?? 3))
            const typed = (reverse ? words.reverse() : words).join(' ')
            expect(own.hits(typed, { limit: 100 }).map(({ row }) => row.id)).toContain(own.id(at))
          } finally {
            own.close()
          }
        },
      ),
      { numRuns: 15, seed: 20261122 },
    )
  })

  it('is found with one slip in a name of four letters or more', () => {
    const people2 = ['amara', 'okafor', 'romero', 'nguyen', 'katherine', 'christopher', 'washington', 'maria']
    const own = new SearchClinic(people2.map((family) => ({ family, given: ['X'] })))
    fc.assert(
      fc.property(
        fc.constantFrom(...people2),
        fc.nat(),
        fc.constantFrom('drop', 'swap', 'change', 'add'),
        fc.constantFrom('e', 'k', 'z'),
        (name, place, slip, letter) => {
          const at = place % name.length
          const before = name.slice(0, at)
          const after = name.slice(at + 1)
          const typed =
            slip === 'drop'
              ? before + after
              : slip === 'swap'
                ? before + after.slice(0, 1) + name[at] + after.slice(1)
                : slip === 'change'
                  ? before + letter + after
                  : before + letter + name.slice(at)
          if (typed.length < 4) return
          expect(own.find(typed, { limit: 100 }).map((found) => fold(found.split(',')[0] as string))).toContain(name)
        },
      ),
      { numRuns: 400, seed: 20261122 },
    )
    own.close()
  })

  it('comes in the same order every time, whatever was typed', () => {
    clinic = new SearchClinic([...people, ...people])
    fc.assert(
      fc.property(fc.string({ maxLength: 24 }), (typed) => {
        expect(clinic.find(typed)).toEqual(clinic.find(typed))
      }),
      { numRuns: 300, seed: 20261122 },
    )
  })
})
