import type { Observation, Patient, Provenance } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { until } from '../../support/clinic.js'
import { arrivedOnce, at, needsYou, plan, struck } from '../../support/queue.js'
import { madeBy, observation, one, sentAll, state } from '../../support/sending.js'

const posts = { method: 'POST', path: '^Observation' }
const ofEhr = (a: {
  context: { store: { row(type: string, id: string): { server_id: string | null } | undefined } }
}) => a.context.store

describe('creating, on a server that', () => {
  test('loses its answer', async () => {
    const { ehr, a } = await at({ kind: 'lost-response' }, posts, 1)
    await arrivedOnce(ehr, a, 'Observation', a.create(observation('Patient/p1')))
    expect(struck(ehr)).toBe(1)
  })

  test('breaks its answer off after the work', async () => {
    const { ehr, a } = await at({ kind: 'truncated-body' }, posts, 1)
    await arrivedOnce(ehr, a, 'Observation', a.create(observation('Patient/p1')))
  })

  test('answers 500 after the work', async () => {
    const { ehr, a } = await at({ kind: 'status-after', status: 500 }, posts, 1)
    await arrivedOnce(ehr, a, 'Observation', a.create(observation('Patient/p1')))
  })

  test('answers 408 after the work', async () => {
    const { ehr, a } = await at({ kind: 'status-after', status: 408 }, posts, 1)
    await arrivedOnce(ehr, a, 'Observation', a.create(observation('Patient/p1')))
  })

  test('hides behind a page that asks to sign in to the network', async () => {
    const { ehr, a } = await at({ kind: 'html-page' }, posts, 1)
    await arrivedOnce(ehr, a, 'Observation', a.create(observation('Patient/p1')))
  })

  test('does the work and lets a proxy answer with a page, ignoring If-None-Exist', async () => {
    const { ehr, a } = await at({ kind: 'html-after' }, posts, 1)
    plan(ehr, { kind: 'ignore-if-none-exist' })
    await arrivedOnce(ehr, a, 'Observation', a.create(observation('Patient/p1')))
  })

  test('answers 409 to creates at the same time', async () => {
    const { ehr, a } = await at({ kind: 'status', status: 409 }, posts, 2)
    await arrivedOnce(ehr, a, 'Observation', a.create(observation('Patient/p1')))
  })

  test('ignores If-None-Exist and loses its answer', async () => {
    const { ehr, a } = await at({ kind: 'lost-response' }, posts, 1)
    plan(ehr, { kind: 'ignore-if-none-exist' })
    await arrivedOnce(ehr, a, 'Observation', a.create(observation('Patient/p1')))
  })

  test('gives no body, with Location', async () => {
    const { ehr, a } = await at({ kind: 'empty-body' }, posts)
    await arrivedOnce(ehr, a, 'Observation', a.create(observation('Patient/p1')))
    expect(a.context.sync.view().state).toBe('online')
  })

  for (const form of ['without-history', 'relative', 'other-host', 'content-location', 'none'] as const) {
    const how = { none: 'only an ETag', 'content-location': 'Content-Location' }[form as 'none'] ?? `Location ${form}`
    test(`gives no body, with ${how}`, async () => {
      const { ehr, a } = await at({ kind: 'empty-body' }, posts)
      plan(ehr, { kind: 'location', form }, posts)
      const problems: unknown[] = []
      a.context.store.onChange(() => {
        if (a.context.sync.view().state === 'offline') problems.push('offline')
      })
      await arrivedOnce(ehr, a, 'Observation', a.create(observation('Patient/p1')))
      expect(problems).toEqual([])
    })
  }

  test('gives nothing at all: no body, no Location, no ETag', async () => {
    const { ehr, a } = await at({ kind: 'empty-body' }, posts)
    plan(ehr, { kind: 'location', form: 'none' }, posts)
    plan(ehr, { kind: 'no-etag' }, posts)
    await arrivedOnce(ehr, a, 'Observation', a.create(observation('Patient/p1')))
  })

  test('has no ETags', async () => {
    const { ehr, a } = await at({ kind: 'no-etag' })
    const id = a.create(observation('Patient/p1'))
    await arrivedOnce(ehr, a, 'Observation', id)
    expect(ofEhr(a).row('Observation', id)).toMatchObject({ version_id: '1' })
  })

  test('loses its answer, and somebody deletes it before it is asked for again: it is not made anew', async () => {
    const { ehr, a } = await at({ kind: 'lost-response' }, posts, 1)
    const [id, other] = [a.create(observation('Patient/p1', 60)), a.context.newId()]
    await until(() => struck(ehr) === 1)
    await a.offline()
    const [made] = await ehr.all<Observation>(`Observation?${madeBy(id)}`)
    await ehr.send('DELETE', `Observation/${made?.id}`)
    a.create(observation('Patient/p1', 70), other)
    await a.online()
    await arrivedOnce(ehr, a, 'Observation', other)
    expect(await ehr.all(`Observation?${madeBy(id)}`)).toEqual([])
    expect(a.read('Observation', id)).toBeUndefined()
  })

  test('loses its answer, and somebody deletes it while it is edited on: a person decides', async () => {
    const { ehr, a } = await at({ kind: 'lost-response' }, posts, 1)
    const id = a.create(observation('Patient/p1', 60))
    await until(() => struck(ehr) === 1)
    await a.offline()
    const [made] = await ehr.all<Observation>(`Observation?${madeBy(id)}`)
    await ehr.send('DELETE', `Observation/${made?.id}`)
    a.edit('Observation', id, (resource) => {
      resource.valueQuantity = { value: 61, unit: '/min' }
    })
    await a.online()
    expect(await needsYou(a, 'Observation', id)).toMatch(/deleted/)
    expect(a.read('Observation', id)?.valueQuantity?.value).toBe(61)
    expect(await ehr.all(`Observation?${madeBy(id)}`)).toEqual([])
  })

  test('made it twice with the same content: one goes by its id, the other is shown beside it', async () => {
    const { ehr, a } = await one()
    const id = a.context.newId()
    const twin = {
      ...observation('Patient/p1'),
      identifier: [{ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` }],
    }
    await a.offline()
    a.create(observation('Patient/p1'), id)
    for (let n = 0; n < 2; n++) await ehr.send('POST', 'Observation', twin)
    await a.online()
    await sentAll(a)
    await until(() => a.context.store.ofPatient(a.id('Patient', 'p1'), 'Observation').length === 3)
    const shown = a.context.store.ofPatient(a.id('Patient', 'p1'), 'Observation').map(({ resource }) => resource.id)
    expect(new Set(shown).size).toBe(3)
  })

  test('made it twice with different contents: a person is told, both are kept, and a way out is there', async () => {
    const { ehr, a } = await one()
    const id = a.context.newId()
    const identifier = [{ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` }]
    await a.offline()
    a.create(observation('Patient/p1', 60), id)
    const { body: first } = await ehr.send<Observation>('POST', 'Observation', {
      ...observation('Patient/p1', 60),
      identifier,
    })
    const { body: second } = await ehr.send<Observation>('POST', 'Observation', {
      ...observation('Patient/p1', 90),
      identifier,
    })
    await a.online()
    expect(await needsYou(a, 'Observation', id)).toMatch(/holds this twice, and the two differ.*removed there/)
    const kept = a.context.store.db
      .prepare(`SELECT json FROM kept_version WHERE side = 'ehr'`)
      .pluck()
      .all() as string[]
    expect(kept.map((json) => (JSON.parse(json) as Observation).id).sort()).toEqual([first.id, second.id].sort())
    await ehr.send('DELETE', `Observation/${second.id}`)
    const row = a.context.outbox.rows().find((other) => other.id === id)
    a.context.outbox.fix(row?.item as string, 'retry')
    await arrivedOnce(ehr, a, 'Observation', id)
    expect(a.read('Observation', id)?.id).toBe(first.id)
  })

  test('answers 412 to conditions it does not understand', async () => {
    const { ehr, a } = await one()
    ehr.ehr.faults.add({ when: posts, times: 1, behaviour: { kind: 'status', status: 412 } })
    await arrivedOnce(ehr, a, 'Observation', a.create(observation('Patient/p1')))
  })

  test('keeps another form of what it was sent: text, order, decimals', async () => {
    const { ehr, a } = await at({ kind: 'normalise', how: ['text', 'order', 'decimals'] })
    const id = a.create(observation('Patient/p1', 1.1))
    await arrivedOnce(ehr, a, 'Observation', id)
    expect(a.read('Observation', id)?.text?.status).toBe('generated')
    expect(a.context.store.db.prepare('SELECT count(*) FROM kept_version').pluck().get()).toBe(0)
  })

  test('keeps another form and loses its answer while it is edited on: no conflict, the edit arrives', async () => {
    const { ehr, a } = await at({ kind: 'normalise', how: ['text', 'order', 'extensions'] })
    plan(ehr, { kind: 'lost-response' }, posts, 1)
    const id = a.create({
      ...observation('Patient/p1', 60),
      extension: [{ url: 'http://example.org/why', valueString: 'felt faint' }],
    })
    await until(() => struck(ehr, 1) === 1)
    a.edit('Observation', id, (resource) => {
      resource.valueQuantity = { value: 61, unit: '/min' }
    })
    await sentAll(a)
    const [found] = await ehr.all<Observation>(`Observation?${madeBy(id)}`)
    expect(found?.valueQuantity?.value).toBe(61)
  })

  test('drops what it does not know: its copy is shown, what was entered is kept', async () => {
    const { ehr, a } = await at({ kind: 'normalise', how: ['extensions'] }, posts)
    const extension = [{ url: 'http://example.org/why', valueString: 'felt faint' }]
    const id = a.create({ ...observation('Patient/p1'), extension })
    await arrivedOnce(ehr, a, 'Observation', id)
    expect(a.read('Observation', id)?.extension).toBeUndefined()
    const kept = a.context.store.db.prepare('SELECT why, json FROM kept_version').all() as {
      why: string
      json: string
    }[]
    expect(kept).toEqual([
      { why: 'The EHR did not keep all of this as it was entered here.', json: expect.stringContaining('felt faint') },
    ])
    expect(struck(ehr)).toBe(1)
  })

  test('chooses ids itself: nothing is ever put to an id of ours', async () => {
    const { ehr, a } = await one()
    plan(ehr, { kind: 'status', status: 500 }, { method: 'PUT' })
    const id = a.create({ resourceType: 'Patient', name: [{ family: 'New' }] } as Patient)
    await arrivedOnce(ehr, a, 'Patient', id)
    expect(struck(ehr)).toBe(0)
    expect(a.read('Patient', id)?.id).not.toBe(id)
  })

  test('no longer takes a signature it has: one signature, whatever is lost', async () => {
    const { ehr, a } = await at({ kind: 'lost-response' }, { method: 'POST', path: '^Provenance' }, 2)
    plan(ehr, { kind: 'normalise', how: ['order'] })
    const seal: Provenance = {
      resourceType: 'Provenance',
      target: [{ reference: 'Task/task-p1' }],
      recorded: a.context.at(),
      agent: [{ who: { reference: 'Practitioner/novak' } }],
    }
    a.create(seal)
    await sentAll(a)
    expect(await ehr.all('Provenance?target=Task/task-p1')).toHaveLength(1)
  })

  test('refuses one for good: it alone needs somebody, and the words are a clinic’s', async () => {
    const { ehr, a } = await at({ kind: 'status', status: 422 }, { method: 'POST', path: '^Observation', body: 'p2' })
    const refused = a.create(observation('Patient/p2'))
    const fine = [a.create(observation('Patient/p1')), a.create(observation('Patient/p3'))]
    expect(await needsYou(a, 'Observation', refused)).toMatch(/^The EHR did not accept this/)
    await until(() => fine.every((id) => state(a, 'Observation', id) === undefined))
    expect(await ehr.all(`Observation?${madeBy(fine[0] as typeof refused)}`)).toHaveLength(1)
  })
})
