import type { AllergyIntolerance, DocumentReference, Observation, Provenance, Resource, Task } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import type { LocalId } from '../../shared/kernel/ids.js'
import { parseJson } from '../../shared/kernel/json.js'
import { until } from '../support/clinic.js'
import { two } from '../support/desk.js'
import { madeBy, observation, one, sentAll, state } from '../support/sending.js'

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

test('a sign-in that ends in the middle keeps the queue and says so', async () => {
  const { ehr, a } = await one()
  ehr.ehr.faults.add({ behaviour: { kind: 'token-expired' } })
  const id = a.create(observation('Patient/p1'))
  await until(() => a.context.session.view().again === 'expired')
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
  await until(() => a.context.outbox.rows().some(({ behind }) => behind?.because === 'signature' && behind.needsYou))
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
  await until(() => /^Offline since \d\d:\d\d, 16 saved here$/.test(a.context.sync.view().line))
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

test('a measured value keeps the digits that were typed, on its way to the EHR and to another workstation', async () => {
  const { ehr, a, b, patient } = await two('ruiz', 'hale')
  const values = { temperature: '37.0', weight: '84.50', height: '170' }
  const { observations } = await a.do('vitals.record', { patient, values })
  await sentAll(a.station)
  const { text } = await ehr.send('GET', `Observation?${madeBy(observations[0] as LocalId)}`)
  expect(text).toMatch(/"value":\s*37\.0\b/)
  for (const desk of [a, b]) {
    const shown = () =>
      desk.see('chart.view', { patient }).vitals.map(({ name, readings }) => `${name} ${readings[0]?.text}`)
    await until(() => shown().includes('Weight 84.50'))
    expect(shown()).toEqual(expect.arrayContaining(['Temperature 37.0', 'Height 170', 'Body mass index 29.2']))
  }
})
