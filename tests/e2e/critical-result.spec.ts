import type {
  CareTeam,
  Communication,
  DiagnosticReport,
  Observation,
  Patient,
  PlanDefinition,
  Practitioner,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes'
import { expect } from 'playwright/test'
import type { EhrProcess } from '../support/ehr-process.ts'
import { test, took } from '../support/stations.ts'
import type { Workstation } from '../support/workstation.ts'

const laboratory = [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
]
const rounds = 'https://rounds.example/fhir'

/** The clinic's rules as another system would write them: a critical potassium goes to a team at once. */
const routing = (team: string): PlanDefinition => ({
  resourceType: 'PlanDefinition',
  url: `${rounds}/plan/routing`,
  title: 'Who gets what arrives',
  status: 'active',
  version: '1',
  effectivePeriod: { start: new Date().toISOString() },
  action: [
    {
      id: 'critical',
      title: 'Critical values to the team',
      extension: [
        {
          url: `${rounds}/then`,
          valueString: JSON.stringify({
            to: `CareTeam/${team}`,
            priority: 'stat',
            due: { minutes: 60 },
            on: 'arrival',
          }),
        },
      ],
      condition: [
        {
          kind: 'applicability',
          expression: {
            language: 'application/vnd.rounds.rule+json' as 'text/fhirpath',
            expression: JSON.stringify({ fact: 'flag', op: 'is', value: ['HH', 'LL'] }),
          },
        },
      ],
    },
  ],
})

/** What a laboratory posts for an order: its value, then the report. */
async function potassium(
  ehr: EhrProcess,
  order: ServiceRequest,
  value: number,
  flag: string,
): Promise<DiagnosticReport> {
  const subject = order.subject
  const observation = await ehr.post<Observation>({
    resourceType: 'Observation',
    status: 'final',
    category: laboratory,
    code: { text: 'Potassium', coding: [{ system: 'http://loinc.org', code: '2823-3', display: 'Potassium' }] },
    subject,
    basedOn: [{ reference: `ServiceRequest/${order.id}` }],
    effectiveDateTime: new Date().toISOString(),
    valueQuantity: { value, unit: 'mmol/L', system: 'http://unitsofmeasure.org', code: 'mmol/L' },
    referenceRange: [{ low: { value: 3.5, unit: 'mmol/L' }, high: { value: 5.1, unit: 'mmol/L' } }],
    interpretation: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: flag }] },
    ],
  })
  return ehr.post<DiagnosticReport>({
    resourceType: 'DiagnosticReport',
    status: 'final',
    category: laboratory,
    code: { text: 'Basic metabolic panel', coding: [{ system: 'http://loinc.org', code: '51990-0' }] },
    subject,
    basedOn: [{ reference: `ServiceRequest/${order.id}` }],
    issued: new Date().toISOString(),
    effectiveDateTime: new Date().toISOString(),
    result: [{ reference: `Observation/${observation.id}` }],
    performer: [{ display: 'Harbour Laboratory' }],
  })
}

const inbox = async ({ page }: Workstation, box: 'mine' | 'team') => {
  await page.keyboard.press('Alt+2')
  await page.keyboard.press(box === 'mine' ? '1' : '2')
}
const tasks = ({ page }: Workstation) =>
  page.getByRole('listbox', { name: 'Tasks' }).or(page.getByRole('grid', { name: 'Tasks' }))

test('critical result', async ({ ehr, at }) => {
  test.setTimeout(300_000)
  const [team] = await ehr.search<CareTeam>('CareTeam?name=Blue')
  await ehr.post(routing(team?.id as string))
  const [novak, hale, mbeki] = [await at('Dr Lena Novak'), await at('Marcus Hale'), await at('Tom Mbeki')]
  for (const station of [novak, hale, mbeki]) await station.everythingSent()
  await inbox(novak, 'team')
  await inbox(hale, 'team')

  const [samir] = await ehr.search<Patient>('Patient?family=Haddad&given=Samir')
  const [cole] = await ehr.search<Practitioner>('Practitioner?family=Cole')
  const order = await ehr.post<ServiceRequest>({
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    category: [{ coding: [{ system: 'http://snomed.info/sct', code: '108252007', display: 'Laboratory procedure' }] }],
    subject: { reference: `Patient/${samir?.id}`, display: 'Haddad, Samir' },
    requester: { reference: `Practitioner/${cole?.id}` },
    code: { text: 'Basic metabolic panel', coding: [{ system: 'http://loinc.org', code: '51990-0' }] },
    authoredOn: new Date().toISOString(),
  })
  const report = await potassium(ehr, order, 6.7, 'HH')
  const made = async () => ehr.search<Task>(`Task?focus=DiagnosticReport/${report.id}`)
  await expect.poll(async () => (await made()).length, { timeout: 10_000 }).toBe(1)
  const routed = Date.now()
  const first = (station: Workstation) => tasks(station).getByText('Haddad, Samir').first()
  await expect(first(novak)).toBeVisible()
  await expect(first(hale)).toBeVisible()
  took('from the Task in the EHR to both screens', routed)
  await novak.page.screenshot({ path: '/tmp/w/look/crit-1.png' })
  for (const { page } of [novak, hale]) {
    await page.keyboard.press('Home')
    await expect(page.getByRole('heading', { name: /Potassium 6.7 mmol\/L/ })).toBeVisible()
  }
  await hale.page.screenshot({ path: '/tmp/w/look/crit-2.png' })
  await hale.page.keyboard.press('i')
  await hale.page.keyboard.type('Was it haemolysed?')
  await hale.page.keyboard.press('Escape')
  await Promise.all([novak.page.keyboard.press('c'), hale.page.keyboard.press('c')])
  await novak.page.waitForTimeout(3000)
  await novak.page.screenshot({ path: '/tmp/w/look/crit-3n.png' })
  await hale.page.screenshot({ path: '/tmp/w/look/crit-3h.png' })
  expect(await made()).toHaveLength(1)
  console.log(JSON.stringify(await made(), null, 1))
})
