import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedWords } from '../../../shared/domain/changed-words.js'
import { type Choice, type Choices, combine, compare, undecided } from '../../../shared/domain/comparison.js'
import { same } from '../../../shared/kernel/json.js'

const every = (parts: readonly { key: string }[], choice: Choice): Choices =>
  Object.fromEntries(parts.map(({ key }) => [key, choice]))

const patient = {
  resourceType: 'Patient',
  id: '12',
  meta: { versionId: '1' },
  birthDate: '1979-03-12',
  telecom: [
    { system: 'phone', use: 'home', value: '1' },
    { system: 'phone', use: 'mobile', value: '2' },
    { system: 'email', value: 'a@example.org' },
  ],
  address: [{ use: 'home', line: ['1 Quay Street'], city: 'Harbour' }],
}
const newer = { ...patient, meta: { versionId: '2' } }

describe('two versions side by side', () => {
  it('are told apart item by item, each with what both began from', () => {
    const [home, mobile, mail] = patient.telecom
    const mine = { ...patient, telecom: [{ ...home, value: '10' }, { ...mobile, value: '20' }, mail] }
    const theirs = { ...newer, telecom: [home, { ...mobile, value: '21' }, mail, { system: 'fax', value: '9' }] }
    const { parts } = compare(patient, mine, theirs)
    expect(parts.map(({ element, changed, base, mine, theirs }) => [element, changed, base, mine, theirs])).toEqual([
      ['telecom', 'here', home, { ...home, value: '10' }, home],
      ['telecom', 'both', mobile, { ...mobile, value: '20' }, { ...mobile, value: '21' }],
      ['telecom', 'ehr', undefined, undefined, { system: 'fax', value: '9' }],
    ])
  })

  it('may hold both of two telephone numbers, and never half of an address', () => {
    const mine = { ...patient, telecom: [{ system: 'phone', use: 'home', value: '10' }] }
    const theirs = { ...newer, telecom: [{ system: 'phone', use: 'home', value: '11' }] }
    const numbers = compare(patient, mine, theirs)
    expect(combine(numbers, every(numbers.parts, 'both')).telecom).toEqual([...mine.telecom, ...theirs.telecom])
    const homes = compare(
      patient,
      { ...patient, address: [{ use: 'home', line: ['9 Hill Road'], city: 'Harbour' }] },
      { ...newer, address: [{ use: 'home', line: ['1 Quay Street'], city: 'Weston' }] },
    )
    expect(homes.parts).toHaveLength(1)
    expect(homes.parts[0]?.choices).toEqual(['mine', 'theirs'])
  })

  it('keep a medicine and its dose together, and a value and its unit', () => {
    const order = {
      resourceType: 'MedicationRequest',
      status: 'active',
      medicationCodeableConcept: { text: 'Lisinopril 20 mg tablet' },
      dosageInstruction: [{ text: '1 tablet daily' }],
    }
    const mine = { ...order, dosageInstruction: [{ text: '2 tablets daily' }] }
    const theirs = { ...order, medicationCodeableConcept: { text: 'Lisinopril 40 mg tablet' } }
    const { parts } = compare(order, mine, theirs)
    expect(parts.map(({ element, changed }) => [element, changed])).toEqual([['medication', 'both']])
    const measured = { resourceType: 'Observation', valueQuantity: { value: 70, unit: 'kg' } }
    const weight = compare(
      measured,
      { ...measured, valueQuantity: { value: 71, unit: 'kg' } },
      { ...measured, valueQuantity: { value: 154, unit: 'lb' } },
    )
    expect(weight.parts).toHaveLength(1)
  })

  it('are one choice where a list has the same things in another order', () => {
    const reversed = { ...newer, telecom: patient.telecom.toReversed() }
    const { parts } = compare(patient, { ...patient, telecom: patient.telecom.slice(0, 3) }, reversed)
    expect(parts.map(({ element, choices }) => [element, choices])).toEqual([['telecom', ['mine', 'theirs']]])
  })

  it('cannot be put together while a part is undecided', () => {
    const comparison = compare(patient, { ...patient, birthDate: '1979-03-21' }, { ...newer, birthDate: '1980-03-12' })
    expect(undecided(comparison.parts, {}).map(({ element }) => element)).toEqual(['birthDate'])
    expect(undecided(comparison.parts, { birthDate: 'both' })).toHaveLength(1)
    expect(() => combine(comparison, {})).toThrow(RangeError)
  })
})

const telecom = fc.array(
  fc.record({
    system: fc.constantFrom('phone', 'email'),
    use: fc.constantFrom('home', 'mobile', 'work'),
    value: fc.constantFrom('1', '2', '3'),
  }),
  { minLength: 1, maxLength: 4 },
)
const note = fc.array(fc.record({ text: fc.constantFrom('a', 'b', 'c') }), { minLength: 1, maxLength: 3 })
const allergy = fc.record(
  {
    resourceType: fc.constant('AllergyIntolerance'),
    code: fc.record({ text: fc.constantFrom('Penicillin', 'Amoxicillin') }),
    category: fc.constantFrom(['medication'], ['food']),
    criticality: fc.constantFrom('low', 'high'),
    _criticality: fc.record({ id: fc.constantFrom('x', 'y') }),
    clinicalStatus: fc.record({ text: fc.constantFrom('active', 'resolved') }),
    note,
    reaction: fc.array(
      fc.record({
        manifestation: fc.constantFrom([{ text: 'hives' }], [{ text: 'anaphylaxis' }]),
        severity: fc.constantFrom('mild', 'severe'),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    telecom,
  },
  { requiredKeys: ['resourceType'] },
)
const choice = fc.constantFrom<Choice>('mine', 'theirs', 'both')

describe('any two versions', () => {
  it('chosen on one side throughout are that side, to the letter', () => {
    fc.assert(
      fc.property(allergy, allergy, allergy, (base, mine, theirs) => {
        const comparison = compare(base, mine, theirs)
        expect(same(combine(comparison, every(comparison.parts, 'mine')), mine)).toBe(true)
        expect(same(combine(comparison, every(comparison.parts, 'theirs')), theirs)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('have a part for every difference, and no choice loses one in silence', () => {
    fc.assert(
      fc.property(allergy, allergy, allergy, fc.infiniteStream(choice), (base, mine, theirs, stream) => {
        const comparison = compare(base, mine, theirs)
        expect(comparison.parts.length > 0).toBe(!same(mine, theirs))
        expect(new Set(comparison.parts.map(({ key }) => key)).size).toBe(comparison.parts.length)
        const choices: Record<string, Choice> = {}
        for (const part of comparison.parts) {
          const wanted = stream.next().value as Choice
          choices[part.key] = part.choices.includes(wanted) ? wanted : 'mine'
        }
        const result = combine(comparison, choices)
        for (const { key, element, mine: left, theirs: right } of comparison.parts) {
          const held = (value: unknown): boolean => {
            if (value === undefined) return true
            const list = result[element]
            if (key === element)
              return Object.entries(value as object).every(([name, each]) => same(result[name], each))
            return Array.isArray(list) && list.some((item) => same(item, value))
          }
          if (choices[key] !== 'theirs') expect(held(left)).toBe(true)
          if (choices[key] !== 'mine') expect(held(right)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('have one side proposed only where the other did not touch it', () => {
    fc.assert(
      fc.property(allergy, allergy, allergy, (base, mine, theirs) => {
        for (const { changed, base: was, mine: left, theirs: right } of compare(base, mine, theirs).parts) {
          if (changed === 'here') expect(same(was, right)).toBe(true)
          if (changed === 'ehr') expect(same(was, left)).toBe(true)
        }
      }),
    )
  })
})

describe('changed words', () => {
  it('are marked, and the rest is not', () => {
    const { mine, theirs } = changedWords('1 tablet twice daily', '1 tablet daily, with food')
    expect(mine.filter(({ changed }) => changed).map(({ text }) => text.trim())).toEqual(['twice'])
    expect(theirs.filter(({ changed }) => changed).map(({ text }) => text.trim())).toEqual([', with food'])
  })

  it('mark a number with all its digits', () => {
    const { mine, theirs } = changedWords('glucose 6.4 to 7.2, BP 140/90', 'glucose 6.8 to 8.2, BP 140/85')
    const marked = (side: typeof mine) => side.filter(({ changed }) => changed).map(({ text }) => text)
    expect(marked(mine)).toEqual(['6.4', '7.2', '140/90'])
    expect(marked(theirs)).toEqual(['6.8', '8.2', '140/85'])
  })

  it('leave each text whole', () => {
    const words = fc.array(fc.constantFrom('no', 'chest', 'pain', ' ', ', ', '\n', '1.5', 'µg'), { maxLength: 20 })
    fc.assert(
      fc.property(words, words, (a, b) => {
        const marked = changedWords(a.join(''), b.join(''))
        expect(marked.mine.map(({ text }) => text).join('')).toBe(a.join(''))
        expect(marked.theirs.map(({ text }) => text).join('')).toBe(b.join(''))
      }),
    )
  })
})
