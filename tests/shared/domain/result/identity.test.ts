import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Arrival, judge, type KnownPerson, type SentAs } from '../../../../shared/domain/result/identity.js'

const mrn = 'https://rounds.example/fhir/mrn'

const person = (family: string, given: string[], birthDate: string, number: string): KnownPerson => ({
  family: [family],
  given,
  preferred: [],
  birthDate,
  mrn: number,
  numbers: [{ system: mrn, value: number }],
})
const luis = person('Romero', ['Luis'], '1954-08-04', '118902')
/** A namesake, as clinics have them. */
const luisAlberto = person('Romero', ['Luis', 'Alberto'], '1961-02-17', '118920')

const sentAs = (who: KnownPerson, more: Partial<SentAs> = {}): SentAs => ({
  name: `${who.family[0]}, ${who.given.join(' ')}`,
  birthDate: who.birthDate,
  numbers: who.numbers,
  ...more,
})
const arrival = (more: Partial<Arrival> = {}): Arrival => ({
  patient: 'luis',
  person: luis,
  sent: [sentAs(luis)],
  orders: [{ patient: 'luis' }],
  specimens: [{ patient: 'luis' }],
  values: [{ patient: 'luis' }, { patient: 'luis' }],
  ...more,
})
const withName = (name: string, more: Partial<SentAs> = {}): string[] =>
  judge(arrival({ sent: [{ numbers: [], name, ...more }] }))

describe('whose result it is', () => {
  it('is clear when everything says the same, and when nothing says anything else', () => {
    expect(judge(arrival())).toEqual([])
    expect(judge(arrival({ sent: [], orders: [], specimens: [], values: [] }))).toEqual([])
  })

  it('is held when it names nobody, or nobody known', () => {
    expect(judge(arrival({ patient: undefined, person: undefined }))).toEqual(['no-patient'])
    expect(judge(arrival({ person: undefined }))).toEqual(['unknown-patient'])
  })

  it('is held when an order, a specimen or a value is somebody else’s, or nobody’s', () => {
    expect(judge(arrival({ orders: [{ patient: 'amara' }] }))).toEqual(['order'])
    expect(judge(arrival({ specimens: [{ patient: 'luis' }, { patient: 'amara' }] }))).toEqual(['specimen'])
    expect(judge(arrival({ values: [{ patient: undefined }] }))).toEqual(['value'])
  })

  it('is held for a namesake: a further given name with nothing that agrees', () => {
    expect(withName('Romero, Luis Alberto')).toEqual(['name'])
    expect(judge(arrival({ sent: [sentAs(luisAlberto)] }))).toEqual(['name', 'birth-date', 'record-number'])
    expect(withName('Romero, Luis Alberto', { birthDate: '1954-08-04' })).toEqual([])
  })

  it('takes a name as people write it', () => {
    for (const name of ['Luis Romero', 'ROMERO, LUIS', 'Mr. Luis Romero', 'Romero, L. Luis', 'Romero'])
      expect(withName(name)).toEqual([])
    // What is no name says nothing.
    for (const name of ['Patient/118902', 'Patient 12', 'unknown', '', '—']) expect(withName(name)).toEqual([])
    expect(withName('Haddad')).toEqual(['name'])
    expect(withName('Romero, Luisa')).toEqual(['name'])
  })

  it('takes another family name only where birth date and record number agree', () => {
    const both = { birthDate: '1954-08-04', numbers: luis.numbers }
    expect(withName('Luis Ortega', both)).toEqual([])
    expect(withName('Luis Ortega', { birthDate: '1954-08-04' })).toEqual(['name'])
    // A twin whose record number was mistyped: everything agrees but the given name.
    expect(withName('Marco Romero', both)).toEqual(['name'])
  })

  it('does not compare numbers of different systems', () => {
    expect(judge(arrival({ sent: [{ numbers: [{ system: 'urn:lab', value: '7' }] }] }))).toEqual([])
    expect(judge(arrival({ sent: [{ numbers: [{ system: mrn, value: '118 902' }] }] }))).toEqual([])
    expect(judge(arrival({ sent: [{ numbers: [{ system: mrn, value: '118920' }] }] }))).toEqual(['record-number'])
  })

  it('is held while somebody is asked about it, since another workstation may know more', () => {
    expect(judge(arrival({ asked: true }))).toEqual(['asked'])
    expect(judge(arrival({ asked: true, decided: 'luis' }))).toEqual([])
    expect(judge(arrival({ asked: true, orders: [{ patient: 'amara' }] }))).toEqual(['order'])
  })

  it('believes a person’s decision, but no value of somebody else', () => {
    const other = { sent: [sentAs(luisAlberto)], orders: [{ patient: 'amara' }], specimens: [{ patient: 'amara' }] }
    expect(judge(arrival({ ...other, decided: 'luis' }))).toEqual([])
    expect(judge(arrival({ ...other, decided: 'amara' }))).not.toEqual([])
    expect(judge(arrival({ decided: 'luis', values: [{ patient: 'amara' }] }))).toEqual(['value'])
    expect(judge(arrival({ notOurs: true }))).toEqual(['not-ours'])
  })

  it('holds whatever is swapped for somebody else’s, and never what agrees', () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{3,8}$/)
    const born = fc
      .date({ min: new Date('1930-01-01'), max: new Date('2020-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    const anyone = fc
      .tuple(word, fc.array(word, { minLength: 1, maxLength: 3 }), born, fc.integer({ min: 100_000, max: 999_999 }))
      .map(([family, given, date, number]) => person(family, given, date, String(number)))
    const swaps = ['given', 'birth-date', 'record-number', 'order', 'specimen', 'value'] as const
    fc.assert(
      fc.property(anyone, anyone, fc.subarray([...swaps]), (who, other, swapped) => {
        fc.pre(who.birthDate !== other.birthDate && who.mrn !== other.mrn)
        const letters = new Set([...who.given, ...who.family].map((name) => name.toLowerCase()))
        fc.pre(
          other.given.every((name) => !letters.has(name.toLowerCase())) &&
            !other.family.includes(who.family[0] as string),
        )
        const from = (what: (typeof swaps)[number]): KnownPerson => (swapped.includes(what) ? other : who)
        const whose = (what: (typeof swaps)[number]): string => (swapped.includes(what) ? 'other' : 'who')
        const reasons = judge({
          patient: 'who',
          person: who,
          sent: [
            {
              name: `${from('given').given.join(' ')} ${who.family[0]}`,
              birthDate: from('birth-date').birthDate,
              numbers: from('record-number').numbers,
            },
          ],
          orders: [{ patient: whose('order') }],
          specimens: [{ patient: whose('specimen') }],
          values: [{ patient: 'who' }, { patient: whose('value') }],
        })
        const expected = swapped.map((what) => (what === 'given' ? 'name' : what))
        expect([...reasons].sort()).toEqual([...expected].sort())
      }),
      { numRuns: 300 },
    )
  })
})
