import type {
  AllergyIntolerance,
  DocumentReference,
  Observation,
  Patient,
  Provenance,
  Resource,
  Task,
} from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { parseJson } from '../../shared/kernel/json.js'
import { type Clinic, clinic, until, type Workstation } from '../support/clinic.js'

const nothing = { savedHere: 0, sending: 0, needsYou: 0 }

async function one(): Promise<{ ehr: Clinic; a: Workstation }> {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('novak')
  return { ehr, a: await a.ready() }
}

const sentAll = (a: Workstation) =>
  until(() => JSON.stringify(a.context.outbox.counts()) === JSON.stringify(nothing), 15_000)
const state = (a: Workstation, type: string, id: string) => a.context.outbox.unsentOf(type, id as never)

const observation = (patient: string, value = 4.1): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Pulse' },
  subject: { reference: patient },
  valueQuantity: { value, unit: '/min' },
})
const madeBy = (id: string) => `identifier=urn:ietf:rfc:3986|urn:uuid:${id}`

test('a create whose answer is lost arrives once', async () => {
  const { ehr, a } = await one()
  ehr.ehr.faults.add({ when: { method: 'POST', path: '^Observation' }, times: 2, behaviour: { kind: 'lost-response' } })
  const id = a.create(observation('Patient/p1'))
  await sentAll(a)
  expect(await ehr.all(`Observation?${madeBy(id)}`)).toHaveLength(1)
  expect(a.read('Observation', id)?.id).toBeDefined()
})

test('a create whose answer is lost arrives once even where conditional creates are ignored', async () => {
  const { ehr, a } = await one()
  ehr.ehr.faults.add({ when: { method: 'POST', path: '^Observation' }, behaviour: { kind: 'ignore-if-none-exist' } })
  ehr.ehr.faults.add({ when: { method: 'POST', path: '^Observation' }, times: 1, behaviour: { kind: 'lost-response' } })
  const id = a.create(observation('Patient/p1'))
  await sentAll(a)
  expect(await ehr.all(`Observation?${madeBy(id)}`)).toHaveLength(1)
})

test('an edit made while the answer to a create is lost is not lost', async () => {
  const { ehr, a } = await one()
  ehr.ehr.faults.add({ when: { method: 'POST', path: '^Observation' }, times: 1, behaviour: { kind: 'lost-response' } })
  const id = a.create(observation('Patient/p1', 60))
  await until(() => ehr.ehr.faults.list()[0]?.struck === 1)
  a.edit('Observation', id, (resource) => {
    resource.valueQuantity = { value: 61, unit: '/min' }
  })
  await sentAll(a)
  const [found, ...others] = await ehr.all<Observation>(`Observation?${madeBy(id)}`)
  expect(others).toEqual([])
  expect(found?.valueQuantity?.value).toBe(61)
})

test('an update whose answer is lost is made once and is no conflict', async () => {
  const { ehr, a } = await one()
  ehr.ehr.faults.add({ when: { method: 'PATCH' }, times: 1, behaviour: { kind: 'lost-response' } })
  const id = a.id('AllergyIntolerance', 'allergy-p1')
  a.edit('AllergyIntolerance', id, (allergy) => {
    allergy.criticality = 'low'
  })
  await sentAll(a)
  const found = await ehr.get<AllergyIntolerance>('AllergyIntolerance/allergy-p1')
  expect(found.criticality).toBe('low')
  expect(found.meta?.versionId).toBe('2')
})

test('a later edit after a lost answer joins what had arrived', async () => {
  const { ehr, a } = await one()
  ehr.ehr.faults.add({ when: { method: 'PATCH' }, times: 1, behaviour: { kind: 'lost-response' } })
  const id = a.id('AllergyIntolerance', 'allergy-p1')
  a.edit('AllergyIntolerance', id, (allergy) => {
    allergy.criticality = 'low'
  })
  await until(() => ehr.ehr.faults.list()[0]?.struck === 1)
  a.edit('AllergyIntolerance', id, (allergy) => {
    allergy.criticality = 'unable-to-assess'
  })
  await sentAll(a)
  expect((await ehr.get<AllergyIntolerance>('AllergyIntolerance/allergy-p1')).criticality).toBe('unable-to-assess')
})

test('demographics changed on two sides in different fields merge', async () => {
  const { ehr, a } = await one()
  const id = a.id('Patient', 'p1')
  await a.offline()
  a.edit('Patient', id, (patient) => {
    if (patient.telecom?.[0]) patient.telecom[0].value = '555-0199'
  })
  await ehr.send('PATCH', 'Patient/p1', [{ op: 'replace', path: '/birthDate', value: '1951-04-04' }])
  await ehr.send('PATCH', 'Patient/p1', [{ op: 'replace', path: '/telecom/1/value', value: 'new@example.org' }])
  await a.online()
  await sentAll(a)
  const found = await ehr.get<Patient>('Patient/p1')
  expect(found.birthDate).toBe('1951-04-04')
  expect(found.telecom?.map(({ value }) => value)).toEqual(['555-0199', 'new@example.org'])
  expect(a.read('Patient', id)).toMatchObject({ birthDate: '1951-04-04', telecom: found.telecom })
})

test('the same field changed on two sides waits for a person, who may keep either', async () => {
  for (const fix of ['keep-mine', 'take-theirs'] as const) {
    const { ehr, a } = await one()
    const id = a.id('AllergyIntolerance', 'allergy-p1')
    await a.offline()
    a.edit('AllergyIntolerance', id, (allergy) => {
      allergy.criticality = 'low'
    })
    await ehr.send('PATCH', 'AllergyIntolerance/allergy-p1', [
      { op: 'add', path: '/note', value: [{ text: 'Hives in 2019' }] },
    ])
    await a.online()
    await until(() => state(a, 'AllergyIntolerance', id) === 'needs-you', 15_000)
    // Allergies never merge by machine, even when different fields were changed.
    expect((await ehr.get<AllergyIntolerance>('AllergyIntolerance/allergy-p1')).criticality).toBe('high')
    const [row] = a.context.outbox.rows()
    expect(row?.conflict).toMatchObject({ mine: { criticality: 'low' }, theirs: { note: [{ text: 'Hives in 2019' }] } })
    expect(a.context.store.db.prepare('SELECT count(*) AS n FROM kept_version').get()).toEqual({ n: 2 })
    expect(a.context.sync.view().line).toBe('1 needs you')

    expect(a.context.outbox.fix(row?.item as string, fix)).toEqual({ ok: true, value: null })
    await sentAll(a)
    const found = await ehr.get<AllergyIntolerance>('AllergyIntolerance/allergy-p1')
    expect(found.criticality).toBe(fix === 'keep-mine' ? 'low' : 'high')
    expect(a.read('AllergyIntolerance', id)?.criticality).toBe(found.criticality)
  }
})

test('an edit of what the EHR deleted waits for a person and is never brought back', async () => {
  const { ehr, a } = await one()
  const id = a.id('Task', 'task-p1')
  await a.offline()
  a.edit('Task', id, (task) => {
    task.status = 'in-progress'
  })
  await ehr.send('DELETE', 'Task/task-p1')
  await a.online()
  await until(() => state(a, 'Task', id) === 'needs-you', 15_000)
  expect((await ehr.send('GET', 'Task/task-p1')).status).toBe(410)
  const [row] = a.context.outbox.rows()
  expect(row).toMatchObject({ fixes: ['take-theirs'], reason: 'It was deleted in the EHR while it was changed here.' })
  a.context.outbox.fix(row?.item as string, 'take-theirs')
  expect(a.read('Task', id)).toBeUndefined()
  expect(a.context.outbox.counts()).toEqual(nothing)
})

const draft = (text: string): DocumentReference => ({
  resourceType: 'DocumentReference',
  status: 'current',
  docStatus: 'preliminary',
  description: 'Follow-up',
  subject: { reference: 'Patient/p1' },
  content: [{ attachment: { contentType: 'text/plain', data: Buffer.from(text).toString('base64') } }],
})
const textOf = (note: DocumentReference | undefined): string =>
  Buffer.from(note?.content?.[0]?.attachment?.data ?? '', 'base64').toString()

test('a draft written on at two places keeps both texts and waits for a person', async () => {
  const { ehr, a } = await one()
  const note = a.create(draft('begun'))
  await sentAll(a)
  const serverId = a.read('DocumentReference', note)?.id as string
  await a.offline()
  a.edit('DocumentReference', note, (resource) => {
    resource.content = draft('mine').content
  })
  await ehr.send('PATCH', `DocumentReference/${serverId}`, [
    { op: 'replace', path: '/content', value: draft('theirs').content },
  ])
  await a.online()
  await until(() => state(a, 'DocumentReference', note) === 'needs-you', 15_000)
  const kept = a.context.store.db.prepare('SELECT json FROM kept_version ORDER BY seq').all() as { json: string }[]
  expect(kept.map(({ json }) => textOf(JSON.parse(json) as DocumentReference))).toEqual(['mine', 'theirs'])
  expect(textOf(a.read('DocumentReference', note))).toBe('mine')
})

test('the text of a draft the EHR deleted goes on as a new draft', async () => {
  const { ehr, a } = await one()
  const note = a.create(draft('begun'))
  await sentAll(a)
  const serverId = a.read('DocumentReference', note)?.id as string
  await a.offline()
  a.edit('DocumentReference', note, (resource) => {
    resource.content = draft('not to be lost').content
  })
  await ehr.send('DELETE', `DocumentReference/${serverId}`)
  await a.online()
  await until(() => state(a, 'DocumentReference', note) === 'needs-you', 15_000)
  const [row] = a.context.outbox.rows()
  expect(row?.fixes).toEqual(['keep-mine', 'take-theirs'])
  a.context.outbox.fix(row?.item as string, 'keep-mine')
  await sentAll(a)
  const notes = await ehr.all<DocumentReference>('DocumentReference?patient=p1')
  expect(notes.map(textOf)).toEqual(['not to be lost'])
  expect(notes[0]?.id).not.toBe(serverId)
  expect((await ehr.send('GET', `DocumentReference/${serverId}`)).status).toBe(410)
})

test('what has not left can be taken elsewhere as one bundle', async () => {
  const { a } = await one()
  await a.offline()
  const id = a.create(draft('begun'))
  a.edit('Task', a.id('Task', 'task-p1'), (task) => {
    task.status = 'in-progress'
  })
  const { bundle, count } = a.context.outbox.exportBundle()
  expect(count).toBe(2)
  expect(bundle.entry?.map(({ fullUrl, request }) => [fullUrl, request])).toEqual([
    [`urn:uuid:${id}`, { method: 'POST', url: 'DocumentReference', ifNoneExist: madeBy(id) }],
    [expect.stringContaining('urn:uuid:'), { method: 'PUT', url: 'Task/task-p1', ifMatch: 'W/"1"' }],
  ])
})

test('a sign-in that ends in the middle keeps the queue and says so', async () => {
  const { ehr, a } = await one()
  ehr.ehr.faults.add({ behaviour: { kind: 'token-expired' } })
  const id = a.create(observation('Patient/p1'))
  await until(() => a.context.session.view().again === 'expired', 15_000)
  await until(() => a.context.outbox.counts().savedHere === 1)
  expect(a.context.sync.view()).toMatchObject({ state: 'offline', line: 'Sign in again, 1 saved here' })
  expect(a.context.session.user()?.name).toContain('Novak')
  ehr.ehr.faults.clear()
  await a.as('novak')
  await sentAll(a)
  expect(await ehr.all(`Observation?${madeBy(id)}`)).toHaveLength(1)
})

test('a server that asks to wait is left alone for so long', async () => {
  const { ehr, a } = await one()
  ehr.ehr.faults.add({
    when: { method: 'POST', path: '^Observation' },
    times: 1,
    behaviour: { kind: 'status', status: 429, retryAfter: 1 },
  })
  const began = Date.now()
  const id = a.create(observation('Patient/p1'))
  await sentAll(a)
  expect(Date.now() - began).toBeGreaterThan(950)
  expect(await ehr.all(`Observation?${madeBy(id)}`)).toHaveLength(1)
})

test('what the EHR refuses waits for a person with what depends on it; the rest goes on; an edit sends it again', async () => {
  const { ehr, a } = await one()
  ehr.ehr.faults.add({
    when: { method: 'POST', path: '^Encounter' },
    times: 1,
    behaviour: { kind: 'status', status: 422 },
  })
  await a.offline()
  const encounter = a.create({
    resourceType: 'Encounter',
    status: 'arrived',
    class: { code: 'AMB' },
    subject: { reference: 'Patient/p1' },
  } as Resource)
  const inside = a.create({ ...observation('Patient/p1'), encounter: { reference: `urn:uuid:${encounter}` } })
  const apart = a.create(observation('Patient/p2'))
  await a.online()
  await until(
    () => state(a, 'Encounter', encounter) === 'needs-you' && state(a, 'Observation', apart) === undefined,
    15_000,
  )
  expect(state(a, 'Observation', inside)).toBe('saved-here')
  expect(a.context.outbox.rows().map(({ reason }) => reason)).toEqual([
    expect.stringContaining('The EHR did not accept this'),
    'Waits for another change that needs you.',
  ])
  a.edit('Encounter', encounter, (resource) => {
    resource.status = 'triaged'
  })
  await sentAll(a)
  const [found] = await ehr.all<Observation>(`Observation?${madeBy(inside)}`)
  expect(found?.encounter?.reference).toBe(`Encounter/${a.read('Encounter', encounter)?.id}`)
})

test('a note written and signed offline arrives as a draft, then its parts and its signature, then signed', async () => {
  const { ehr, a } = await one()
  await a.offline()
  const note = a.create({
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: 'preliminary',
    subject: { reference: 'Patient/p1' },
    content: [{ attachment: { contentType: 'text/plain', data: 'QQ==' } }],
  })
  const vitals = a.create(observation('Patient/p1'))
  const seal = a.create({
    resourceType: 'Provenance',
    target: [{ reference: `urn:uuid:${note}` }],
    recorded: a.context.at(),
    agent: [{ who: { reference: 'Practitioner/novak' } }],
  })
  a.edit('DocumentReference', note, (resource) => {
    resource.docStatus = 'final'
  })
  await a.online()
  await sentAll(a)
  const [signed] = await ehr.all<DocumentReference>(`DocumentReference?${madeBy(note)}`)
  expect(signed?.docStatus).toBe('final')
  const versions = await ehr.all<DocumentReference>(`DocumentReference/${signed?.id}/_history`)
  expect(versions.map(({ docStatus }) => docStatus)).toEqual(['final', 'preliminary'])
  const signedAt = Date.parse(signed?.meta?.lastUpdated as string)
  const [part] = await ehr.all<Observation>(`Observation?${madeBy(vitals)}`)
  const [provenance] = await ehr.all<Provenance>(`Provenance?target=DocumentReference/${signed?.id}`)
  for (const earlier of [part, provenance])
    expect(Date.parse(earlier?.meta?.lastUpdated as string)).toBeLessThan(signedAt)
  expect(a.read('Provenance', seal)?.id).toBe(provenance?.id)
})

test('a signed note waits for a refused part of the same patient', async () => {
  const { ehr, a } = await one()
  ehr.ehr.faults.add({ when: { method: 'POST', path: '^Observation' }, behaviour: { kind: 'status', status: 422 } })
  const note = a.create({
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: 'preliminary',
    subject: { reference: 'Patient/p1' },
    content: [{ attachment: { contentType: 'text/plain', data: 'QQ==' } }],
  })
  await sentAll(a)
  const vitals = a.create(observation('Patient/p1'))
  await until(() => state(a, 'Observation', vitals) === 'needs-you')
  a.edit('DocumentReference', note, (resource) => {
    resource.docStatus = 'final'
  })
  await until(() =>
    a.context.outbox
      .rows()
      .some(({ reason }) => reason === 'The signed note waits for another change of this patient that needs you.'),
  )
  ehr.ehr.faults.clear()
  const row = a.context.outbox.rows().find(({ type }) => type === 'Observation')
  a.context.outbox.fix(row?.item as string, 'retry')
  await sentAll(a)
  expect((await ehr.all<DocumentReference>(`DocumentReference?${madeBy(note)}`))[0]?.docStatus).toBe('final')
})

test('a signature whose answer is lost is made once', async () => {
  const { ehr, a } = await one()
  ehr.ehr.faults.add({ when: { method: 'POST', path: '^Provenance' }, times: 1, behaviour: { kind: 'lost-response' } })
  a.create({
    resourceType: 'Provenance',
    target: [{ reference: 'Task/task-p1' }],
    recorded: a.context.at(),
    agent: [{ who: { reference: 'Practitioner/novak' } }],
  })
  await sentAll(a)
  expect(await ehr.all('Provenance?target=Task/task-p1')).toHaveLength(1)
})

test('new resources that refer to each other in a circle all arrive', async () => {
  const { ehr, a } = await one()
  const [order, specimen] = [a.context.newId(), a.context.newId()]
  await a.offline()
  a.create(
    {
      resourceType: 'ServiceRequest',
      status: 'active',
      intent: 'order',
      subject: { reference: 'Patient/p1' },
      specimen: [{ reference: `urn:uuid:${specimen}` }],
    },
    order,
  )
  a.create(
    { resourceType: 'Specimen', subject: { reference: 'Patient/p1' }, request: [{ reference: `urn:uuid:${order}` }] },
    specimen,
  )
  await a.online()
  await sentAll(a)
  const [found] = await ehr.all<Resource & { specimen: { reference: string }[] }>(`ServiceRequest?${madeBy(order)}`)
  expect(found?.specimen).toEqual([{ reference: `Specimen/${a.read('Specimen', specimen)?.id}` }])
})

test('a server that cannot patch gets the whole resource', async () => {
  const { ehr, a } = await one()
  ehr.ehr.faults.add({ behaviour: { kind: 'no-patch' } })
  a.edit('Task', a.id('Task', 'task-p1'), (task) => {
    task.status = 'in-progress'
  })
  await sentAll(a)
  expect((await ehr.get<Task>('Task/task-p1')).status).toBe('in-progress')
})

test('offline work of every kind arrives once after the EHR is back', async () => {
  const { ehr, a } = await one()
  await ehr.stopEhr()
  const made = Array.from({ length: 12 }, (_, n) => a.create(observation(`Patient/p${1 + (n % 4)}`, n)))
  for (let n = 1; n <= 4; n++) {
    a.edit('Task', a.id('Task', `task-p${n}`), (task) => {
      task.status = 'completed'
    })
  }
  await until(() => /^Offline since \d\d:\d\d, 16 saved here$/.test(a.context.sync.view().line), 15_000)
  await ehr.startEhr()
  await sentAll(a)
  for (const id of made) expect(await ehr.all(`Observation?${madeBy(id)}`)).toHaveLength(1)
  expect(await ehr.all('Task?status=completed')).toHaveLength(4)
  expect((await ehr.get<Task>('Task/task-p1')).meta?.versionId).toBe('2')
})

test('unknown fields and decimals come back as they were', async () => {
  const { ehr, a } = await one()
  const text = JSON.stringify({
    resourceType: 'Observation',
    status: 'final',
    subject: { reference: 'Patient/p1' },
    code: { text: 'Creatinine' },
    _issued: { extension: [{ url: 'http://example.org/why', valueString: 'not recorded' }] },
    extension: [{ url: 'http://example.org/of-another-vendor', valueDecimal: 0 }],
  }).replace('"valueDecimal":0', '"valueDecimal":1.10')
  const { body } = await ehr.send<Observation>('POST', 'Observation', text)
  const id = a.id('Observation', body.id as string)
  await until(() => a.read('Observation', id))
  a.edit('Observation', id, (resource) => {
    resource.valueQuantity = parseJson('{"value":88.40,"unit":"umol/L"}') as Observation['valueQuantity']
  })
  await sentAll(a)
  const { text: back } = await ehr.send('GET', `Observation/${body.id}`)
  for (const part of ['1.10', '88.40', '"_issued"', 'of-another-vendor']) expect(back).toContain(part)
  expect(a.context.store.row('Observation', id)?.json).toContain('88.40')
})
