import { describe, expect, it } from 'vitest'
import { findSmart } from '../../../shared/domain/smart/find.js'
import { partlyHeld, sameWords, withHeld } from '../../../shared/domain/smart/held.js'
import { smartTests } from '../../../shared/domain/smart/laboratory.js'
import { type Dose, vaccinesDue } from '../../../shared/domain/smart/vaccines-due.js'
import { changeWords, type Measured, trendWords } from '../../../shared/domain/smart/value.js'
import { asInstant } from '../../../shared/kernel/ids.js'

const value = (at: string, text: string, more: Partial<Measured> = {}): Measured => ({
  at,
  text,
  unit: 'kg',
  status: 'final',
  ...more,
})

describe('values in words', () => {
  it('tell the year only where it changes', () => {
    const old = value('2025-12-03T15:00:00Z', '80')
    expect(trendWords('Weight', [value('2026-01-05T15:00:00Z', '82'), old])).toBe(
      'Weight 82 kg (5 Jan 2026), from 80 kg (3 Dec 2025)',
    )
  })

  it('tell a change with the digits that were measured', () => {
    const before = value('2026-06-03T15:00:00Z', '82')
    const told = (text: string) => changeWords('Weight', [value('2026-11-22T15:00:00Z', text), before])
    expect(told('84.20')).toBe('Weight 84.20 kg (22 Nov 2026), 2.20 kg more than 82 kg (3 Jun)')
    expect(told('79.9')).toContain('2.1 kg less than')
    expect(told('82.0')).toContain('unchanged from 82 kg')
    expect(changeWords('Weight', [value('2026-11-22T15:00:00Z', '170', { unit: 'lb' }), before])).toBe(
      'Weight 170 lb (22 Nov 2026)',
    )
  })

  it('keep a correction beside the value', () => {
    const corrected = value('2026-11-22T15:00:00Z', '84', { status: 'corrected', earlier: '48' })
    expect(trendWords('Weight', [corrected])).toBe('Weight 84 kg (22 Nov 2026, corrected, was 48 kg)')
  })
})

describe('finding by words', () => {
  const found = (words: string) => findSmart(words, smartTests).map(({ link }) => link)
  it('goes by short names, abbreviations and lay words', () => {
    expect(found('a1c')[0]).toBe('a1c')
    expect(found('sugar')).toEqual(['a1c', 'glucose', 'fasting-glucose'])
    expect(found('GFR')[0]).toBe('egfr')
    expect(found('k')[0]).toBe('potassium')
    expect(found('vit d')[0]).toBe('vitamin-d')
    expect(found('alb')[0]).toBe('albumin')
    expect(found('nonsense')).toEqual([])
    expect(found('')).toHaveLength(smartTests.length)
  })
})

describe('what is held', () => {
  const now = new Date('2026-11-22T15:00:00')
  it('is said with its time, and its time alone is no news', () => {
    const asOf = (minute: number) => asInstant(new Date(2026, 10, 22, 10, minute).toISOString())
    const partly = (minute: number) => partlyHeld({ state: 'held', without: 'results', asOf: asOf(minute) }, now)
    expect(partly(31)).toBe('as held here, without results, chart as of 10:31')
    expect(partlyHeld({ state: 'held', asOf: asOf(31) }, now)).toBeUndefined()
    const [a, b] = [withHeld('Weight 80 kg', partly(31)), withHeld('Weight 80 kg', partly(40))]
    expect(sameWords(a, b)).toBe(true)
    expect(sameWords(a, 'Weight 80 kg')).toBe(false)
    expect(sameWords(a, withHeld('Weight 81 kg', partly(31)))).toBe(false)
  })
})

describe('immunisations that may be due', () => {
  const dose = (code: string, date: string, name = ''): Dose => ({ code, name, date })
  const due = (born: string, day: string, ...doses: Dose[]) => vaccinesDue(born, day, doses, (date) => date)
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
    // Haemophilus influenzae is another one.
    expect(due('1985-01-01', '2026-11-22', ...last, dose('', '2026-10-12', 'Haemophilus influenzae b'))).toHaveLength(1)
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
})
