import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, nameWords, typedWords } from '../../../shared/domain/fold.js'
import { personName, staffName } from '../../../shared/domain/name.js'
import { mrnForReading, patientColour, patientColours, phoneDigits } from '../../../shared/domain/patient.js'

describe('folding', () => {
  it.each([
    ['Peña', 'pena'],
    ['ØSTERGAARD', 'ostergaard'],
    ['Großmann', 'grossmann'],
    ['Łukasz', 'lukasz'],
    ['Đặng', 'dang'],
    ['Ka’ahumanu', "ka'ahumanu"],
    ['Ἀθηνᾶ', 'αθηνα'],
  ])('%s reads %s', (text, folded) => expect(fold(text)).toBe(folded))

  it('is the same twice as once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
      { seed: 20261122 },
    )
  })

  it('finds whatever was folded by typing it', () => {
    const name = fc.stringMatching(/^[A-Za-zÀ-ÿ]{1,8}(['’-][A-Za-zÀ-ÿ]{1,8})?$/)
    fc.assert(
      fc.property(name, (text) => {
        const words = nameWords([text])
        for (const typed of typedWords(text)) expect(words).toContain(typed)
      }),
      { seed: 20261122 },
    )
  })
})

describe('a patient’s name', () => {
  it('is the official one, with initials for what follows the first', () => {
    expect(
      personName([
        { use: 'old', family: 'Eze', given: ['Amara'] },
        { use: 'official', family: 'Okafor', given: ['Amara', 'Jane'], suffix: ['Jr'] },
        { use: 'nickname', given: ['Ama'] },
      ]),
    ).toEqual({
      family: 'Okafor',
      given: ['Amara', 'Jane'],
      name: 'Okafor, Amara J. Jr',
      shortName: 'Okafor, A.',
      initials: 'AO',
      preferredName: 'Ama',
    })
  })

  it('is never nothing', () => {
    expect(personName(undefined).name).toBe('Name not recorded')
    expect(personName([{ text: 'Sukarno' }])).toMatchObject({ name: 'Sukarno', initials: 'S' })
    expect(personName([{ given: ['Cher'] }])).toMatchObject({ name: 'Cher', shortName: 'C.' })
    expect(personName([{ family: 'Prince' }])).toMatchObject({ name: 'Prince', shortName: 'Prince' })
  })

  it('of a colleague is said with the title', () => {
    expect(staffName([{ prefix: ['Dr'], given: ['Lena'], family: 'Novak' }])).toEqual({
      name: 'Dr Lena Novak',
      initials: 'LN',
    })
    expect(staffName([{ text: 'Marcus Hale, NP', given: ['Marcus'], family: 'Hale' }]).name).toBe('Marcus Hale, NP')
  })
})

describe('numbers of a patient', () => {
  it('colour is one of twelve, the same each time, and all are used', () => {
    const colours = new Set(Array.from({ length: 500 }, (_, n) => patientColour(String(100_000 + n))))
    expect(colours.size).toBe(patientColours)
    expect(Math.min(...colours)).toBe(0)
    expect(patientColour('204118')).toBe(patientColour('204118'))
  })
  it('record number is shown in threes', () => {
    expect(mrnForReading('204118')).toBe('204 118')
    expect(mrnForReading('A-17')).toBe('A-17')
  })
  it('telephone is compared without its country code', () => {
    expect(phoneDigits('+1 (206) 555-0123')).toBe('2065550123')
    expect(phoneDigits('206.555.0123')).toBe('2065550123')
  })
})
