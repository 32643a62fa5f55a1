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
    ['ASA', ['ibuprofen'], 'cross-reaction, avoid'],
    ['NSAIDs', ['aspirin'], 'cross-reaction, avoid'],
    ['aspirin', ['mesalamine'], 'cross-reaction, avoid'],
    ['Sulfa', ['celecoxib'], 'cross-reaction, caution'],
    // Which penicillin it was is not recorded, and most often it was amoxicillin.
    ['PCN', ['cephalexin'], 'cross-reaction, caution'],
    ['penicillin', ['cefadroxil'], 'cross-reaction, caution'],
    ['Penicillin V', ['cephalexin'], 'cross-reaction, unlikely'],
    ['cephalosporins', ['amoxicillin'], 'cross-reaction, caution'],
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
    // Misspelt, in another spelling, or a name no table knows that tells its class.
    ['penicilin', ['amoxicillin'], 'same-group, avoid'],
    ['Pencillin - rash', ['penicillin v'], 'same-group, avoid'],
    ['penecillins', ['amoxicillin', 'clavulanate'], 'same-group, avoid'],
    ['amoxacillin', ['amoxicillin'], 'same-substance, avoid'],
    ['Amoxycillin', ['amoxicillin'], 'same-substance, avoid'],
    ['asprin', ['ibuprofen'], 'cross-reaction, avoid'],
    ['ibuprophen', ['naproxen'], 'same-group, avoid'],
    ['codiene', ['codeine'], 'same-substance, avoid'],
    ['sulphamethoxazole', ['sulfamethoxazole', 'trimethoprim'], 'same-substance, avoid'],
    ['Bactrum', ['sulfamethoxazole', 'trimethoprim'], 'same-substance, avoid'],
    ['penicilina', ['amoxicillin'], 'same-group, avoid'],
    ['Cefoxitin', ['cefdinir'], 'same-group, avoid'],
    ['cloxacillin', ['amoxicillin'], 'same-group, avoid'],
    ['lisinipril (cough)', ['enalapril'], 'same-group, avoid'],
    ['PCN', ['ticarcillin'], 'same-group, avoid'],
    ['Keflex', ['cefditoren'], 'same-group, avoid'],
    ['Excedrin', ['naproxen'], 'cross-reaction, avoid'],
    ['Vytorin', ['atorvastatin'], 'same-group, avoid'],
    ['Latex', ['amoxicillin'], undefined],
    ['cocaine', ['codeine'], undefined],
    ['hydroxyurea', ['hydroxyzine'], undefined],
    ['aripiprazole', ['omeprazole'], undefined],
    ['brexpiprazole', ['omeprazole'], undefined],
    ['nystatin', ['atorvastatin'], undefined],
    ['Shellfish', ['amoxicillin'], undefined],
    ['Penicillin', ['azithromycin'], undefined],
    ['Penicillamine', ['amoxicillin'], undefined],
    ['Metformin', ['lisinopril'], undefined],
  ] as const)('“%s” and %j: %s', (allergy, medicine, expected) => {
    expect(said([...medicine], allergy)).toBe(expected)
  })

  test('that is misspelt says what it was read as', () => {
    const [conflict] = allergyConflicts(of('amoxicillin'), [{ text: 'penicilin' }])
    expect(conflict?.why).toBe(
      '“penicilin” read as penicillin. Amoxicillin is of the group the allergy is to: Penicillin.',
    )
  })

  test('to food is never guessed to be a medicine', () => {
    expect(allergyConflicts(of('aspirin'), [{ text: 'asparin', categories: ['food'] }])).toEqual([])
    expect(allergyConflicts(of('aspirin'), [{ text: 'aspirin', categories: ['food'] }])).toHaveLength(1)
  })

  test('a code of another system is no RxNorm number', () => {
    expect(allergyConflicts(of('acetaminophen'), [{ text: 'Dust', codings: [{ code: '161' }] }])).toEqual([])
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
