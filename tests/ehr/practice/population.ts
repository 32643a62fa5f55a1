import { describe, expect, it } from 'vitest'
import { adults, charts, has, offenders, ordinary, type Seen, share } from './charts.js'
import { ofType } from './clinic.js'

describe('the population is a practice’s', () => {
  it('has all ages, both sexes, households, and fits known prevalences', () => {
    const between = (low: number, high: number) =>
      share(
        ordinary.filter(({ age }) => age >= low && age <= high),
        ordinary,
      )
    expect(between(0, 17)).toBeGreaterThan(0.15)
    expect(between(0, 17)).toBeLessThan(0.32)
    expect(between(65, 120)).toBeGreaterThan(0.14)
    expect(between(65, 120)).toBeLessThan(0.3)
    const women = share(
      ordinary.filter(({ patient }) => patient.gender === 'female'),
      ordinary,
    )
    expect(women).toBeGreaterThan(0.47)
    expect(women).toBeLessThan(0.58)
    const prevalence = (pattern: RegExp) =>
      share(
        adults.filter((seen) => has(seen, pattern)),
        adults,
      )
    const near = (value: number, low: number, high: number, what: string) => {
      expect(value, what).toBeGreaterThan(low)
      expect(value, what).toBeLessThan(high)
    }
    near(prevalence(/^I1[0-3]/), 0.2, 0.45, 'hypertension')
    near(prevalence(/^E11/), 0.06, 0.16, 'type 2 diabetes')
    near(prevalence(/^E66/), 0.2, 0.42, 'obesity')
    near(prevalence(/^N18/), 0.02, 0.12, 'kidney disease')
    near(prevalence(/^F33/), 0.04, 0.13, 'depression')
    near(prevalence(/^J45/), 0.03, 0.12, 'asthma')
    const homes = new Map<string, number>()
    for (const { patient } of ordinary)
      homes.set(patient.address?.[0]?.line?.[0] ?? '', (homes.get(patient.address?.[0]?.line?.[0] ?? '') ?? 0) + 1)
    expect([...homes.values()].filter((size) => size > 1).length).toBeGreaterThan(200)
  })

  it('has problems at ages and in sexes they occur', () => {
    expect(
      offenders((seen) => seen.patient.gender === 'male' && has(seen, /^(Z34|N95|Z30\.41|Z97\.5|E28\.2|N76)/)),
    ).toEqual([])
    expect(offenders((seen) => seen.patient.gender === 'female' && has(seen, /^N40/))).toEqual([])
    expect(offenders((seen) => seen.age < 40 && has(seen, /^(N40|G30|M81|H91)/))).toEqual([])
    expect(offenders((seen) => seen.age < 18 && has(seen, /^(I1[0-3]|I25|I50|J44|F17|N18)/))).toEqual([])
    expect(offenders((seen) => seen.age > 20 && has(seen, /^(F80|N39\.44)/))).toEqual([])
  })

  it('has traps for a search: same names with other birth dates, shared telephones, accents, hyphens, apostrophes', () => {
    const names = new Map<string, Set<string>>()
    for (const { patient } of charts) {
      const name = `${patient.name?.[0]?.family}, ${patient.name?.[0]?.given?.[0]}`
      names.set(name, (names.get(name) ?? new Set()).add(patient.birthDate ?? ''))
    }
    expect([...names.values()].filter((births) => births.size > 1).length).toBeGreaterThan(10)
    const families = charts.map(({ patient }) => patient.name?.[0]?.family ?? '')
    for (const pattern of [/[áéíóúñöüøč]/, /-/, /'/, / /])
      expect(families.filter((family) => pattern.test(family)).length).toBeGreaterThan(5)
    expect(charts.filter(({ patient }) => patient.deceasedDateTime).length).toBeGreaterThan(5)
    expect(
      charts.filter(({ patient }) => patient.active === false && !patient.deceasedDateTime).length,
    ).toBeGreaterThan(5)
    for (const { patient } of charts)
      for (const telecom of patient.telecom ?? [])
        if (telecom.system === 'phone') expect(telecom.value).toMatch(/^\(\d{3}\) 555-01\d\d$/)
  })

  it('states allergies three ways: listed, none known, nobody asked', () => {
    const known = (seen: Seen) => ofType(seen.all, 'AllergyIntolerance')
    const none = charts.filter((seen) => known(seen)[0]?.code?.coding?.[0]?.code === '716186003')
    expect(share(none, charts)).toBeGreaterThan(0.5)
    expect(share(none, charts)).toBeLessThan(0.75)
    expect(charts.filter((seen) => known(seen).length === 0).length).toBeGreaterThan(50)
    for (const seen of none) expect(known(seen)).toHaveLength(1)
  })
})
