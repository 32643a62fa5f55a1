import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type {
  Condition,
  DocumentReference,
  Encounter,
  MedicationRequest,
  Observation,
  Provenance,
  Resource,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes'
import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { extractText, getDocumentProxy } from 'unpdf'
import { test } from '../support/stations.ts'
import { problemsOf } from '../validity/support/validate.ts'

/** Types a slash, what is meant, and takes the first thing offered once it is the one named. */
async function offered(page: Page, typed: string, title: string | RegExp): Promise<void> {
  await page.keyboard.type(typed, { delay: 15 })
  const list = page.getByRole('listbox').filter({ has: page.getByRole('option') })
  const first = list.getByRole('option', { selected: true })
  await expect(first).toContainText(title)
  await page.keyboard.press('Enter')
  await expect(list).toBeHidden()
}

/** Fills whatever a template left open: lists are answered with their first choice, `***` with a number. */
async function fillIn(page: Page): Promise<void> {
  const left = page.getByRole('button', { name: /places? to fill in/ })
  const list = page.getByRole('listbox', { name: /^Choose/ })
  const count = async (): Promise<number> =>
    Number(/\d+/.exec((await left.textContent({ timeout: 500 }).catch(() => '')) ?? '')?.[0] ?? 0)
  for (let before = await count(); before > 0; ) {
    if (!(await list.isVisible())) await page.keyboard.press('F2')
    if (await list.isVisible()) await page.keyboard.press('Enter')
    else await page.keyboard.type('120')
    await expect.poll(count).toBeLessThan(before)
    before = await count()
  }
}

test('diabetes visit', async ({ ehr, at }) => {
  test.setTimeout(400_000)
  const erin = await at('Erin Walsh, NP student')
  const novak = await at('Dr Lena Novak')
  const { page } = erin
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
  }
  await erin.everythingSent()

  // The patient by name, the template by what the visit is for.
  await press('Control+k')
  await page.keyboard.type('okafor amara j')
  await expect(page.getByRole('option', { name: 'Okafor, Amara J.', selected: true })).toBeVisible()
  await press('Enter')
  await expect(page.getByLabel('Patient: Okafor, Amara J.')).toBeVisible()
  await press('Control+Shift+n')
  await expect(page.getByRole('listbox', { name: 'Templates' })).toBeVisible()
  await page.keyboard.type('diabetes')
  await expect(page.getByRole('option', { name: /^Diabetes follow-up/, selected: true })).toBeVisible()
  await press('Enter')
  const paper = page.getByRole('textbox', { name: /^Note/ })
  await expect(paper).toBeFocused()
  await expect(paper).toContainText('Goal for A1c')
  await fillIn(page)

  // Subjective: the medicines as the chart has them.
  await press('Control+Home', 'End')
  await page.keyboard.type(' Taking: ')
  await offered(page, '@meds', /medicines/i)
  // Objective: what was measured, converted, and data of the chart.
  await press('Alt+ArrowDown', 'Enter')
  await page.keyboard.type('BP 138/84')
  await press('Tab')
  await page.keyboard.type('wt 185 lb')
  await press('Tab')
  await offered(page, '@egfr', /eGFR/i)
  // Assessment and plan, problem by problem: one on the list, one on the list, one new.
  await press('Alt+ArrowDown', 'Enter', 'Enter')
  await offered(page, '/dx type 2 diab', /Type 2 diabetes/)
  await page.keyboard.type('above goal. Order ')
  await offered(page, '/a1c in 3 months', /A1c/)
  await page.keyboard.type('and ')
  await offered(page, '/urine albumin', /albumin/i)
  await press('Enter', 'Enter')
  await offered(page, '/dx high blood press', /Hypertension/)
  await page.keyboard.type('not controlled. Start ')
  await offered(page, '/rx amlodpine', /Amlodipine 5 mg/)
  await press('Enter', 'Enter')
  await offered(page, '/dx nail fungus', /Nail fungus/)
  await offered(page, '/rx terbinafine', /Terbinafine/)
  // Its directions: Escape leaves them, going on in the text keeps them.
  const chip = page.getByRole('dialog', { name: /^Medicine: Terbinafine/ })
  await press('ArrowLeft', 'ArrowLeft', 'Enter')
  await chip.getByLabel('Directions').fill('1 tab bid')
  await press('Escape')
  await expect(chip).toBeHidden()
  await expect(paper).toContainText('1 tablet daily for 12 weeks')
  await press('ArrowLeft', 'Enter')
  await chip.getByLabel('Directions').fill('1 tablet every morning for 12 weeks')
  await paper.focus()
  await expect(chip).toBeHidden()
  await expect(paper).toContainText('1 tablet every morning for 12 weeks')
  await press('Control+End')
  await press('Enter', 'Enter')
  await offered(page, '/fu 3m', 'Follow-up in 3 months')

  // Signed by someone under supervision: nothing is left to look at, one act.
  await press('Control+Enter')
  const review = page.getByLabel('Sign this note')
  await expect(review).toContainText('2 vital signs, 2 lab orders, 2 prescriptions, 1 diagnosis, 1 follow-up visit')
  await expect(review).toContainText('born 12 Mar 1979')
  // A held key must not sign what it has just opened, so a person's look at it is waited for.
  await page.waitForTimeout(600)
  await press('Control+Enter')
  await expect(page.getByText(/Signed by Erin Walsh, NP student/).first()).toBeVisible()
  await erin.everythingSent()

  // Co-signed from the colleague's inbox.
  const other = novak.page
  await other.keyboard.press('Alt+2')
  const task = other.getByRole('option', { name: /Okafor.*Co-sign/ })
  await expect(task).toBeVisible()
  for (let i = 0; i < 30 && (await task.getAttribute('aria-selected')) !== 'true'; i += 1)
    await other.keyboard.press('j')
  await expect(other.getByRole('heading', { name: 'Diabetes follow-up', exact: true })).toBeVisible()
  await other.keyboard.press('n')
  await expect(other.getByRole('textbox', { name: /^Note/ })).toContainText('Goal for A1c')
  await other.keyboard.press('Control+Enter')
  await expect(other.getByLabel('Co-sign this note')).toContainText('MRN 204 118')
  await other.keyboard.type('Seen with the patient; I agree.')
  await other.waitForTimeout(600)
  await other.keyboard.press('Control+Enter')
  await expect(other.getByText(/Co-signed by Dr Lena Novak/).first()).toBeVisible()
  await novak.everythingSent()
  await expect(page.getByText(/Co-signed by Dr Lena Novak/).first()).toBeVisible()

  // An addendum by the colleague, and the whole on paper at the first workstation.
  await other.keyboard.press('Alt+a')
  await expect(other.getByRole('textbox', { name: /Addendum/ })).toBeFocused()
  await other.keyboard.type('Called her about the urine test.')
  await other.keyboard.press('Control+Enter')
  await expect(other.getByLabel('Sign this note')).toBeVisible()
  await other.waitForTimeout(600)
  await other.keyboard.press('Control+Enter')
  await expect(other.getByText('Signed addendum').first()).toBeVisible()
  await novak.everythingSent()
  await expect(page.getByText('Called her about the urine test.').first()).toBeVisible()
  await press('Control+p')
  const file = join(erin.profile, 'visit.pdf')
  await erin.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  await expect(page.getByRole('region', { name: 'Print preview' }).getByText(/^\d+ pages?$/)).toBeVisible()
  await press('Control+s')
  await expect(page.getByText('Saved as a PDF').last()).toBeVisible()
  const pdf = await getDocumentProxy(new Uint8Array(readFileSync(file)))
  const { text: pages } = await extractText(pdf, { mergePages: false })
  for (const text of pages) expect(text).toContain('204 118')
  expect(pages.join(' ')).toContain('Called her about the urine test.')

  // Plain HTTP reads all of it back, coded and valid.
  const [patient] = await ehr.search('Patient?family=Okafor&given=Amara')
  const notes = await ehr.search<DocumentReference>(`DocumentReference?patient=${patient?.id}&_count=200`)
  const json = ({ content }: DocumentReference): string =>
    Buffer.from(content[0]?.attachment.data ?? '', 'base64').toString()
  const note = notes.find(
    (each) => each.docStatus === 'final' && json(each).includes('Nail fungus'),
  ) as DocumentReference
  expect(note).toBeDefined()
  const parts = await Promise.all(
    (note.context?.related ?? []).map(async ({ reference }): Promise<Resource> => ehr.get(reference as string)),
  )
  const of = <T extends Resource>(type: T['resourceType']): T[] =>
    parts.filter((each): each is T => each.resourceType === type)
  const codes = of<Condition>('Condition').map(({ code }) => code?.coding?.[0]?.code)
  expect(codes).toHaveLength(3)
  expect(codes).toContain('B35.1')
  const prescriptions = of<MedicationRequest>('MedicationRequest')
  expect(prescriptions.map(({ medicationCodeableConcept }) => medicationCodeableConcept?.text).sort()).toEqual([
    'Amlodipine 5 mg tablet',
    'Terbinafine 250 mg tablet',
  ])
  const orders = of<ServiceRequest>('ServiceRequest')
  expect(orders.map(({ code }) => code?.coding?.[0]?.code)).toContain('4548-4')
  // Each is for the problem it stands under.
  const reasons = [...prescriptions, ...orders].map(({ reasonReference }) => reasonReference?.[0]?.reference)
  expect(new Set(reasons).size).toBe(3)
  const weight = of<Observation>('Observation').find(({ code }) =>
    code?.coding?.some((coding) => coding.code === '29463-7'),
  )
  expect(weight?.valueQuantity).toMatchObject({ value: 83.9, code: 'kg' })
  expect(of<Task>('Task')[0]?.description).toContain('Book a visit in 3 months')
  const encounter = await ehr.get<Encounter>(note.context?.encounter?.[0]?.reference as string)
  expect(encounter.diagnosis).toHaveLength(3)
  const seals = await ehr.search<Provenance>(`Provenance?target=DocumentReference/${note.id}`)
  expect(seals.length).toBeGreaterThanOrEqual(2)
  const added = notes.filter(({ relatesTo }) => relatesTo?.[0]?.target?.reference === `DocumentReference/${note.id}`)
  expect(added.some((each) => json(each).includes('Called her about the urine test.'))).toBe(true)
  for (const resource of [note, ...parts, ...seals, ...added])
    expect({ [resource.id ?? '']: problemsOf(resource) }).toEqual({ [resource.id ?? '']: [] })
})
