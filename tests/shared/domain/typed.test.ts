import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTypedVital } from '../../../shared/domain/chip/typed-vital.js'
import { readVital } from '../../../shared/domain/chip/vital.js'
import { addMonths, readWhen } from '../../../shared/domain/chip/when.js'
import { asDateText } from '../../../shared/kernel/ids.js'

const today = asDateText('2026-11-22')

describe('a vital sign that is typed', () => {
  const cases: [string, string, object][] = [
    ['Today BP 128/82', 'BP 128/82', { systolic: '128', diastolic: '82' }],
    ['bp: 146 / 88 mmHg', 'BP 146/88', { systolic: '146', diastolic: '88' }],
    ['T 38.2', 'Temperature 38.2 °C (100.8 °F)', { temperature: '38.2' }],
    ['temp 100.4 F', 'Temperature 38.0 °C (100.4 °F)', { temperature: '38.0' }],
    ['temp 98,6', 'Temperature 37.0 °C (98.6 °F)', { temperature: '37.0' }],
    ['(wt 81 kg', 'Weight 81 kg', { weight: '81' }],
    ['weight: 180 lb', 'Weight 81.6 kg (180 lb)', { weight: '81.6' }],
    ["ht 5'10", 'Height 177.8 cm (5 ft 10 in)', { height: '177.8' }],
    ['ht 1.78 m', 'Height 178.0 cm', { height: '178.0' }],
    ['HR 76', 'Pulse 76', { pulse: '76' }],
    ['RR 16', 'Respirations 16', { respirations: '16' }],
    ['SpO2 97%', 'SpO₂ 97 %', { saturation: '97' }],
  ]
  test.each(cases)('%s', (typed, text, values) => {
    expect(readTypedVital(typed, 47)).toMatchObject({ text, data: { values } })
    expect(readVital(readTypedVital(typed, 47)?.data)).toBeDefined()
  })

  test.each(['wt 81', 'stop 5', 'start 10', 'chapter T 5x', 'BP 128', 'Sharp 76', "ht 5'14", 'cost 12'])(
    'nothing is read from %s',
    (typed) => expect(readTypedVital(typed, 47)).toBeUndefined(),
  )

  test('what cannot be is refused, what is rare is asked about', () => {
    expect(readTypedVital('BP 82/128', 47)?.doubt?.tone).toBe('refuse')
    expect(readTypedVital('T 29', 47)?.doubt?.tone).toBe('ask')
    expect(readTypedVital('wt 180 kg', 47, { weight: 82 })?.doubt).toEqual({
      tone: 'ask',
      text: '180 looks like pounds: 81.6\u00a0kg',
    })
    expect(readTypedVital('BP 128/82', 47)?.doubt).toBeUndefined()
  })
})

describe('a time that is named', () => {
  const cases: [string, string, string, string][] = [
    ['a1c in 3 months', 'a1c', '2027-02-22', 'in 3 months'],
    ['a1c 3m', 'a1c', '2027-02-22', 'in 3 months'],
    ['2 wk', '', '2026-12-06', 'in 2 weeks'],
    ['chest x-ray tomorrow', 'chest x-ray', '2026-11-23', 'tomorrow'],
    ['call in a week', 'call', '2026-11-29', 'in 1 week'],
    ['urine albumin today', 'urine albumin', '2026-11-22', 'today'],
    ['colonoscopy 10 years', 'colonoscopy', '2036-11-22', 'in 10 years'],
  ]
  test.each(cases)('%s', (typed, rest, due, words) => expect(readWhen(typed, today)).toEqual({ rest, due, words }))

  test.each(['b12', 'hba1c', 'vitamin d', 'omega 3', 'hm', '0 days'])('not in %s', (typed) =>
    expect(readWhen(typed, today)).toBeUndefined(),
  )

  test('a month later is in the next month, and never before', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(2000, 0, 1), max: new Date(2090, 0, 1), noInvalidDate: true }),
        fc.nat(36),
        (date, months) => {
          const day = asDateText(date.toISOString().slice(0, 10))
          const later = addMonths(day, months)
          const [y = 0, m = 0] = day.split('-').map(Number)
          const [ly = 0, lm = 0] = later.split('-').map(Number)
          expect(ly * 12 + lm - (y * 12 + m)).toBe(months)
          expect(later >= day).toBe(true)
        },
      ),
    )
  })
})
