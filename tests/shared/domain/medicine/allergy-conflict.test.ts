import { describe, expect, test } from 'vitest'
import { allergyConflicts } from '../../../../shared/domain/medicine/allergy-conflict.js'
import { duplicates } from '../../../../shared/domain/medicine/duplicate.js'

const of = (...names: string[]) => ({ ingredients: names.map((name) => ({ name })) })
const said = (medicine: string[], allergy: string) =>
  allergyConflicts(of(...medicine), [{ text: allergy }]).map(({ kind, weight }) => `${kind}, ${weight}`)[0]

describe('an allergy as it is written', () => {
  test.each([
    ['PCN', ['amoxicillin'], 'same-group, avoid'],
    ['pcn (hives as a child)', ['amoxicillin', 'clavulanate'], 'same-group, avoid'],
    ['Penicillins', ['penicillin v'], 'same-group, avoid'],
    ['Amoxicillin', ['amoxicillin'], 'same-substance, avoid'],
    ['Augmentin', ['amoxicillin'], 'same-substance, avoid'],
    ['amoxicillin', ['cephalexin'], 'cross-reaction, caution'],
    ['PCN', ['cefdinir'], 'cross-reaction, unlikely'],
    ['sulfa', ['sulfamethoxazole', 'trimethoprim'], 'same-group, avoid'],
    ['Sulfa antibiotics', ['sulfamethoxazole', 'trimethoprim'], 'same-group, avoid'],
    ['Bactrim DS', ['trimethoprim'], 'same-substance, avoid'],
    ['Sulfa', ['hydrochlorothiazide'], 'cross-reaction, unlikely'],
    ['NSAIDs', ['ibuprofen'], 'same-group, avoid'],
    ['Naproxen', ['meloxicam'], 'same-group, avoid'],
    ['ASA', ['ibuprofen'], 'cross-reaction, caution'],
    ['Lisinopril', ['enalapril'], 'same-group, avoid'],
    ['ACE inhibitors', ['lisinopril'], 'same-group, avoid'],
    ['lisinopril', ['sacubitril', 'valsartan'], 'cross-reaction, avoid'],
    ['lisinopril', ['losartan'], 'cross-reaction, caution'],
    ['Codeine', ['hydrocodone', 'acetaminophen'], 'same-group, avoid'],
    ['Codeine', ['tramadol'], 'cross-reaction, unlikely'],
    ['narcotics', ['oxycodone'], 'same-group, avoid'],
    ['Z-Pak', ['clarithromycin'], 'same-group, avoid'],
    ['statins', ['atorvastatin'], 'same-group, avoid'],
    ['Newazole tablets', ['newazole'], 'same-substance, avoid'],
    ['Latex', ['amoxicillin'], undefined],
    ['Shellfish', ['amoxicillin'], undefined],
    ['Penicillin', ['azithromycin'], undefined],
    ['Penicillamine', ['amoxicillin'], undefined],
    ['Metformin', ['lisinopril'], undefined],
  ] as const)('“%s” and %j: %s', (allergy, medicine, expected) => {
    expect(said([...medicine], allergy)).toBe(expected)
  })

  test('by its RxNorm ingredient alone', () => {
    const coded = { codings: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '723' }] }
    expect(allergyConflicts(of('amoxicillin'), [coded])[0]).toMatchObject({ kind: 'same-substance' })
  })

  test('the worst is told first, with why and from where', () => {
    const conflicts = allergyConflicts(of('cephalexin'), [{ text: 'amoxicillin' }, { text: 'Keflex' }])
    expect(conflicts.map(({ kind }) => kind)).toEqual(['same-substance', 'cross-reaction'])
    expect(conflicts[1]?.why).toMatch(/^Possible cross-reaction with cephalexin: .*side chain/)
    expect(conflicts[1]?.source).toMatch(/practice parameter/)
  })
})

describe('a medicine that is taken already', () => {
  const taken = (medicine: string[], active: string) =>
    duplicates(of(...medicine), [{ text: active }]).map(({ kind, shared }) => `${kind}: ${shared}`)[0]

  test.each([
    ['Lisinopril 10 mg tablet', ['lisinopril'], 'same-ingredient: lisinopril'],
    ['Zestoretic 20/12.5', ['hydrochlorothiazide'], 'same-ingredient: hydrochlorothiazide'],
    ['Norco 5/325', ['acetaminophen'], 'same-ingredient: acetaminophen'],
    ['Ibuprofen 600 mg', ['naproxen'], 'same-class: NSAID'],
    ['Losartan 50 mg', ['lisinopril'], 'same-class: Medicine on the renin-angiotensin system'],
    ['Sertraline 50 mg tablet', ['escitalopram'], 'same-class: SSRI'],
    ['Insulin lispro pen', ['insulin glargine'], undefined],
    ['Metformin 500 mg', ['glipizide'], undefined],
    ['Newazole 25 mg', ['newazole'], 'same-ingredient: newazole'],
    ['Furosemide 40 mg', ['hydrochlorothiazide'], undefined],
  ] as const)('%s and %j: %s', (active, medicine, expected) => {
    expect(taken([...medicine], active)).toBe(expected)
  })
})
