import type { DocumentReference, Provenance } from '@medplum/fhirtypes'
import { expect } from 'playwright/test'
import { test, took } from '../support/stations.ts'

test('a note from a misspelt name to the EHR and to a second workstation', async ({ ehr, at }) => {
  test.setTimeout(180_000)
  const first = await at('Dr Lena Novak')
  const second = await at('Jo Ruiz, MA')
  await first.everythingSent()

  await second.openPatient('okafor amara', 'Okafor, Amara J.')
  await first.openPatient('okafur amra', 'Okafor, Amara J.')

  const signed = second.page.getByRole('main').getByText('signed', { exact: true })
  await expect(signed.first()).toBeVisible()
  const before = await signed.count()

  const { page } = first
  await page.keyboard.press('Control+n')
  const paper = page.getByRole('textbox', { name: /Note/ })
  await expect(paper).toBeFocused()
  await page.keyboard.type('Walks 30 minutes most days. Home readings 138/84.')
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.type('Feet: sensation intact.')
  await expect(page.getByText(/^(Saved here|In the EHR), \d\d:\d\d:\d\d/)).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByLabel('Sign this note')).toContainText('born 12 Mar 1979')
  // A held key must not sign what it has just opened, so a person's look at it is waited for.
  await page.waitForTimeout(600)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/Signed by Dr Lena Novak/)).toBeVisible()
  const signedAt = Date.now()

  // The second workstation shows it without being asked again.
  await expect(signed).toHaveCount(before + 1)
  took('from signing to the other screen', signedAt)

  const [patient] = await ehr.search('Patient?family=Okafor&given=Amara')
  const notes = await ehr.search<DocumentReference>(`DocumentReference?patient=${patient?.id}&_sort=-_lastUpdated`)
  const note = notes.find(({ docStatus, content }) => {
    const json = Buffer.from(content[0]?.attachment.data ?? '', 'base64').toString()
    return docStatus === 'final' && json.includes('Home readings 138/84.')
  })
  expect(note, 'the signed note, read back by plain HTTP').toBeDefined()
  const xhtml = Buffer.from(note?.content[1]?.attachment.data ?? '', 'base64').toString()
  expect(xhtml).toContain('Feet: sensation intact.')
  await expect
    .poll(async () => (await ehr.search<Provenance>(`Provenance?target=DocumentReference/${note?.id}`)).length)
    .toBe(1)
})
