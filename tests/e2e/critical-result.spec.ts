import type { Communication, DiagnosticReport, Patient, ServiceRequest, Task } from '@medplum/fhirtypes'
import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { ordered, potassium, rounds } from '../support/laboratory.ts'
import { test, took } from '../support/stations.ts'
import type { Workstation } from '../support/workstation.ts'

/** Somebody at their workstation, with the id the EHR has for them. */
interface Person {
  id: string
  /** As colleagues read it. */
  name: string
  station: Workstation
  page: Page
}

const boxKeys = { mine: '1', team: '2', snoozed: '4' }
const openBox = async ({ page }: Person, box: keyof typeof boxKeys) => {
  await page.keyboard.press('Alt+2')
  await expect(page.getByRole('navigation', { name: 'Inbox' })).toBeVisible()
  await page.keyboard.press(boxKeys[box])
}
const listed = ({ page }: Person) =>
  page.getByRole('listbox', { name: 'Tasks' }).or(page.getByRole('grid', { name: 'Tasks' }))
/** Finds the item with these words by the filter, and goes back to the whole list with it in view. */
async function turnTo(person: Person, words: string, filter = words) {
  const { page } = person
  await expect(listed(person).getByText(words).first()).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type(filter)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Task' }).getByRole('heading', { name: words }).first()).toBeVisible()
  await expect(listed(person)).toBeFocused()
  await page.keyboard.press('/')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.keyboard.press('Enter')
  await expect(listed(person)).toBeFocused()
}
test('critical result', async ({ ehr, at }) => {
  test.setTimeout(400_000)
  const [samir] = await ehr.search<Patient>('Patient?family=Haddad&given=Samir')
  const patient = samir?.id as string
  // Nobody who waits for an answer: theirs are not reviewed among many.
  const writes = new Set((await ehr.search<Communication>('Communication')).map(({ subject }) => subject?.reference))
  const others = (await ehr.search<Patient>('Patient'))
    .filter(({ id, deceasedDateTime }) => id !== patient && !deceasedDateTime && !writes.has(`Patient/${id}`))
    .slice(0, 4)
  const portal = `${rounds}/portal`
  for (const { id, extension = [] } of [samir as Patient, ...others])
    await ehr.patch(`Patient/${id}`, [
      {
        op: 'add',
        path: '/extension',
        value: [...extension.filter(({ url }) => url !== portal), { url: portal, valueBoolean: true }],
      },
    ])

  const stationOf = async (id: string, name: string): Promise<Person> => {
    const station = await at(name)
    await station.everythingSent()
    return { id, name, station, page: station.page }
  }
  const novak = await stationOf('novak', 'Dr Lena Novak')
  const hale = await stationOf('hale', 'Marcus Hale, NP')
  const mbeki = await stationOf('mbeki', 'Tom Mbeki')
  await openBox(novak, 'team')
  await openBox(hale, 'team')

  const order = await ordered(ehr, patient, 'cole')
  const { report } = await potassium(ehr, order, 6.7, 'HH')
  const reviews = async (of = report) =>
    (await ehr.search<Task>(`Task?focus=DiagnosticReport/${of.id}`)).filter(
      ({ code }) => code?.coding?.[0]?.code !== 'mention',
    )
  await expect.poll(async () => (await reviews()).length, { timeout: 15_000 }).toBe(1)
  const routed = Date.now()
  for (const person of [novak, hale]) await expect(listed(person).getByText('Haddad, Samir')).toBeVisible()
  took('from the task in the EHR to both screens', routed)
  const [task] = await reviews()
  expect(task).toMatchObject({ priority: 'stat', description: 'Potassium 6.7 mmol/L HH' })
  for (const person of [novak, hale]) await turnTo(person, 'Potassium 6.7 mmol/L')

  // Both have begun to write; both press at once.
  await hale.page.keyboard.press('i')
  await hale.page.keyboard.type('Was it haemolysed?')
  await hale.page.keyboard.press('Escape')
  await Promise.all([novak.page.keyboard.press('c'), hale.page.keyboard.press('c')])
  const ownerOf = async () => (await reviews())[0]?.owner?.reference?.replace('Practitioner/', '')
  await expect.poll(ownerOf).not.toBe('CareTeam/blue-team')
  await expect.poll(ownerOf).toMatch(/novak|hale/)
  const [winner, loser] = (await ownerOf()) === 'novak' ? [novak, hale] : [hale, novak]
  await expect(loser.page.getByText(`${winner.name} has had this since`)).toBeVisible()
  await expect(winner.page.getByRole('button', { name: /^Release/ })).toBeVisible()
  await expect(hale.page.getByLabel('Comment for colleagues')).toHaveValue('Was it haemolysed?')
  expect(await reviews()).toHaveLength(1)

  // The other watches, and asks.
  await loser.page.keyboard.press('w')
  await loser.page.keyboard.press('i')
  await loser.page.keyboard.press('Control+a')
  await loser.page.keyboard.type(`@${winner.name.includes('Novak') ? 'Lena' : 'Marcus'}`)
  await loser.page.getByRole('list', { name: 'Whom to mention' }).waitFor()
  await loser.page.keyboard.press('Enter')
  await loser.page.keyboard.type('I can call him if you like')
  await openBox(winner, 'mine')
  await loser.page.keyboard.press('Control+Enter')
  const mentioned = Date.now()
  await expect(listed(winner).getByText('I can call him').first()).toBeVisible()
  took('from a mention to the other screen', mentioned)
  await turnTo(winner, 'I can call him')
  await winner.page.keyboard.press('e')

  // Something critical is not put away beyond its time; something routine is, and is taken back.
  await turnTo(winner, 'Potassium 6.7 mmol/L')
  await winner.page.keyboard.press('s')
  await winner.page.keyboard.press('1')
  await expect(
    winner.page
      .getByRole('status')
      .or(winner.page.getByRole('alert'))
      .getByText(/critical|due/i)
      .first(),
  ).toBeVisible()

  // One act: reviewed with a comment, the patient told, the test ordered again.
  await winner.page.keyboard.press('i')
  await winner.page.keyboard.press('Control+a')
  await winner.page.keyboard.type('Not haemolysed')
  await winner.page.keyboard.press('Escape')
  await winner.page.keyboard.press('r')
  await winner.page.keyboard.type('Your potassium is high. Please come in today to have it checked again.')
  await winner.page.keyboard.press('Escape')
  await winner.page.keyboard.press('b')
  await winner.page.keyboard.type('basic metabolic panel stat')
  await winner.page
    .getByRole('option', { name: /Basic metabolic panel.*STAT/ })
    .first()
    .waitFor()
  await winner.page.keyboard.press('ArrowDown')
  await winner.page.keyboard.press('Enter')
  await expect(winner.page.getByRole('list', { name: 'With the review' })).toContainText('Basic metabolic panel')
  const outward = async () => [
    ...(await ehr.search<Communication>(`Communication?patient=${patient}`)).filter(({ about }) =>
      about?.some(({ reference }) => reference === `DiagnosticReport/${report.id}`),
    ),
    ...(await ehr.search<ServiceRequest>(`ServiceRequest?patient=${patient}`)).filter(({ supportingInfo }) =>
      supportingInfo?.some(({ reference }) => reference === `DiagnosticReport/${report.id}`),
    ),
  ]
  await winner.page.keyboard.press('e')
  await expect.poll(async () => (await reviews())[0]?.status).toBe('completed')
  await winner.page.keyboard.press('z')
  await expect.poll(async () => (await reviews())[0]?.status).toBe('in-progress')
  expect(await outward()).toEqual([])
  await turnTo(winner, 'Potassium 6.7 mmol/L')
  await expect(winner.page.getByLabel(/^Message to/)).toHaveValue(/Your potassium is high/)
  await winner.page.keyboard.press('e')
  await expect
    .poll(async () => (await outward()).map(({ resourceType }) => resourceType).sort(), { timeout: 30_000 })
    .toEqual(['Communication', 'ServiceRequest'])
  const [reviewed] = await reviews()
  expect(reviewed?.output?.find(({ type }) => type.text === 'reviewed')).toBeDefined()
  expect(reviewed?.note?.map(({ text }) => text)).toContain('Not haemolysed')
  const [message, again] = (await outward()).sort((a, b) => (a.resourceType < b.resourceType ? -1 : 1)) as [
    Communication,
    ServiceRequest,
  ]
  expect(again).toMatchObject({
    status: 'active',
    priority: 'stat',
    requester: { reference: `Practitioner/${winner.id}` },
  })

  // Critical by message: the order is open until the patient has read it.
  expect((await ehr.get<ServiceRequest>(`ServiceRequest/${order.id}`)).status).toBe('active')
  await ehr.patch(`Communication/${message.id}`, [{ op: 'add', path: '/received', value: new Date().toISOString() }])
  await expect
    .poll(async () => (await ehr.get<ServiceRequest>(`ServiceRequest/${order.id}`)).status, { timeout: 15_000 })
    .toBe('completed')

  // The repeat is drawn.
  await draw(mbeki)
  await expect
    .poll(async () => (await ehr.get<ServiceRequest>(`ServiceRequest/${again.id}`)).specimen?.length)
    .toBeGreaterThan(0)

  // The winner goes away and the other stands in; the repeat comes meanwhile, first preliminary, then final.
  await winner.page.keyboard.press('Alt+5')
  await winner.page.keyboard.press('-')
  await winner.page.keyboard.press('n')
  await winner.page.getByRole('combobox', { name: 'Who stands in' }).focus()
  await winner.page.keyboard.type(loser.name.includes('Novak') ? 'Novak' : 'Hale')
  await winner.page.getByRole('option', { name: loser.name }).waitFor()
  await winner.page.keyboard.press('ArrowDown')
  await winner.page.keyboard.press('Enter')
  await winner.page.keyboard.press('Control+Enter')
  await expect(winner.page.getByText(`${loser.name} stands in`).first()).toBeVisible()

  const repeat = await potassium(ehr, again, 4.6, 'N', { status: 'preliminary' })
  await expect.poll(async () => (await reviews(repeat.report)).length, { timeout: 15_000 }).toBe(1)
  for (const [path, { id }] of [
    ['Observation', repeat.observation],
    ['DiagnosticReport', repeat.report],
  ] as const)
    await ehr.patch(`${path}/${id}`, [{ op: 'replace', path: '/status', value: 'final' }])

  // With it come normal results of others, and one that says it is somebody else's than the order's.
  const normal: DiagnosticReport[] = []
  for (const { id } of others.slice(0, 3))
    normal.push((await potassium(ehr, await ordered(ehr, id as string, loser.id), 4.2, 'N')).report)
  const strange = await potassium(ehr, await ordered(ehr, others[3]?.id as string, loser.id), 4.9, 'N', {
    of: `Patient/${others[0]?.id}`,
  })
  const asked = async () =>
    (await reviews(strange.report)).map(({ code, status }) => `${code?.coding?.[0]?.code} ${status}`)
  await expect.poll(asked, { timeout: 15_000 }).toEqual(['unmatched-result requested'])
  for (const one of normal) await expect.poll(async () => (await reviews(one)).length, { timeout: 15_000 }).toBe(1)

  await openBox(loser, 'mine')
  await expect(
    listed(loser)
      .getByText(new RegExp(`for ${winner.name}`))
      .first(),
  ).toBeVisible()

  await turnTo(loser, 'Basic metabolic panel', 'haddad basic metabolic')

  // Another is handed over with a word, and found there.
  await turnTo(loser, 'Call back after the missed video visit')
  await loser.page.keyboard.press('a')
  await loser.page.getByRole('combobox', { name: 'Assign to' }).focus()
  await loser.page.keyboard.type('Mbeki')
  await loser.page.getByRole('option', { name: /Tom Mbeki/ }).waitFor()
  await loser.page.keyboard.press('ArrowDown')
  await loser.page.keyboard.press('Enter')
  await loser.page.keyboard.press('Tab')
  await loser.page.keyboard.type('You know her best')
  await openBox(mbeki, 'mine')
  await loser.page.keyboard.press('Control+Enter')
  const given = Date.now()
  await expect(listed(mbeki).getByText('Call back after the missed video visit')).toBeVisible()
  took('from a hand-over to the other screen', given)
  await turnTo(mbeki, 'Call back after the missed video visit')
  await expect(mbeki.page.getByText('You know her best')).toBeVisible()

  // A routine one is put away, and taken back.
  await loser.page.keyboard.press('s')
  await loser.page.keyboard.press('1')
  await loser.page.keyboard.press('4')
  await expect(listed(loser).getByRole('option').or(listed(loser).getByRole('row'))).toHaveCount(1)
  await loser.page.keyboard.press('z')
  await expect(loser.page.getByText('Nothing here')).toBeVisible()

  // Many normal ones together, taken back, and again; each patient has their own message.
  await loser.page.keyboard.press('1')
  await loser.page.keyboard.press('v')
  const lane = loser.page.getByRole('feed', { name: 'Normal results' })
  await expect(lane.getByText('Haddad, Samir')).toBeVisible()
  expect(await lane.getByText('4.9').count()).toBe(0)
  const all = loser.page.getByRole('button', { name: /^Review (\d+) of \1/ })
  // Each counts once it was before somebody for a second.
  const readAll = async () => {
    for (let press = 0; press < 10 && !(await all.isVisible()); press += 1) {
      await loser.page.waitForTimeout(1_100)
      await loser.page.keyboard.press('j')
    }
    await expect(all).toBeEnabled()
  }
  await readAll()
  await loser.page.keyboard.press('r')
  await loser.page.keyboard.type('Your potassium is normal.')
  await loser.page.keyboard.press('Escape')
  const told = async () =>
    (await ehr.search<Communication>('Communication?_count=200')).filter(({ payload }) =>
      payload?.some(({ contentString }) => contentString === 'Your potassium is normal.'),
    )
  await loser.page.keyboard.press('e')
  await expect.poll(async () => (await reviews(repeat.report))[0]?.status).toBe('completed')
  await loser.page.keyboard.press('z')
  await expect.poll(async () => (await reviews(repeat.report))[0]?.status).not.toBe('completed')
  await expect(lane.getByText('Haddad, Samir')).toBeVisible()
  expect(await told()).toEqual([])
  await readAll()
  await loser.page.keyboard.press('r')
  await loser.page.keyboard.press('Control+a')
  await loser.page.keyboard.type('Your potassium is normal.')
  await loser.page.keyboard.press('Escape')
  await loser.page.keyboard.press('e')
  const patients = [patient, ...others.slice(0, 3).map(({ id }) => id as string)]
  await expect
    .poll(async () => (await told()).map(({ subject }) => subject?.reference), { timeout: 30_000 })
    .toEqual(expect.arrayContaining(patients.map((id) => `Patient/${id}`)))

  // The loop of the repeat is closed by it: the patient has been told.
  await expect
    .poll(async () => (await ehr.get<ServiceRequest>(`ServiceRequest/${again.id}`)).status, { timeout: 15_000 })
    .toBe('completed')
  const closed = await ehr.get<ServiceRequest>(`ServiceRequest/${again.id}`)
  const [toPatient] = (await told()).filter(({ subject }) => subject?.reference === `Patient/${patient}`)
  expect(closed.extension).toContainEqual(
    expect.objectContaining({
      url: `${rounds}/loop-closed`,
      valueReference: expect.objectContaining({ reference: `Communication/${toPatient?.id}` }),
    }),
  )
  expect((await reviews(repeat.report)).length).toBe(1)
})

/** Identifies, labels and draws everything that waits for Samir Haddad. */
async function draw({ page }: Person) {
  await page.keyboard.press('Alt+4')
  await page.getByText('Haddad, Samir').first().click()
  const pane = page.getByRole('article', { name: 'Draw: Haddad, Samir' })
  await pane.getByLabel('What is your full name?').fill('Samir Haddad')
  await pane.getByPlaceholder('day').fill('8')
  await pane.getByPlaceholder('month').fill('Feb')
  await pane.getByPlaceholder('year').fill('1971')
  await expect(pane.getByRole('button', { name: /^Match/ })).toBeEnabled()
  await page.keyboard.press('Control+Enter')
  const labels = pane.getByRole('figure', { name: /^Label / })
  await expect(labels.first()).toBeVisible()
  const names = await labels.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))
  await page.keyboard.press('Control+Enter')
  const scan = pane.getByPlaceholder('accession number')
  for (const name of names) {
    await scan.fill(name.match(/^Label ([^,]+),/)?.[1] ?? '')
    await page.keyboard.press('Enter')
  }
  await expect(
    pane.getByRole('table', { name: 'Tubes collected' }).or(pane.getByRole('grid', { name: 'Tubes collected' })),
  ).toBeVisible()
}
