import type { AllergyIntolerance, DocumentReference, Observation, Patient, Resource } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { until } from '../support/clinic.js'
import { draft, madeBy, nothing, observation, one, sentAll, state, textOf } from '../support/sending.js'

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
    await until(() => state(a, 'AllergyIntolerance', id) === 'needs-you')
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
  await until(() => state(a, 'Task', id) === 'needs-you')
  expect((await ehr.send('GET', 'Task/task-p1')).status).toBe(410)
  const [row] = a.context.outbox.rows()
  expect(row).toMatchObject({ fixes: ['take-theirs'], reason: 'It was deleted in the EHR while it was changed here.' })
  a.context.outbox.fix(row?.item as string, 'take-theirs')
  expect(a.read('Task', id)).toBeUndefined()
  expect(a.context.outbox.counts()).toEqual(nothing)
})

/** A draft the EHR has, written on without a network. */
async function writtenOffline(text: string) {
  const { ehr, a } = await one()
  const note = a.create(draft('begun'))
  await sentAll(a)
  const serverId = a.read('DocumentReference', note)?.id as string
  await a.offline()
  a.edit('DocumentReference', note, (resource) => {
    resource.content = draft(text).content
  })
  return { ehr, a, note, serverId }
}

test('a draft written on at two places keeps both texts and waits for a person', async () => {
  const { ehr, a, note, serverId } = await writtenOffline('mine')
  await ehr.send('PATCH', `DocumentReference/${serverId}`, [
    { op: 'replace', path: '/content', value: draft('theirs').content },
  ])
  await a.online()
  await until(() => state(a, 'DocumentReference', note) === 'needs-you')
  const kept = a.context.store.db.prepare('SELECT json FROM kept_version ORDER BY seq').all() as { json: string }[]
  expect(kept.map(({ json }) => textOf(JSON.parse(json) as DocumentReference))).toEqual(['mine', 'theirs'])
  expect(textOf(a.read('DocumentReference', note))).toBe('mine')
})

test('the text of a draft the EHR deleted goes on as a new draft', async () => {
  const { ehr, a, note, serverId } = await writtenOffline('not to be lost')
  await ehr.send('DELETE', `DocumentReference/${serverId}`)
  await a.online()
  await until(() => state(a, 'DocumentReference', note) === 'needs-you')
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

test('what the EHR refuses waits for a person with what depends on it; the rest goes on; an edit sends it again', async () => {
  const { ehr, a } = await one()
  ehr.ehr.faults.add({
    when: { method: 'POST', path: '^Encounter' },
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
  await until(() => state(a, 'Encounter', encounter) === 'needs-you' && state(a, 'Observation', apart) === undefined)
  expect(state(a, 'Observation', inside)).toBe('saved-here')
  const [refused, waiting] = a.context.outbox.rows()
  expect(refused?.reason).toContain('The EHR did not accept this')
  expect(waiting?.behind).toEqual({ item: refused?.item, because: 'reference', needsYou: true })
  ehr.ehr.faults.clear()
  a.edit('Encounter', encounter, (resource) => {
    resource.status = 'triaged'
  })
  await sentAll(a)
  const [found] = await ehr.all<Observation>(`Observation?${madeBy(inside)}`)
  expect(found?.encounter?.reference).toBe(`Encounter/${a.read('Encounter', encounter)?.id}`)
})
