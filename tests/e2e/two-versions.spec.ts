import { rmSync } from 'node:fs'
import type { AllergyIntolerance, DocumentReference, Patient } from '@medplum/fhirtypes'
import { expect } from 'playwright/test'
import { findings } from '../support/axe.ts'
import {
  type Disagreeing,
  disagreeing,
  editAllergy,
  plugIn,
  press,
  savedHere,
  unplug,
  writeAt,
  writeMobile,
} from '../support/disagreeing.ts'
import { launchApp } from '../support/electron.ts'
import { test } from '../support/stations.ts'
import { framed } from '../support/workstation.ts'

const patient = ['okafor amara', 'Okafor, Amara J.'] as const
const textOf = (note: DocumentReference | undefined): string =>
  Buffer.from(note?.content?.[1]?.attachment?.data ?? '', 'base64').toString()

test('an allergy, a telephone number and a draft changed at two places are put together by a person', async ({
  ehr,
}, info) => {
  test.setTimeout(300_000)
  const both: Disagreeing = await disagreeing(ehr, ['Dr Lena Novak', 'Dr Lena Novak'])
  const { here, there, wire } = both
  const [amara] = await ehr.search<Patient>('Patient?family=Okafor&given=Amara&birthdate=1979-03-12')
  const mobiles = async (): Promise<(string | undefined)[]> =>
    ((await ehr.get<Patient>(`Patient/${amara?.id}`)).telecom ?? [])
      .filter(({ system, use }) => system === 'phone' && use === 'mobile')
      .map(({ value }) => value)
  const draft = async (): Promise<string> => {
    const notes = await ehr.search<DocumentReference>(`DocumentReference?patient=${amara?.id}`)
    return textOf(notes.find((note) => textOf(note).includes('Feels well, walks most days.')))
  }
  try {
    await here.openPatient(...patient)
    await here.page.keyboard.press('Control+n')
    await writeAt(here, 0, 'Feels well, walks most days.')
    await expect.poll(draft).toContain('Feels well')
    await here.everythingSent()
    await there.openPatient(...patient)
    await there.page.getByText('draft', { exact: true }).first().click()
    await expect(there.page.getByText('Feels well, walks most days.')).toBeVisible()

    await unplug(both)
    await writeAt(there, 3, 'Continue metformin.')
    await expect.poll(draft).toContain('Continue metformin.')
    await writeMobile(there, ...patient, '206 555 0188')
    await expect.poll(mobiles).toEqual(['206 555 0188'])
    await writeAt(here, 3, 'Increase metformin.')
    await savedHere(both, 1)
    await writeMobile(here, ...patient, '206 555 0177')
    await savedHere(both, 2)
    await plugIn(both, 2)
    expect(await mobiles()).toEqual(['206 555 0188'])

    // Put off, which outlives the application.
    const { page } = here
    await expect(page.getByText(/^Two versions:/)).toBeVisible()
    await page.getByRole('button', { name: 'Compare' }).click()
    await page.getByRole('option', { name: /^Demographics/ }).click()
    await expect(page.getByRole('heading', { name: 'Demographics' })).toBeVisible()
    await press(here, 'l')
    await expect(page.getByRole('option', { name: /^Demographics.*put off, Dr Lena Novak/ })).toBeVisible()
    await here.killAll()
    const allergies = await ehr.search<AllergyIntolerance>(`AllergyIntolerance?patient=${amara?.id}`)
    const penicillin = allergies.find(({ code }) => code?.text === 'Penicillin')?.id as string
    editAllergy(here.profile, penicillin, 'Dr Lena Novak', (allergy) => {
      allergy.reaction = [{ manifestation: [{ text: 'hives' }], severity: 'moderate' }]
    })
    await ehr.patch(`AllergyIntolerance/${penicillin}`, [{ op: 'replace', path: '/criticality', value: 'low' }])
    const again = await launchApp({ ehr: `http://127.0.0.1:${wire.port}/fhir`, profile: here.profile })
    try {
      await framed(again.page)
      const window = again.page
      await window.keyboard.press('Alt+6')
      await expect(window.getByRole('option', { name: /^Demographics.*put off, Dr Lena Novak/ })).toBeVisible()

      // The allergy: nothing is proposed, each part is decided, and the other workstation warns of the result.
      await window.getByRole('option', { name: /^Allergy: Penicillin/ }).click()
      await expect(window.getByText('3 of 3 are not decided')).toBeVisible()
      expect(await findings(window), 'two versions').toEqual([])
      // A newer copy that arrives meanwhile asks again for what it changed; a person then presses again, too.
      await expect(async () => {
        for (const key of ['k', 'k', 'm', 'j', 'm', 'j', 't']) await window.keyboard.press(key)
        await expect(window.getByText('Check the result first.')).toBeVisible({ timeout: 2_000 })
      }).toPass({ timeout: 20_000 })
      await window.keyboard.press('Control+Enter')
      await expect(window.getByLabel('The result')).toContainText('high from here')
      await press(again, 'Control+Enter')
      const banner = there.page.getByLabel('Patient: Okafor, Amara J.')
      await expect(banner).toContainText('Penicillin: hives, anaphylaxis', { timeout: 20_000 })
      const settled = await ehr.get<AllergyIntolerance>(`AllergyIntolerance/${penicillin}`)
      expect([settled.criticality, settled.reaction?.length]).toEqual(['high', 2])

      // Decided, undone while it has not left, and decided anew: both numbers stay.
      await window.getByRole('option', { name: /^Demographics/ }).click()
      await expect(window.getByRole('group', { name: /^Mobile phone/ })).toContainText('206 555 0177')
      await window.keyboard.press('t')
      await press(again, 'Control+Enter')
      await expect(window.getByText(/^Decided: Demographics/).first()).toBeVisible()
      await window.keyboard.press('z')
      await expect(window.getByText(/^Undone/).first()).toBeVisible()
      await window.getByRole('option', { name: /^Demographics/ }).click()
      await expect(window.getByRole('heading', { name: 'Demographics' })).toBeVisible()
      await window.keyboard.press('b')
      await window.keyboard.press('Control+Enter')
      await expect(window.getByLabel('The result')).toContainText('206 555 0188')
      await press(again, 'Control+Enter')
      await expect.poll(mobiles, { timeout: 20_000 }).toEqual(['206 555 0177', '206 555 0188'])

      // The draft: both paragraphs, read as a whole first. The other workstation shows them.
      await expect(window.getByRole('heading', { name: /^Note/ })).toBeVisible()
      await window.keyboard.press('b')
      await window.keyboard.press('Control+Enter')
      await expect(window.getByLabel('The result')).toContainText('Increase metformin.\nContinue metformin.')
      // Whose it is stays in sight, however long the result.
      expect(
        await window.evaluate(() => [document.documentElement.scrollTop, document.getElementById('root')?.scrollTop]),
      ).toEqual([0, 0])
      await expect(window.getByText('born 12 Mar 1979').first()).toBeInViewport({ ratio: 1 })
      expect(await findings(window), 'the result').toEqual([])
      await press(again, 'Control+Enter')
      await expect.poll(draft, { timeout: 20_000 }).toContain('<p>Increase metformin.</p>\n<p>Continue metformin.</p>')
      await expect(there.page.getByText('Increase metformin.')).toBeVisible({ timeout: 20_000 })
      await expect(window.getByText('Nothing to decide')).toBeVisible()

      await window.keyboard.press('2')
      await expect(window.getByRole('listbox', { name: 'Kept versions' }).getByRole('option')).toHaveCount(6)
      expect(await findings(window), 'kept versions').toEqual([])
    } finally {
      if (info.status !== info.expectedStatus) await again.page.screenshot({ path: info.outputPath('again.png') })
      await again.close()
    }
  } finally {
    await there.leave(info)
    // It was killed and started anew by its profile alone.
    await here.leave(info).catch(() => rmSync(here.profile, { recursive: true, force: true, maxRetries: 5 }))
    await wire.pull()
  }
})
