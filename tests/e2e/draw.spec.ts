import type { Patient, Practitioner, ServiceRequest, Specimen } from '@medplum/fhirtypes'
import { expect } from 'playwright/test'
import { test, took } from '../support/stations.ts'

test('a draw: two identifiers, labels, tubes in order, and the Specimens in the EHR', async ({ ehr, at }) => {
  test.setTimeout(180_000)
  const chair = await at('Tom Mbeki')
  const other = await at('Jo Ruiz, MA')
  await chair.everythingSent()
  await other.page.getByRole('navigation', { name: 'Places' }).getByText('Draws').click()
  const waitingElsewhere = other.page
    .getByRole('listbox', { name: 'Waiting' })
    .or(other.page.getByRole('grid', { name: 'Waiting' }))
  await expect(waitingElsewhere.getByText('Haddad, Samir')).toBeVisible()

  const { page } = chair
  await page.getByText('Haddad, Samir').first().click()
  const pane = page.getByRole('article', { name: 'Draw: Haddad, Samir' })
  const identify = async (day: string) => {
    await pane.getByLabel('What is your full name?').fill('Samir Haddad')
    await pane.getByPlaceholder('day').fill(day)
    await pane.getByPlaceholder('month').fill('Feb')
    await pane.getByPlaceholder('year').fill('1971')
    // While the patient is still being opened in this window nothing is matched.
    await expect(pane.getByRole('button', { name: /^Match/ })).toBeEnabled()
    await page.keyboard.press('Control+Enter')
  }
  // Another patient's birth date: nothing goes on.
  await identify('9')
  await expect(pane.getByText('Do not draw: this does not match')).toBeVisible()
  await expect(pane.getByRole('figure')).toHaveCount(0)
  await identify('8')

  const labels = pane.getByRole('figure', { name: /^Label / })
  await expect(labels).toHaveCount(2)
  const accessions = (await labels.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))).map(
    (label) => label.match(/^Label ([^,]+),/)?.[1] ?? '',
  )
  await page.keyboard.press('Control+Enter')
  const collected = pane
    .getByRole('table', { name: 'Tubes collected' })
    .or(pane.getByRole('grid', { name: 'Tubes collected' }))
  const scan = pane.getByPlaceholder('accession number')
  await scan.fill('X9-999 999')
  await page.keyboard.press('Enter')
  await expect(pane.getByText(/Stop: .* is not a label of Haddad, Samir/)).toBeVisible()
  // As quickly as a reader types: the second label comes while the first tube is being recorded.
  for (const accession of accessions) {
    await scan.fill(accession)
    await page.keyboard.press('Enter')
  }
  await expect(collected).toBeVisible()
  const drawn = Date.now()
  await expect(waitingElsewhere.getByText('Haddad, Samir')).toHaveCount(0)
  took('from the chair to the other screen', drawn)

  await chair.everythingSent()
  const [patient] = await ehr.search<Patient>('Patient?family=Haddad&given=Samir')
  const today = new Date().toISOString().slice(0, 10)
  const specimens = (await ehr.search<Specimen>(`Specimen?patient=${patient?.id}`)).filter(({ collection }) =>
    collection?.collectedDateTime?.startsWith(today),
  )
  expect(specimens.map(({ accessionIdentifier }) => accessionIdentifier?.value).sort()).toEqual([...accessions].sort())
  const [collector] = await ehr.search<Practitioner>('Practitioner?family=Mbeki')
  for (const specimen of specimens) {
    expect(specimen.status).toBe('available')
    expect(specimen.collection?.collector?.reference).toBe(`Practitioner/${collector?.id}`)
    for (const { reference } of specimen.request ?? []) {
      const order = await ehr.get<ServiceRequest>(reference ?? '')
      expect(order.specimen?.map((one) => one.reference)).toContain(`Specimen/${specimen.id}`)
    }
  }
})
