import { describe, expect, it, test } from 'vitest'
import { vaccineLines } from '../../../main/core/terminology/starter/vaccines.js'
import { readLines } from '../../../main/core/terminology/starter-row.js'
import { type Dose, isDoseOf, type VaccineKey, vaccines } from '../../../shared/domain/smart/vaccine-codes.js'
import { vaccinesDue } from '../../../shared/domain/smart/vaccines-due.js'
import { cvxOfAntigen } from '../../support/cvx-antigens.js'

const dose = (code: string, date: string, name = ''): Dose => ({ code, name, date })
const named = (name: string, date = '2026-10-12'): Dose => ({ code: undefined, name, date })
const due = (born: string, day: string, ...doses: Dose[]) => vaccinesDue(born, day, doses, (date) => date)
const about = (vaccine: string, born: string, day: string, ...doses: Dose[]) =>
  due(born, day, ...doses).find((line) => line.startsWith(vaccine))

/** By which of CDC's antigens each vaccine is counted, and which of its codes are left out on purpose. */
const antigens: Record<VaccineKey, [antigen: keyof typeof cvxOfAntigen, without: string]> = {
  influenza: ['influenza', ''],
  covid: ['covid', ''],
  tetanus: ['tetanus', '35 112 142'],
  tdap: ['pertussis', '01 11 20 22 50 102 106 107 110 120 130 132 146 170 198'],
  zoster: ['zoster', '121 188'],
  pneumococcal: ['pneumococcal', ''],
  pneumococcalConjugate: ['pneumococcal', '33'],
  rsv: ['rsv', '306 307 315 332'],
  hepB: ['hepB', ''],
  hpv: ['hpv', ''],
  rotavirus: ['rotavirus', ''],
  dtap: ['pertussis', '11 115'],
  hib: ['hib', ''],
  ipv: ['polio', '178 179 182 324'],
  mmr: ['measles', '04 05'],
  varicella: ['varicella', '121'],
  hepA: ['hepA', ''],
  menACWY: ['meningococcal', '103 148 167 191 192'],
}

test.each(Object.keys(vaccines) as VaccineKey[])('the CVX codes of %s are CDC’s', (key) => {
  const [antigen, without] = antigens[key]
  const left = new Set(without.split(' '))
  const cdc = cvxOfAntigen[antigen].split(' ').filter((code) => !left.has(code))
  expect(vaccines[key].codes.split(' ').sort()).toEqual(cdc.sort())
})

test('what is offered to be given counts as what it is called', () => {
  const offered = readLines(vaccineLines).map(({ columns: [code = '', official = '', title = ''] }) => ({
    title,
    keys: (Object.keys(vaccines) as VaccineKey[]).filter((key) => isDoseOf(key, dose(code, '2026-01-01'))),
    byName: (Object.keys(vaccines) as VaccineKey[]).filter((key) => isDoseOf(key, named(`${title} ${official}`))),
  }))
  expect(offered.length).toBeGreaterThan(40)
  // The same by name where a system sends no code.
  for (const { title, keys, byName } of offered) expect([title, byName]).toEqual([title, keys])
})

describe('a dose is counted', () => {
  it.each([
    ['Tetanus immune globulin', 'tetanus'],
    ['TIG', 'tetanus'],
    ['Hep B immune globulin (HBIG)', 'hepB'],
    ['Varicella-zoster immune globulin', 'varicella'],
    ['Varicella-zoster immune globulin', 'zoster'],
    ['Zoster vaccine, live (Zostavax)', 'zoster'],
    ['RSV, mAb, nirsevimab-alip', 'rsv'],
    ['Haemophilus influenzae type b', 'influenza'],
    ['Influenza H5N1', 'influenza'],
  ] as const)('never where it is another: %s for %s', (name, key) => {
    expect(isDoseOf(key, named(name))).toBe(false)
  })

  it('by its code before its name', () => {
    expect(isDoseOf('zoster', dose('121', '2015-01-01', 'zoster'))).toBe(false)
    expect(isDoseOf('menACWY', dose('103', '2015-01-01', 'meningococcal conjugate ACWY'))).toBe(false)
    expect(isDoseOf('hepB', dose('8', '2015-01-01'))).toBe(true)
    // Newer than the lists.
    expect(isDoseOf('covid', dose('401', '2026-10-01', 'COVID-19, mRNA'))).toBe(true)
  })

  it('once where it was recorded twice for a day', () => {
    const twice = [dose('187', '2024-05-01', 'Shingrix'), dose('187', '2024-05-01T10:00:00Z', 'zoster recombinant')]
    expect(about('Shingles', '1960-01-01', '2026-11-22', ...twice)).toMatch(/1 of 2 doses/)
  })

  it('not when it was given too early, four days aside', () => {
    const mmr = (date: string) => about('MMR', '2024-01-10', '2026-11-22', dose('03', date))
    expect(mmr('2024-09-01')).toBe('MMR: may be due, none recorded')
    expect(mmr('2025-01-06')).toBeUndefined()
    expect(mmr('2025-01-05')).toBe('MMR: may be due, none recorded')
    expect(mmr('2025')).toBeUndefined()
  })
})

describe('immunisations that may be due', () => {
  const recent = [dose('309', '2026-10-01'), dose('140', '2026-10-01'), dose('115', '2020-01-01')]

  it('follow age and what was given', () => {
    const old = due('1950-01-01', '2026-11-22', ...recent)
    expect(old).toEqual([
      'Shingles (recombinant zoster): may be due, none recorded',
      'Pneumococcal: may be due, none recorded',
      'RSV: may be due, none recorded',
    ])
    const more = [
      dose('187', '2020-01-01'),
      dose('187', '2020-06-01'),
      dose('216', '2022-01-01'),
      dose('305', '2024-01-01'),
    ]
    expect(due('1950-01-01', '2026-11-22', ...recent, ...more)).toEqual([])
    expect(due('1950-01-01', '2026-11-22', ...recent, ...more.slice(1), dose('133', '2015-01-01'))).toEqual([
      'Shingles (recombinant zoster): may be due, 1 of 2 doses recorded',
    ])
  })

  it('ask for influenza once a season, and not in summer', () => {
    const last = [
      dose('309', '2026-10-01'),
      dose('115', '2020-01-01'),
      dose('189', '2020-01-01'),
      dose('189', '2020-02-01'),
    ]
    expect(due('1985-01-01', '2026-11-22', ...last, dose('140', '2025-10-12'))).toEqual([
      'Influenza: may be due, last 2025-10-12',
    ])
    expect(due('1985-01-01', '2026-07-22', ...last, dose('140', '2025-10-12'))).toEqual([])
    expect(due('1985-01-01', '2026-11-22', ...last, named('Haemophilus influenzae b'))).toHaveLength(1)
    // A small child's first season takes two doses.
    const child = (...doses: Dose[]) => about('Influenza', '2024-01-01', '2026-11-22', ...doses)
    expect(child(dose('140', '2026-10-01'))).toBe('Influenza: may be due, 1 of 2 doses of a first season recorded')
    expect(child(dose('140', '2026-10-01'), dose('140', '2026-11-01'))).toBeUndefined()
    expect(child(dose('140', '2024-10-01'), dose('140', '2025-10-01'), dose('140', '2026-10-01'))).toBeUndefined()
  })

  it('leave COVID-19 to be decided together, as CDC does', () => {
    expect(about('COVID', '1985-01-01', '2026-11-22', dose('309', '2025-10-01'))).toBe(
      'COVID-19: to be decided together, last 2025-10-01',
    )
  })

  it('count a child’s doses by age, combinations for each they hold', () => {
    const born = '2026-07-20'
    expect(due(born, '2026-10-01', dose('110', '2026-09-20'))).toEqual([
      'Hepatitis B: may be due, 1 of 2 doses recorded',
      'Rotavirus: may be due, none recorded',
      'Hib: may be due, none recorded',
      'Pneumococcal: may be due, none recorded',
    ])
  })

  it('know courses of two and of three', () => {
    const born = '2026-04-10'
    const rotavirus = (code: string) =>
      about('Rotavirus', born, '2026-11-01', dose(code, '2026-06-11'), dose(code, '2026-08-12'))
    expect(rotavirus('119')).toBeUndefined()
    expect(rotavirus('116')).toBe('Rotavirus: may be due, 2 of 3 doses recorded')
    const hib = (code: string) => about('Hib', born, '2026-11-01', dose(code, '2026-06-11'), dose(code, '2026-08-12'))
    expect(hib('49')).toBeUndefined()
    expect(hib('48')).toBe('Hib: may be due, 2 of 3 doses recorded')
    // Who begins late needs fewer.
    expect(about('Hib', '2024-04-10', '2026-11-01', dose('48', '2026-01-11'))).toBeUndefined()
    expect(about('Pneumococcal', '2024-04-10', '2026-11-01', dose('216', '2026-05-11'))).toBeUndefined()
    // Polysaccharide vaccine is not a conjugate dose.
    expect(about('Pneumococcal', '2022-04-10', '2026-11-01', dose('33', '2025-05-11'))).toMatch(/none recorded/)
  })

  it('know when a last dose is not needed', () => {
    const born = '2020-01-10'
    const dates = ['2020-03-10', '2020-05-10', '2020-07-10']
    const early = dates.map((date) => dose('20', date))
    expect(about('DTaP', born, '2026-11-22', ...early, dose('20', '2024-02-01'))).toBeUndefined()
    expect(about('DTaP', born, '2026-11-22', ...early, dose('20', '2021-04-10'))).toMatch(/4 of 5/)
  })

  it('know by when adolescents began', () => {
    const born = '2008-01-10'
    const day = '2026-11-22'
    expect(about('HPV', born, day, dose('165', '2020-01-01'), dose('165', '2020-08-01'))).toBeUndefined()
    expect(about('HPV', born, day, dose('165', '2024-01-01'), dose('165', '2024-08-01'))).toMatch(/2 of 3/)
    expect(about('Meningococcal', born, day, dose('136', '2019-02-01'))).toMatch(/last 2019-02-01/)
    expect(about('Meningococcal', born, day, dose('316', '2024-02-01'))).toBeUndefined()
    expect(about('HPV', '2004-01-10', day, dose('165', '2020-06-01'), dose('165', '2021-01-01'))).toMatch(/2 of 3/)
  })

  it('ask for RSV from 75 years, for shingles from 50', () => {
    expect(about('RSV', '1951-11-23', '2026-11-22')).toBeUndefined()
    expect(about('RSV', '1951-11-22', '2026-11-22')).toBe('RSV: may be due, none recorded')
    expect(about('Shingles', '1976-11-23', '2026-11-22')).toBeUndefined()
  })
})
