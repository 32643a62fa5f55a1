import { expect, test } from 'vitest'
import { ids, make } from './found.js'
import { type Running, startEhr, task } from './server.js'

/** Every row: a search, and whether it finds the one resource made for it. */
async function expectFound(ehr: Running, type: string, id: string, rows: [string, boolean][]): Promise<void> {
  for (const [query, found] of rows) {
    const reply = await ehr.get(`${type}?${query}`, { prefer: 'handling=strict' })
    expect([query, reply.status]).toEqual([query, 200])
    expect([query, ids(reply).includes(id)]).toEqual([query, found])
    const counted = await ehr.get(`${type}?${query}&_summary=count`)
    expect([query, counted.json.total >= 1]).toEqual([query, ids(reply).length >= 1])
  }
}

test('patients are found by what the front desk knows', async () => {
  const ehr = await startEhr()
  const id = await make(ehr, {
    resourceType: 'Patient',
    active: true,
    identifier: [{ system: 'https://rounds.example/fhir/mrn', value: '555 019' }],
    name: [
      { family: 'van der Bergh', given: ['Zoë', 'K'] },
      { use: 'nickname', given: ['Zo'] },
    ],
    telecom: [
      { system: 'phone', value: '555-0147' },
      { system: 'email', value: 'zoe@example.org' },
    ],
    gender: 'female',
    birthDate: '1988-11-23',
    address: [{ city: 'Salem', line: ['4 Elm St'] }],
    generalPractitioner: [{ reference: 'Practitioner/doctor' }],
  })
  await expectFound(ehr, 'Patient', id, [
    [`_id=${id}`, true],
    [`_id=ada,${id}`, true],
    ['_id=ada', false],
    ['name=zoe', true],
    ['name=ZOË', true],
    ['name=bergh', false],
    ['name:contains=bergh', true],
    ['family=van%20der', true],
    ['family:exact=van%20der%20bergh', false],
    ['family:exact=van%20der%20Bergh', true],
    ['given=Zo&family=van', true],
    ['given=Ada', false],
    ['birthdate=1988-11-23', true],
    ['birthdate=1988', true],
    ['birthdate=1988-12', false],
    ['birthdate=ge1988-11-23&birthdate=lt1988-11-24', true],
    ['birthdate=gt1988-11-23', false],
    ['birthdate=ne1988-11-23', false],
    ['birthdate=sa1988-11-22', true],
    ['birthdate:missing=true', false],
    ['identifier=555%20019', true],
    ['identifier=https://rounds.example/fhir/mrn|555%20019', true],
    ['identifier=https://rounds.example/fhir/other|555%20019', false],
    ['identifier=|555%20019', false],
    ['identifier=https://rounds.example/fhir/mrn|', true],
    ['phone=555-0147', true],
    ['phone=zoe@example.org', false],
    ['email=zoe@example.org', true],
    ['gender=female', true],
    ['gender=male,female', true],
    ['gender:not=female', false],
    ['active=true', true],
    ['address=4%20elm', true],
    ['address-city=sal', true],
    ['general-practitioner=doctor', true],
    ['general-practitioner=Practitioner/doctor', true],
    ['general-practitioner:Practitioner=doctor', true],
    ['general-practitioner=Organization/doctor', false],
    ['general-practitioner:missing=true', false],
    ['organization:missing=true', true],
  ])
})

test('a chart is found by patient, code, category, status and date', async () => {
  const ehr = await startEhr()
  const coding = (system: string, code: string) => ({ coding: [{ system, code }] })
  const id = await make(ehr, {
    resourceType: 'Observation',
    status: 'final',
    category: [coding('http://terminology.hl7.org/CodeSystem/observation-category', 'vital-signs')],
    code: {
      coding: [
        { system: 'http://loinc.org', code: '59408-5' },
        { system: 'http://loinc.org', code: '2708-6' },
      ],
    },
    subject: { reference: 'Patient/ada' },
    encounter: { reference: 'Encounter/visit-1' },
    effectiveDateTime: '2024-05-05T10:11:12-04:00',
    meta: { tag: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }] },
  })
  await expectFound(ehr, 'Observation', id, [
    ['patient=ada', true],
    ['patient=Patient/ada', true],
    [`patient=${encodeURIComponent(`${ehr.ehr.url}/Patient/ada`)}`, true],
    ['subject=Patient/ada', true],
    ['subject=ada', true],
    ['patient=bob', false],
    ['patient=bob,ada', true],
    ['code=2708-6', true],
    ['code=http://loinc.org|59408-5&patient=ada', true],
    ['code=http://snomed.info/sct|59408-5', false],
    ['code:not=59408-5', false],
    ['category=vital-signs&patient=ada', true],
    ['category=laboratory', false],
    ['status=final', true],
    ['status=amended,final', true],
    ['status:not=final', false],
    ['status:missing=false', true],
    ['date=2024-05-05', true],
    ['date=2024-05-05T14:11:12Z', true],
    ['date=ge2024-05-05T14:11:12Z', true],
    ['date=gt2024-05-05T14:11:12Z', false],
    ['date=le2024-05-05&date=ge2024-05-05', true],
    ['date=lt2024-05-05', false],
    ['encounter=visit-1', true],
    ['encounter=Encounter/visit-1&code=2708-6&date=2024', true],
    ['_tag=HTEST', true],
    ['_tag=http://terminology.hl7.org/CodeSystem/v3-ActReason|OTHER', false],
    ['specimen:missing=true', true],
    ['specimen:missing=false', false],
  ])
})

test('appointments, tasks, orders and notes are found by what each screen asks', async () => {
  const ehr = await startEhr()
  const appointment = await make(ehr, {
    resourceType: 'Appointment',
    status: 'booked',
    start: '2024-06-01T09:00:00Z',
    end: '2024-06-01T09:20:00Z',
    participant: [
      { actor: { reference: 'Practitioner/doctor' }, status: 'accepted' },
      { actor: { reference: 'Patient/ada' }, status: 'accepted' },
      { actor: { reference: 'Location/room-1' }, status: 'accepted' },
    ],
  })
  await expectFound(ehr, 'Appointment', appointment, [
    ['date=ge2024-06-01&date=lt2024-06-02', true],
    ['date=ge2024-06-02', false],
    ['patient=ada', true],
    ['patient=doctor', false],
    ['practitioner=doctor&status=booked,arrived', true],
    ['location=room-1', true],
    ['actor=Patient/ada', true],
    ['actor=Location/room-1', true],
  ])
  const work = await make(ehr, {
    ...task({
      status: 'in-progress',
      owner: { reference: 'Practitioner/doctor' },
      focus: { reference: 'ServiceRequest/panel' },
    }),
    code: { coding: [{ system: 'https://rounds.example/fhir/task-kind', code: 'result-review' }] },
    authoredOn: '2024-06-01T08:00:00Z',
  })
  await expectFound(ehr, 'Task', work, [
    ['status=requested,in-progress&owner=Practitioner/doctor', true],
    ['status=requested', false],
    ['owner=CareTeam/blue,Practitioner/doctor', true],
    ['code=result-review&patient=ada', true],
    ['focus=ServiceRequest/panel', true],
    ['authored-on=ge2024-06-01', true],
  ])
  const order = await make(ehr, {
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/ada' },
    requester: { reference: 'Practitioner/doctor' },
    occurrenceDateTime: '2024-06-01',
    authoredOn: '2024-05-20T08:00:00Z',
  })
  await expectFound(ehr, 'ServiceRequest', order, [
    ['status=active&specimen:missing=true', true],
    ['occurrence=le2024-06-01', true],
    ['occurrence=lt2024-06-01', false],
    ['requester=doctor&authored=2024-05-20', true],
  ])
  const note = await make(ehr, {
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: 'preliminary',
    type: { coding: [{ system: 'http://loinc.org', code: '11506-3' }] },
    subject: { reference: 'Patient/ada' },
    date: '2024-06-01T09:15:00Z',
    content: [{ attachment: { contentType: 'application/json', data: 'e30=' } }],
    context: { encounter: [{ reference: 'Encounter/visit-1' }], period: { start: '2024-06-01T09:00:00Z' } },
  })
  await expectFound(ehr, 'DocumentReference', note, [
    ['type=http://loinc.org|11506-3&patient=ada', true],
    ['docstatus=preliminary', true],
    ['encounter=visit-1', true],
    ['period=ge2025', true],
    ['period=lt2024', false],
    ['date=2024-06', true],
  ])
  const proof = await make(ehr, {
    resourceType: 'Provenance',
    target: [{ reference: `DocumentReference/${note}` }],
    recorded: '2024-06-01T09:20:00Z',
    agent: [{ who: { reference: 'Practitioner/doctor' } }],
  })
  await expectFound(ehr, 'Provenance', proof, [
    [`target=DocumentReference/${note}`, true],
    ['target=DocumentReference/other', false],
  ])
  const tube = await make(ehr, {
    resourceType: 'Specimen',
    subject: { reference: 'Patient/ada' },
    accessionIdentifier: { system: 'https://rounds.example/fhir/accession', value: 'A-77' },
    request: [{ reference: `ServiceRequest/${order}` }],
  })
  await expectFound(ehr, 'Specimen', tube, [
    ['accession=A-77', true],
    [`request=ServiceRequest/${order}`, true],
  ])
})

test('an update moves a resource in every index; a deletion takes it out', async () => {
  const ehr = await startEhr()
  const id = await make(ehr, task({ owner: { reference: 'Practitioner/doctor' } }))
  await ehr.put(`Task/${id}`, { ...task({ status: 'completed', owner: { reference: 'Practitioner/front' } }), id })
  await expectFound(ehr, 'Task', id, [
    ['owner=doctor', false],
    ['owner=front', true],
    ['status=requested', false],
    ['status=completed', true],
  ])
  await ehr.remove(`Task/${id}`)
  await expectFound(ehr, 'Task', id, [
    ['owner=front', false],
    ['patient=ada', false],
    [`_id=${id}`, false],
  ])
})

test('_lastUpdated takes prefixes and the precision it is written with', async () => {
  let now = Date.parse('2030-05-05T12:00:00.500Z')
  const ehr = await startEhr({ clock: () => now })
  const first = await make(ehr, task())
  now += 1000
  const second = await make(ehr, task())
  const rows: [string, string[]][] = [
    ['ge2030-05-05T12:00:01.500Z', [second]],
    ['gt2030-05-05T12:00:00.500Z', [second]],
    ['ge2030-05-05T12:00:00.500Z', [first, second]],
    ['le2030-05-05T12:00:00.500Z', [first]],
    ['lt2030-05-05T12:00:00.500Z', []],
    ['2030-05-05T12:00:00Z', [first]],
    ['2030-05-05', [first, second]],
    ['ge2030-05-05T14:00:01.500%2B02:00', [second]],
  ]
  for (const [value, found] of rows)
    expect([value, ids(await ehr.get(`Task?_lastUpdated=${value}`))]).toEqual([value, found])
})

test('a comma or bar that belongs to a value is escaped', async () => {
  const ehr = await startEhr()
  const id = await make(ehr, task({ identifier: [{ system: 's', value: 'a,b|c' }] }))
  expect(ids(await ehr.get(`Task?identifier=${encodeURIComponent('s|a\\,b\\|c')}`))).toEqual([id])
  expect(ids(await ehr.get(`Task?identifier=${encodeURIComponent('s|a,b|c')}`))).toEqual([])
})

test('the CapabilityStatement names only parameters that work', async () => {
  const ehr = await startEhr()
  const statement = (await ehr.get('metadata')).json
  const examples: Record<string, string> = {
    date: '2024',
    token: 'x',
    reference: 'Patient/x',
    string: 'x',
    uri: 'urn:x',
  }
  for (const { type, searchParam } of statement.rest[0].resource) {
    const query = searchParam
      .map((each: { name: string; type: string }) => `${each.name}=${examples[each.type]}`)
      .join('&')
    const reply = await ehr.get(`${type}?${query}`, { prefer: 'handling=strict' })
    expect([type, reply.status]).toEqual([type, 200])
  }
})
