import type { Observation, Resource, Task } from '@medplum/fhirtypes'
import type { Rule } from '../../../shared/domain/rule/language.js'
import type { Result } from '../../../shared/kernel/result.js'
import { type Clinic, until, type Workstation } from '../../support/clinic.js'

export const laboratory = [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
]

/** Posts a resource as any other system does. */
export async function post<T extends Resource>(to: Clinic, resource: T): Promise<T & { id: string }> {
  const { status, body, text } = await to.send<T & { id: string }>('POST', resource.resourceType, resource)
  if (status !== 201) throw new Error(`${status}: ${text}`)
  return body
}

export const potassium = (patient: string, value: number, flag: string): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  category: laboratory,
  code: { text: 'Potassium', coding: [{ system: 'http://loinc.org', code: '2823-3' }] },
  subject: { reference: `Patient/${patient}` },
  effectiveDateTime: new Date().toISOString(),
  valueQuantity: { value, unit: 'mmol/L' },
  interpretation: [{ coding: [{ code: flag }] }],
})

/** An order, its values and its report, in the order in which a laboratory posts them. */
export async function result(
  to: Clinic,
  patient: string,
  value: number,
  flag: string,
  more: { status?: 'preliminary' | 'final'; orderer?: string | null; issued?: string } = {},
): Promise<{ report: string; observation: string }> {
  const { status = 'final', orderer = 'hale', issued = new Date().toISOString() } = more
  const subject = { reference: `Patient/${patient}` }
  const order =
    orderer &&
    (await post(to, {
      resourceType: 'ServiceRequest',
      status: 'active',
      intent: 'order',
      subject,
      requester: { reference: `Practitioner/${orderer}` },
      code: { text: 'Basic metabolic panel' },
    }))
  const observation = await post(to, { ...potassium(patient, value, flag), status })
  const report = await post(to, {
    resourceType: 'DiagnosticReport',
    status,
    category: laboratory,
    code: { text: 'Basic metabolic panel', coding: [{ system: 'http://loinc.org', code: '51990-0' }] },
    subject,
    issued,
    result: [{ reference: `Observation/${observation.id}` }],
    ...(order && { basedOn: [{ reference: `ServiceRequest/${order.id}` }] }),
    performer: [{ display: 'Harbour Laboratory' }],
  })
  return { report: report.id, observation: observation.id }
}

let commands = 0
export async function call<T>(station: Workstation, name: string, input: unknown): Promise<Result<T>> {
  commands += 1
  return (await station.running.core.call(name, input, `${station.name}-${name}-${commands}`, {
    window: 1,
    bound: null,
  })) as Result<T>
}
export async function done<T>(station: Workstation, name: string, input: unknown): Promise<T> {
  const result = await call<T>(station, name, input)
  if (!result.ok) throw new Error(`${name}: ${result.refusal.message}`)
  return result.value
}

/** Three colleagues at three workstations; routing has begun unless `begun` is false. */
export async function three(to: Clinic, rules: (station: Workstation) => Rule[] = () => [], begun = true) {
  const names = [
    ['A', 'novak'],
    ['B', 'hale'],
    ['C', 'ruiz'],
  ] as const
  const stations = await Promise.all(
    names.map(async ([name, who]) => (await (await to.workstation(name)).as(who)).ready()),
  )
  const [a] = stations as [Workstation]
  if (begun) {
    await done(a, 'rules.begin', {})
    const own = rules(a)
    if (own.length > 0) await done(a, 'rules.save', { version: 1, rules: own })
    const version = own.length > 0 ? 2 : 1
    const seen = (station: Workstation): number => view(station).version
    await until(() => stations.every((station) => seen(station) === version))
  }
  return stations as [Workstation, Workstation, Workstation]
}

/** One clinician at one workstation. */
export async function one(to: Clinic, begun = true): Promise<Workstation> {
  const station = await (await (await to.workstation('A')).as('novak')).ready()
  if (begun) {
    await done(station, 'rules.begin', {})
    await until(() => station.context.sync.view().line === 'All in the EHR' && view(station).version === 1)
  }
  return station
}

export function view(station: Workstation): { version: number; rules: Rule[]; begun?: string } {
  const answer = station.running.core.ask('rules.view', {})
  if (!answer.ok) throw new Error(answer.refusal.message)
  return answer.value as { version: number; rules: Rule[] }
}

/** The tasks the EHR has about a thing. */
export const tasksAbout = (to: Clinic, type: string, id: string): Promise<Task[]> =>
  to.all<Task>(`Task?focus=${type}/${id}`)

export const quiet = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
