import { describe, expect, test } from 'vitest'
import { officialTitles } from '../../../main/core/terminology/conditions.js'
import type { OrderContent } from '../../../main/core/terminology/orders.js'
import { analyteLines } from '../../../main/core/terminology/starter/analytes.js'
import { bodyTitles } from '../../../main/core/terminology/starter/icd10-titles-body.js'
import { personTitles } from '../../../main/core/terminology/starter/icd10-titles-person.js'
import { preventionTitles } from '../../../main/core/terminology/starter/icd10-titles-prevention.js'
import { laterCodes } from '../../../main/core/terminology/starter/later-codes.js'
import { bodyMedicines } from '../../../main/core/terminology/starter/medicines-body.js'
import { heartMedicines } from '../../../main/core/terminology/starter/medicines-heart.js'
import { mindMedicines } from '../../../main/core/terminology/starter/medicines-mind.js'
import { starterRows } from '../../../main/core/terminology/starter.js'
import { readLines } from '../../../main/core/terminology/starter-row.js'
import { analyte } from '../../../main/ehr/practice/analyte.js'
import { icd10Titles } from '../../../main/ehr/practice/icd10.js'
import { ingredients } from '../../../main/ehr/practice/ingredient.js'
import type { Medicine } from '../../../shared/domain/medicine/medicine.js'
import { substanceCoded, substancesIn } from '../../../shared/domain/medicine/substance.js'
import { substanceLines } from '../../../shared/domain/medicine/substance-table.js'
import { tubeForTest } from '../../../shared/domain/tube.js'
import { rxnormOfCpic } from '../../support/rxnorm-ingredients.js'

const content = <T>(text: string | null): T => JSON.parse(text ?? '{}') as T

describe.each(['condition', 'medication', 'order', 'immunization'] as const)('the short list of %s', (system) => {
  test('names each thing once, by the words of its name', () => {
    const rows = starterRows(system)
    expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length)
    expect(rows.filter(({ words, title }) => words === '' || title === '')).toEqual([])
    expect(rows[0]?.common).toBe(true)
  })
})

test('every problem has a billable code of the order file, or one that came later', () => {
  const fromFile = [bodyTitles, personTitles, preventionTitles].flatMap(readLines).map(({ columns }) => columns[0])
  const later = readLines(laterCodes).map(({ columns }) => columns[0])
  const codes = starterRows('condition').map(({ code }) => code)
  expect(codes.length).toBeGreaterThan(400)
  expect([...codes].sort()).toEqual([...fromFile, ...later].sort())
  expect(new Set([...fromFile, ...later]).size).toBe(codes.length)
})

test('official titles agree with those of the practice clinic', () => {
  const both = Object.entries(icd10Titles).filter(([code]) => officialTitles.has(code))
  expect(both.length).toBeGreaterThan(70)
  expect(both.map(([code]) => [code, officialTitles.get(code)])).toEqual(both)
})

const medicines = starterRows('medication').map(({ title, content: text }) => ({
  title,
  ...content<{ medicine: Medicine }>(text).medicine,
}))

test('every ingredient is known, so that it can be compared with allergies and other medicines', () => {
  const unknown = medicines.flatMap(({ ingredients: of }) =>
    of.filter(({ name }) => !substancesIn(name).some((substance) => substance.name === name)).map(({ name }) => name),
  )
  expect([...new Set(unknown)]).toEqual([])
})

test('every medicine has its source: an FDA application, or what stands in its place', () => {
  const lines = [heartMedicines, bodyMedicines, mindMedicines].flatMap(readLines)
  expect(lines.length).toBeGreaterThan(190)
  expect(lines.filter(({ columns }) => !/^(?:A?NDA \d{6}|BLA|OTC|unapproved)$/.test(columns[8] ?? ''))).toEqual([])
})

test('RxNorm ingredients are those the practice clinic uses', () => {
  const own = new Map(medicines.flatMap(({ ingredients: of }) => of.map(({ name, rxnorm }) => [name, rxnorm])))
  const shared = Object.entries(ingredients).filter(([name]) => own.has(name))
  expect(shared.length).toBeGreaterThan(50)
  expect(shared.map(([name]) => [name, own.get(name)])).toEqual(shared)
})

test('RxNorm ingredients are those of a published list, and no two have one number', () => {
  const named = Object.entries(rxnormOfCpic)
  expect(named.length).toBeGreaterThan(45)
  expect(named.filter(([name, rxnorm]) => substanceCoded(rxnorm)?.name !== name)).toEqual([])
  const numbers = substanceLines.split('\n').flatMap((line) => line.split('|')[1]?.trim() || [])
  expect(new Set(numbers).size).toBe(numbers.length)
})

test('every medicine has a strength, a form and a usual sig that a machine understands', () => {
  const poor = medicines.filter(({ sigs, strength, form }) => sigs.length === 0 || !strength || !form)
  expect(poor.map(({ title }) => title)).toEqual([])
  const vague = medicines.flatMap(({ title, sigs }) =>
    sigs
      .filter(({ timing, once, asNeeded, text }) => !timing && !once && !asNeeded && !/\bthen \d/.test(text))
      .map(({ text }) => `${title}: ${text}`),
  )
  // Said in words alone: nothing of it may be guessed.
  expect(vague.sort()).toMatchInlineSnapshot(`
    [
      "Lidocaine 5 % patch: 1 patch on the painful skin, 12 hours on and 12 hours off",
      "Methylprednisolone dose pack 4 mg tablet: as on the package, over 6 days",
      "Naloxone 4 mg nasal spray: 1 spray in one nostril for overdose, repeat every 2 to 3 minutes in the other until help comes",
      "Nirmatrelvir-ritonavir 150/100 mg tablet pack: 2 nirmatrelvir tablets and 1 ritonavir tablet twice daily for 5 days",
      "Rizatriptan 10 mg tablet: 1 tablet at onset of migraine, may repeat once after 2 hours",
      "Rizatriptan 5 mg tablet: 1 tablet at onset of migraine, may repeat once after 2 hours",
      "Sumatriptan 100 mg tablet: 1 tablet at onset of migraine, may repeat once after 2 hours",
      "Sumatriptan 25 mg tablet: 1 tablet at onset of migraine, may repeat once after 2 hours",
      "Sumatriptan 50 mg tablet: 1 tablet at onset of migraine, may repeat once after 2 hours",
    ]
  `)
})

test('laboratory orders have true LOINC numbers and the tubes draws are made with', () => {
  const orders = starterRows('order').map(({ content: text }) => content<OrderContent>(text))
  const codes = orders.flatMap(({ loinc }) => (loinc ? [loinc.code] : []))
  expect(codes.length).toBeGreaterThan(30)
  expect(
    [...codes, ...readLines(analyteLines).map(({ columns }) => columns[2] as string)].filter((code) => !isLoinc(code)),
  ).toEqual([])
  const tubes = orders.flatMap(({ order, loinc }) => {
    if (order.kind !== 'laboratory' || !loinc) return []
    const { kind, known } = tubeForTest(loinc.code)
    return known && kind.code !== order.tube ? [`${loinc.display}: ${order.tube}, drawn in ${kind.code}`] : []
  })
  expect(tubes).toEqual([])
})

test('units and ranges are those of the practice clinic’s laboratory', () => {
  for (const { columns } of readLines(analyteLines)) {
    const [key = '', , code, unit] = columns
    const known = analyte(key, 'male', false)
    expect([key, code, unit]).toEqual([key, known.concept.coding?.[0]?.code, known.ucum])
  }
})

/** The last digit of a LOINC number checks the others (mod 10, as on bank cards). */
function isLoinc(code: string): boolean {
  const [number = '', check] = code.split('-')
  const sum = [...number].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return String((10 - (sum % 10)) % 10) === check
}
