import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circleWords, nameTrouble, type PhraseScope, winning } from '../../../shared/domain/phrase.js'
import { factOf } from '../../../shared/domain/phrase-facts.js'
import { identifiersIn } from '../../../shared/domain/phrase-guard.js'
import { type Findable, matchingPhrases, searchWords } from '../../../shared/domain/phrase-search.js'
import type { DateText } from '../../../shared/kernel/ids.js'

const patient = {
  name: 'Okafor, Amara J.',
  birthDate: '1979-03-12' as DateText,
  sex: 'female' as const,
  mrn: '204 118',
}
const now = new Date(2026, 10, 22, 10)
const around = { patient, clinician: 'Dr Lena Novak', reason: 'Diabetes follow-up', now }

describe('a short name', () => {
  it('begins with a letter, so that no number is ever one', () => {
    expect(['ab', 'dm-fu', 'a1c'].map(nameTrouble)).toEqual([undefined, undefined, undefined])
    for (const wrong of ['', 'a', '5mg', '-ab', 'Ab', 'a b', 'ä1', 'a'.repeat(31)])
      expect(nameTrouble(wrong)).toBeDefined()
  })

  it('means one’s own before the team’s, the clinic’s and the starter, in whatever order they come', () => {
    const scopes: PhraseScope[] = ['personal', 'team', 'clinic', 'starter']
    fc.assert(
      fc.property(fc.shuffledSubarray(scopes, { minLength: 1 }), (given) => {
        const won = winning(given.map((scope) => ({ name: 'dm', scope }))).get('dm')
        expect(won?.scope).toBe(scopes.find((scope) => given.includes(scope)))
      }),
    )
    expect(circleWords(['a', 'b', 'a'])).toBe('.a uses .b, and .b uses .a')
  })
})

describe('what a phrase is filled with', () => {
  it('is the patient’s, the clinician’s and the day’s', () => {
    const filled = Object.fromEntries(
      ['name', 'first', 'last', 'age', 'sex', 'they', 'their', 'dob', 'mrn', 'reason', 'clinician', 'date'].map(
        (key) => [key, factOf(key, around)],
      ),
    )
    expect(filled).toEqual({
      name: 'Amara J. Okafor',
      first: 'Amara J.',
      last: 'Okafor',
      age: '47 years',
      sex: 'female',
      they: 'she',
      their: 'her',
      dob: '12 Mar 1979',
      mrn: '204 118',
      reason: 'Diabetes follow-up',
      clinician: 'Dr Lena Novak',
      date: '22 Nov 2026',
    })
  })

  it('is nothing where it is not known for certain', () => {
    for (const sex of ['other', 'unknown'] as const)
      for (const key of ['sex', 'they', 'them', 'their'])
        expect(factOf(key, { ...around, patient: { ...patient, sex } })).toBeUndefined()
    const bare = { patient: { ...patient, birthDate: undefined, mrn: '' }, clinician: undefined, now }
    for (const key of ['age', 'dob', 'mrn', 'reason', 'clinician', 'weight']) expect(factOf(key, bare)).toBeUndefined()
    expect(factOf('name', { ...bare, patient: undefined })).toBeUndefined()
  })
})

describe('who the patient is', () => {
  const said = (text: string) =>
    identifiersIn(text, patient).map(({ from, to, parameter }) => [text.slice(from, to), parameter])

  it.each([
    ['Amara J. Okafor came', [['Amara J. Okafor', 'name']]],
    [
      'Mrs OKAFOR, born 3/12/1979',
      [
        ['OKAFOR', 'last'],
        ['3/12/1979', 'dob'],
      ],
    ],
    [
      'Amara’s mother; 12 Mar 1979; March 12, 1979',
      [
        ['Amara', 'first'],
        ['12 Mar 1979', 'dob'],
        ['March 12, 1979', 'dob'],
      ],
    ],
    [
      'MRN 204118 or 204 118',
      [
        ['204118', 'mrn'],
        ['204 118', 'mrn'],
      ],
    ],
    ['Okaforian, 2041180, 13/12/1979', [['13/12/1979', undefined]]],
    ['A J. in a sentence', []],
    [
      'Seen 6/3/26 and 3 Jun 2026, call (555) 010-0199 or amy@example.org before Dec 4',
      [
        ['6/3/26', undefined],
        ['3 Jun 2026', undefined],
        ['(555) 010-0199', undefined],
        ['amy@example.org', undefined],
        ['Dec 4', undefined],
      ],
    ],
    ['BP 128/82, 5/5 strength, 2-3 weeks, 1-2 tablets, may 5 mg, in May, @a1c, 10.5 %, 988 or 911', []],
  ])('in %j is found', (text, found) => {
    expect(said(text)).toEqual(found)
  })

  it('is found in short, double and accented names, and not in words that are small names', () => {
    const of = (name: string, text: string, more = {}) =>
      identifiersIn(text, { ...patient, name, ...more }).map(({ from, to, parameter }) => [
        text.slice(from, to),
        parameter,
      ])
    expect(of('Li, Wei', 'Mr Li, li, LI')).toEqual([['Li', 'last']])
    expect(of('Núñez-García, Zoë', 'Mrs Garcia; Zoe said, ZOË, Nun\u0303ez')).toEqual([
      ['Garcia', 'last'],
      ['Zoe', 'first'],
      ['ZOË', 'first'],
      ['Nun\u0303ez', 'last'],
    ])
    expect(of('Long, May', 'all day long; it may hurt; Ms Long')).toEqual([['Long', 'last']])
    expect(of('de la Cruz, Ana', 'de la even; mrs de la cruz')).toEqual([['de la cruz', 'last']])
    expect(of('Okafor, Amara', 'Amy wants', { preferredName: 'Amy' })).toEqual([['Amy', 'first']])
  })

  it('is found wherever it stands, and nothing is said twice', () => {
    const words = fc.constantFrom('Amara', 'Okafor', '204118', '1979-03-12', 'and', ',', 'knee', '5 mg')
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (list) => {
        const text = list.join(' ')
        const found = identifiersIn(text, patient)
        for (const [at, each] of found.entries()) expect(each.from).toBeGreaterThanOrEqual(found[at - 1]?.to ?? 0)
        const rest = found.toReversed().reduce((left, { from, to }) => left.slice(0, from) + left.slice(to), text)
        expect(rest).not.toMatch(/Amara|Okafor|204118|1979/)
      }),
    )
  })
})

describe('finding a phrase', () => {
  const phrase = (name: string, title: string, text = '', uses = 0): Findable => ({
    name,
    title,
    words: searchWords(`${title} ${text}`),
    uses,
  })
  const all = [
    phrase('dmfu', 'Diabetes follow-up', 'monofilament'),
    phrase('dm', 'Diabetes, new'),
    phrase('htnfu', 'Hypertension follow-up', '', 5),
    phrase('lbp', 'Low back pain'),
  ]
  const names = (typed: string) => matchingPhrases(all, typed).map(({ name }) => name)

  it('is by short name, by title, by words, and by nearly that', () => {
    expect(names('dm')).toEqual(['dm', 'dmfu'])
    expect(names('follow')).toEqual(['htnfu', 'dmfu'])
    expect(names('monofil')).toEqual(['dmfu'])
    expect(names('hypretension')).toEqual(['htnfu'])
    expect(names('back pain')).toEqual(['lbp'])
    expect(names('xyz')).toEqual([])
    expect(names('')).toHaveLength(4)
  })
})
