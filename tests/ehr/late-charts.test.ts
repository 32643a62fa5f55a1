import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { createEhr, makeData } from '../../main/ehr/server.js'
import { type Client, client, temporaryDirectory } from './server.js'

const SEED = 5
const PATIENTS = 240
const NOW = Date.parse('2026-11-18T10:31:00')

interface Clinic extends Client {
  db: Awaited<ReturnType<typeof createEhr>>['db']
  close(): Promise<void>
}

const made = { seed: SEED, patients: PATIENTS, clock: () => NOW }

/** The clinic written whole, and a copy of its own of the one that was not. */
let whole: Clinic
let template: string

async function open(data: string, now = NOW): Promise<Clinic> {
  const ehr = await createEhr({ ...made, data, clock: () => now })
  let isOpen = true
  const close = async () => {
    if (!isOpen) return
    isOpen = false
    await ehr.close()
  }
  return { ...client(ehr.url, ehr.systemToken), db: ehr.db, close }
}

async function lateClinic(data = temporaryDirectory(), now = NOW): Promise<Clinic> {
  if (readdirSync(data).length === 0) cpSync(template, data, { recursive: true })
  const late = await open(data, now)
  onTestFinished(late.close)
  return late
}

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rounds-late-'))
  template = join(folder, 'late')
  await makeData({ ...made, data: template, lateCharts: true })
  await makeData({ ...made, data: join(folder, 'whole'), lateCharts: false })
  whole = await open(join(folder, 'whole'))
  return async () => {
    await whole.close()
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)

/** Every resource a search finds, as text, in an order of its own. */
async function found(on: Client, path: string): Promise<string[]> {
  const texts: string[] = []
  for (let next: string | undefined = path; next; ) {
    const { json } = await on.get(next)
    for (const { resource } of json.entry ?? []) texts.push(JSON.stringify(resource))
    next = json.link.find(({ relation }: { relation: string }) => relation === 'next')?.url
  }
  return texts.sort()
}

/** A patient nobody has asked about. */
function stranger(on: Clinic, nth = 0): string {
  const rows = on.db
    .prepare(
      `select id from resource where type = 'Patient' and id not in (select patient from made_chart) order by pk limit 1 offset ?`,
    )
    .pluck()
  return rows.get(nth) as string
}

const chartRows = (on: Clinic, patient: string) =>
  on.db.prepare('select count(*) from resource where patient = ?').pluck().get(patient) as number

/** All that is kept and indexed, whatever order it was written in. */
const everything = ({ db }: Clinic): unknown[][] => [
  db
    .prepare(
      `select type, id, version, updated, patient, starts, ends, status, deleted, json
       from resource join content on resource = pk order by type, id`,
    )
    .raw()
    .all() as unknown[],
  db
    .prepare(
      `select type, r.id, p.name, value, s.uri from term t join resource r on r.pk = t.resource
       join parameter p on p.id = t.parameter left join system s on s.id = t.system order by 1, 2, 3, 4, 5`,
    )
    .raw()
    .all() as unknown[],
]

test('charts made when they are asked for are those that would have been written at first', async () => {
  const late = await lateClinic()
  const size = (on: Clinic) => on.db.prepare('select count(*) from resource').pluck().get() as number
  expect(size(late)).toBeLessThan(size(whole) * 0.9)
  for (const path of ['Patient?_count=500', 'Appointment?_count=500', 'Task?_count=500', 'Practitioner?_count=500']) {
    expect(await found(late, path)).toEqual(await found(whole, path))
  }
  const chart = `Patient/${stranger(late, 3)}/$everything?_count=1000`
  expect(await found(late, chart)).toEqual(await found(whole, chart))
  const all = Array.from({ length: PATIENTS }, (_, at) => `p${at + 1}`)
  await late.get(`Condition?patient=${all.join(',')}&_summary=count`)
  const [resources, terms] = everything(whole)
  const [lateResources, lateTerms] = everything(late)
  expect(lateResources?.length).toBe(resources?.length)
  // Compared as text: a difference is shown in one line, not as thousands.
  expect(lateResources?.findIndex((row, at) => JSON.stringify(row) !== JSON.stringify(resources?.[at]))).toBe(-1)
  expect(lateTerms?.findIndex((row, at) => JSON.stringify(row) !== JSON.stringify(terms?.[at]))).toBe(-1)
})

test('whatever way a chart is reached, it is there whole', async () => {
  const late = await lateClinic()
  const ways: [string, (patient: string) => Promise<{ status: number }>][] = [
    ['search by patient', (patient) => late.get(`Condition?patient=${patient}`)],
    ['search by what it refers to', (patient) => late.get(`Observation?encounter=${patient}-e1`)],
    ['count', (patient) => late.get(`Observation?subject=Patient/${patient}&_summary=count`)],
    ['ids', (patient) => late.get(`Encounter?_id=${patient}-e1`)],
    ['read', (patient) => late.get(`Encounter/${patient}-e1`)],
    ['version', (patient) => late.get(`Encounter/${patient}-e1/_history/1`)],
    ['history', (patient) => late.get(`Encounter/${patient}-e1/_history`)],
    ['reverse include', (patient) => late.get(`Patient?_id=${patient}&_revinclude=Condition:patient`)],
    [
      'a reference in a new resource',
      (patient) =>
        late.post('Task', {
          resourceType: 'Task',
          status: 'requested',
          intent: 'order',
          focus: { reference: `Encounter/${patient}-e1` },
        }),
    ],
    [
      'a change',
      (patient) =>
        late.patch(`Encounter/${patient}-e1`, [{ op: 'add', path: '/priority', value: { text: 'Elective' } }]),
    ],
  ]
  for (const [name, reach] of ways) {
    const patient = stranger(late)
    expect(chartRows(late, patient), name).toBe(0)
    const answer = await reach(patient)
    expect(answer.status, name).toBeLessThan(300)
    expect(chartRows(late, patient), name).toBe(chartRows(whole, patient))
  }
  expect((await late.get('Encounter/p60-e99')).status).toBe(404)
  expect((await late.get(`Condition?patient=p${PATIENTS + 1}`)).json.entry ?? []).toEqual([])
})

test('a chart that is made is news to nobody', async () => {
  const late = await lateClinic()
  const since = new Date(NOW - 120_000).toISOString()
  await late.get(`Patient/${stranger(late)}/$everything`)
  for (const type of ['Observation', 'Encounter', 'Condition', 'MedicationRequest']) {
    expect(await found(late, `${type}?_lastUpdated=ge${since}`), type).toEqual([])
    expect(await found(late, `${type}/_history?_since=${encodeURIComponent(since)}`), type).toEqual([])
  }
})

test('a write that is undone undoes the chart it reached; the next question makes it whole', async () => {
  const late = await lateClinic()
  const patient = stranger(late)
  const entry = (focus: string) => ({
    resource: { resourceType: 'Task', status: 'requested', intent: 'order', focus: { reference: focus } },
    request: { method: 'POST', url: 'Task' },
  })
  const refused = await late.post('', {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [entry(`Encounter/${patient}-e1`), entry('Encounter/nowhere')],
  })
  expect(refused.status).toBe(422)
  expect(chartRows(late, patient)).toBe(0)
  const other = stranger(late, 1)
  late.db.pragma(`max_page_count = ${late.db.pragma('page_count', { simple: true })}`)
  expect((await late.get(`Patient/${other}/$everything`)).status).toBe(507)
  expect(chartRows(late, other)).toBe(0)
  late.db.pragma('max_page_count = 10000000')
  for (const each of [patient, other]) {
    const path = `Patient/${each}/$everything?_count=1000`
    expect(await found(late, path)).toEqual(await found(whole, path))
  }
})

test('on another day, in another place, the charts still to be made are the same', async () => {
  const data = temporaryDirectory()
  const first = await lateClinic(data)
  const [one, another] = [stranger(first), stranger(first, 1)]
  const path = (patient: string) => `Patient/${patient}/$everything?_count=1000`
  expect(await found(first, path(one))).toEqual(await found(whole, path(one)))
  await first.close()
  const { TZ } = process.env
  onTestFinished(() => {
    if (TZ === undefined) delete process.env.TZ
    else process.env.TZ = TZ
  })
  process.env.TZ = 'Pacific/Auckland'
  const later = await lateClinic(data, NOW + 40 * 86_400_000)
  expect(await found(later, path(one))).toEqual(await found(whole, path(one)))
  expect(await found(later, path(another))).toEqual(await found(whole, path(another)))
})
