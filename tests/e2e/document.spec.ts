import type { DocumentReference, Patient, Task } from '@medplum/fhirtypes'
import { expect } from 'playwright/test'
import { pdf } from '../support/pdf.js'
import { test } from '../support/stations.ts'

test('a fax to read is read where the work is: its picture, its words, larger and turned', async ({ ehr, at }) => {
  const [amara] = await ehr.search<Patient>('Patient?family=Okafor&given=Amara')
  const subject = { reference: `Patient/${amara?.id}` }
  const document = await ehr.post<DocumentReference>({
    resourceType: 'DocumentReference',
    status: 'current',
    subject,
    date: new Date().toISOString(),
    description: 'Discharge summary',
    author: [{ display: 'Dr Ilse Brandt' }],
    content: [
      {
        attachment: {
          contentType: 'application/pdf',
          title: 'Fax of 22 November',
          data: pdf('Admitted with pneumonia').toString('base64'),
        },
      },
    ],
  })
  await ehr.post<Task>({
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    priority: 'stat',
    code: { coding: [{ system: 'https://rounds.example/fhir/task-kind', code: 'document' }] },
    description: 'Read the discharge summary',
    for: subject,
    focus: { reference: `DocumentReference/${document.id}` },
    authoredOn: new Date().toISOString(),
    owner: { reference: 'Practitioner/novak' },
  })
  const { page } = await at('Dr Lena Novak')
  await page.keyboard.press('Alt+2')
  await page.getByRole('option', { name: /Read the discharge summary/ }).click()
  const fax = page.getByRole('region', { name: 'Fax of 22 November' })
  await expect(fax.getByText('Admitted with pneumonia')).toBeAttached()
  const drawn = () =>
    fax.locator('canvas').evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement
      const at = (x: number, y: number) =>
        (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(x * width, y * height, 1, 1).data[0]
      // The faxed square is black, the paper beside it white.
      return { width, height, square: at(0.2, 0.7), paper: at(0.8, 0.7) }
    })
  await expect.poll(drawn).toMatchObject({ square: 0, paper: 255 })
  const { width, height } = await drawn()
  expect(Math.round((width / height) * 100)).toBe(150)
  await page.getByRole('button', { name: 'Larger' }).click()
  await expect.poll(async () => (await drawn()).width).toBeGreaterThan(width)
  await page.getByRole('button', { name: 'Turn' }).click()
  await expect.poll(async () => Math.round(((await drawn()).height / (await drawn()).width) * 100)).toBe(150)
  await page.getByRole('button', { name: 'Hide', exact: true }).click()
  await expect(fax).toBeHidden()
  await page.keyboard.press('n')
  await expect(page.getByRole('region', { name: 'Files of this document' })).toBeVisible()
  await expect.poll(drawn).toMatchObject({ square: 0, paper: 255 })
})
