import { describe, expect, it } from 'vitest'
import { findSmart } from '../../../shared/domain/smart/find.js'
import { knowsLess, longHeld, noNews, partlyHeld } from '../../../shared/domain/smart/held.js'
import { smartTests } from '../../../shared/domain/smart/laboratory.js'
import { changeWords, type Measured, trendWords } from '../../../shared/domain/smart/value.js'
import { asInstant } from '../../../shared/kernel/ids.js'

/** Measured in the morning of a day, wherever this runs. */
const value = (day: string, text: string, more: Partial<Measured> = {}): Measured => ({
  at: new Date(`${day}T10:00:00`).toISOString(),
  text,
  unit: 'kg',
  status: 'final',
  ...more,
})

describe('values in words', () => {
  it('tell the year only where it changes', () => {
    const old = value('2025-12-03', '80')
    expect(trendWords('Weight', [value('2026-01-05', '82'), old])).toBe(
      'Weight 82 kg (5 Jan 2026), from 80 kg (3 Dec 2025)',
    )
  })

  it('tell a change with the digits that were measured', () => {
    const before = value('2026-06-03', '82')
    const told = (text: string) => changeWords('Weight', [value('2026-11-22', text), before])
    expect(told('84.20')).toBe('Weight 84.20 kg (22 Nov 2026), 2.20 kg more than 82 kg (3 Jun)')
    expect(told('79.9')).toContain('2.1 kg less than')
    expect(told('82.0')).toContain('unchanged from 82 kg')
    expect(changeWords('Weight', [value('2026-11-22', '170', { unit: 'lb' }), before])).toBe(
      'Weight 170 lb (22 Nov 2026)',
    )
  })

  it('keep a correction beside the value', () => {
    const corrected = value('2026-11-22', '84', { status: 'corrected', earlier: '48' })
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
  it('is said with its time, and its time alone is no news', () => {
    const asOf = (minute: number) => asInstant(new Date(2026, 10, 22, 10, minute).toISOString())
    const partly = (minute: number) => partlyHeld({ state: 'held', without: 'results', asOf: asOf(minute) })
    expect(partly(31)).toBe('as held here, without results, chart as of 22 Nov 2026 10:31')
    expect(partlyHeld({ state: 'held', asOf: asOf(31) })).toBeUndefined()
    const [a, b] = [`Weight 80 kg (${partly(31)})`, `Weight 80 kg (${partly(40)})`]
    expect(noNews(a, b)).toBe(true)
    expect(noNews(a, `Weight 81 kg (${partly(31)})`)).toBe(false)
    // That the chart is whole again is news; that it is not any more makes known words no less known.
    expect(noNews(a, 'Weight 80 kg')).toBe(false)
    expect(noNews('Weight 80 kg', a)).toBe(true)
  })

  it('is said with its time where nobody has heard from the EHR for an hour', () => {
    const asOf = asInstant(new Date(2026, 10, 22, 8, 31).toISOString())
    const at = (hour: number, minute: number) => longHeld({ state: 'held', asOf }, new Date(2026, 10, 22, hour, minute))
    expect(at(9, 30)).toBeUndefined()
    expect(at(9, 31)).toBe('as held here, chart as of 22 Nov 2026 08:31')
  })

  it('is not known is told from none', () => {
    expect(knowsLess('Allergies: not known here (as held here, the chart is not held whole)')).toBe(true)
    expect(knowsLess('Active medicines (as held here, the chart is not held whole)')).toBe(true)
    expect(knowsLess('Allergies: none recorded')).toBe(false)
  })
})
