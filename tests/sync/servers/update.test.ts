import type { AllergyIntolerance, Task } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { type Clinic, until, type Workstation } from '../../support/clinic.js'
import { at, needsYou, plan, struck } from '../../support/queue.js'
import { one, sentAll, state } from '../../support/sending.js'
import { clinicThat } from '../../support/servers.js'

const address = 'AllergyIntolerance/allergy-p1'
const ofAllergy = { path: `^${address}` }
const low = (a: Workstation): LocalId => {
  const id = a.id('AllergyIntolerance', 'allergy-p1')
  a.edit('AllergyIntolerance', id, (allergy) => {
    allergy.criticality = 'low'
  })
  return id
}
/** An edit an EHR may keep in part. */
const withExtension = (allergy: AllergyIntolerance): void => {
  allergy.criticality = 'low'
  allergy.extension = [{ url: 'http://example.org/why', valueString: 'told by the patient' }]
}
/** What the EHR has, without anything in the way. */
const inEhr = async (ehr: Clinic): Promise<[string | undefined, string | undefined]> => {
  ehr.ehr.faults.clear()
  const { criticality, meta } = await ehr.get<AllergyIntolerance>(address)
  return [criticality, meta?.versionId]
}
const patchSays = (text: string) => ({ method: 'PATCH', body: text })
const statuses = async (ehr: Clinic): Promise<(string | undefined)[]> => {
  ehr.ehr.faults.clear()
  const { body } = await ehr.send<{ entry: { request: { method: string } }[] }>('GET', `${address}/_history`)
  return body.entry.map(({ request }) => request.method)
}
/** Somebody else changes it while this workstation does not hear of it. */
async function behindItsBack(ehr: Clinic, a: Workstation, change: () => Promise<unknown>): Promise<LocalId> {
  await a.offline()
  const id = low(a)
  await change()
  // Nothing is pulled before the edit is sent.
  ehr.ehr.faults.add({
    when: { method: 'GET', path: '^[A-Z]\\w*(/_history)?\\?' },
    behaviour: { kind: 'status', status: 503 },
  })
  await a.online()
  return id
}

describe('updating, on a server that', () => {
  test('answers 404 to what vanished: deleted in the EHR, never brought back', async () => {
    const { ehr, a } = await at({ kind: 'forget-deleted' })
    plan(ehr, { kind: 'put-creates' })
    const id = await behindItsBack(ehr, a, () => ehr.send('DELETE', address))
    expect(await needsYou(a, 'AllergyIntolerance', id)).toContain('deleted in the EHR')
    expect(await statuses(ehr)).toEqual(['DELETE', 'POST'])
  })

  test('answers 405 to what vanished: deleted in the EHR, and others are patched as before', async () => {
    const { ehr, a } = await at({ kind: 'forget-deleted' })
    plan(ehr, { kind: 'status', status: 405 }, { method: ['PATCH', 'PUT'], ...ofAllergy })
    const id = await behindItsBack(ehr, a, () => ehr.send('DELETE', address))
    expect(await needsYou(a, 'AllergyIntolerance', id)).toContain('deleted in the EHR')
    plan(ehr, { kind: 'status', status: 500 }, { method: 'PUT' })
    a.edit('Task', a.id('Task', 'task-p1'), (task) => {
      task.status = 'in-progress'
    })
    await until(() => state(a, 'Task', a.id('Task', 'task-p1')) === undefined)
  })

  test('loses its answer', async () => {
    const { ehr, a } = await at({ kind: 'lost-response' }, patchSays('low'), 1)
    low(a)
    await sentAll(a)
    expect(struck(ehr)).toBe(1)
    expect(await inEhr(ehr)).toEqual(['low', '2'])
  })

  test('breaks its answer off after the work', async () => {
    const { ehr, a } = await at({ kind: 'truncated-body' }, patchSays('low'), 1)
    low(a)
    await sentAll(a)
    expect(await inEhr(ehr)).toEqual(['low', '2'])
  })

  for (const status of [408, 500]) {
    test(`answers ${status} after the work`, async () => {
      const { ehr, a } = await at({ kind: 'status-after', status }, patchSays('low'), 1)
      low(a)
      await sentAll(a)
      expect(await inEhr(ehr)).toEqual(['low', '2'])
    })
  }

  test('keeps another form and loses its answer: no conflict', async () => {
    const { ehr, a } = await at({ kind: 'normalise', how: ['text', 'order', 'decimals'] })
    plan(ehr, { kind: 'lost-response' }, patchSays('1.10'), 1)
    a.edit('Observation', a.id('Observation', 'observation-p1'), (resource) => {
      resource.valueQuantity = parseJson('{"value":1.10,"unit":"mmol/L"}') as typeof resource.valueQuantity
    })
    await sentAll(a)
    expect(struck(ehr, 1)).toBe(1)
    const { text } = await ehr.send('GET', 'Observation/observation-p1')
    expect(text).toContain('"value":1.1}')
    expect(text).toContain('"versionId":"2"')
  })

  test('ignores If-Match on PATCH: the test in the patch protects', async () => {
    const { ehr, a } = await at({ kind: 'ignore-if-match' })
    const id = await behindItsBack(ehr, a, () =>
      ehr.send('PATCH', address, [{ op: 'replace', path: '/criticality', value: 'unable-to-assess' }]),
    )
    expect(await needsYou(a, 'AllergyIntolerance', id)).toContain('at the same time')
    expect(await inEhr(ehr)).toEqual(['unable-to-assess', '2'])
  })

  test('ignores If-Match and tests on PATCH: it is found out, and compared with before anything is put', async () => {
    const { ehr, a } = await at({ kind: 'ignore-if-match' }, { method: 'PATCH' })
    plan(ehr, { kind: 'ignore-test' })
    plan(ehr, { kind: 'no-change-no-version' })
    const id = await behindItsBack(ehr, a, () =>
      ehr.send('PATCH', address, [{ op: 'replace', path: '/criticality', value: 'unable-to-assess' }]),
    )
    expect(await needsYou(a, 'AllergyIntolerance', id)).toContain('at the same time')
    expect(await inEhr(ehr)).toEqual(['unable-to-assess', '2'])
  })

  test('refuses to test what is in meta', async () => {
    const { ehr, a } = await at({ kind: 'refuse-test' })
    low(a)
    await sentAll(a)
    expect(await inEhr(ehr)).toEqual(['low', '2'])
  })

  for (const status of [405, 415, 501]) {
    test(`does not patch (${status})`, async () => {
      const { ehr, a } = await at({ kind: 'status', status }, { method: 'PATCH' })
      low(a)
      await sentAll(a)
      expect(await inEhr(ehr)).toEqual(['low', '2'])
    })
  }

  for (const status of [200, 201] as const) {
    test(`brings back by PUT what was deleted in that moment, answering ${status}`, async () => {
      const { ehr, a } = await at({ kind: 'no-patch' })
      plan(ehr, { kind: 'revive', status })
      // Deleted between being read and being put.
      plan(ehr, { kind: 'latency', milliseconds: 1_500 }, { method: 'PUT', ...ofAllergy }, 1)
      const id = low(a)
      await until(() => struck(ehr, 2) === 1)
      await ehr.send('DELETE', address)
      expect(await needsYou(a, 'AllergyIntolerance', id)).toContain('deleted in the EHR')
      expect(await statuses(ehr)).toEqual(['DELETE', 'PUT', 'DELETE', 'POST'])
      expect((await ehr.send('GET', address)).status).toBe(410)
    })
  }

  test('brings back by PUT what was deleted, and loses that answer', async () => {
    const { ehr, a } = await at({ kind: 'no-patch' })
    plan(ehr, { kind: 'revive', status: 200 })
    plan(ehr, { kind: 'latency', milliseconds: 1_500 }, { method: 'PUT', ...ofAllergy }, 1)
    plan(ehr, { kind: 'lost-response' }, { method: 'PUT', ...ofAllergy }, 1)
    const id = low(a)
    await until(() => struck(ehr, 2) === 1)
    await ehr.send('DELETE', address)
    expect(await needsYou(a, 'AllergyIntolerance', id)).toContain('deleted in the EHR')
    expect((await ehr.send('GET', address)).status).toBe(410)
  })

  test('ignores If-Match on DELETE: what somebody changed since it was brought back is not deleted', async () => {
    const { ehr, a } = await at({ kind: 'no-patch' })
    plan(ehr, { kind: 'revive', status: 200 })
    plan(ehr, { kind: 'latency', milliseconds: 1_500 }, { method: 'PUT', ...ofAllergy }, 1)
    plan(
      ehr,
      { kind: 'latency', milliseconds: 1_500 },
      { method: 'GET', path: '^AllergyIntolerance/allergy-p1/_history' },
      1,
    )
    plan(ehr, { kind: 'ignore-if-match' }, { method: 'DELETE' })
    const id = low(a)
    await until(() => struck(ehr, 2) === 1)
    await ehr.send('DELETE', address)
    await until(() => struck(ehr, 3) === 1)
    const revived = await ehr.get<AllergyIntolerance>(address)
    await ehr.send('PUT', address, { ...revived, criticality: 'unable-to-assess' })
    await needsYou(a, 'AllergyIntolerance', id)
    expect((await inEhr(ehr))[0]).toBe('unable-to-assess')
  })

  test('puts over what somebody changed in that moment, ignoring If-Match: theirs is put back, a person decides', async () => {
    const { ehr, a } = await at({ kind: 'no-patch' })
    plan(ehr, { kind: 'ignore-if-match' })
    plan(ehr, { kind: 'latency', milliseconds: 1_500 }, { method: 'PUT', ...ofAllergy }, 1)
    const id = low(a)
    await until(() => struck(ehr, 2) === 1)
    const theirs = await ehr.get<AllergyIntolerance>(address)
    await ehr.send('PUT', address, { ...theirs, criticality: 'unable-to-assess' })
    expect(await needsYou(a, 'AllergyIntolerance', id)).toContain('at the same time')
    expect((await inEhr(ehr))[0]).toBe('unable-to-assess')
  })

  test('gives no body', async () => {
    const { ehr, a } = await at({ kind: 'empty-body' }, { method: 'PATCH' })
    const id = low(a)
    await sentAll(a)
    expect(a.context.store.row('AllergyIntolerance', id)).toMatchObject({ version_id: '2', base: null })
    expect(await inEhr(ehr)).toEqual(['low', '2'])
  })

  test('answers with what was there before and drops what it does not know: no endless sending', async () => {
    const { ehr, a } = await at({ kind: 'stale-answer' })
    plan(ehr, { kind: 'normalise', how: ['extensions'] })
    const id = a.id('AllergyIntolerance', 'allergy-p1')
    a.edit('AllergyIntolerance', id, withExtension)
    await sentAll(a)
    const kept = a.context.store.db.prepare('SELECT json FROM kept_version').pluck().all() as string[]
    expect(kept.join()).toContain('told by the patient')
    expect(await inEhr(ehr)).toEqual(['low', '2'])
  })

  test('answers so, drops what it does not know and names its versions: a person is told, nothing is sent without end', async () => {
    const { ehr, a } = await clinicThat([{ kind: 'named-versions' }])
    plan(ehr, { kind: 'stale-answer' })
    plan(ehr, { kind: 'normalise', how: ['extensions'] })
    const id = a.id('AllergyIntolerance', 'allergy-p1')
    a.edit('AllergyIntolerance', id, withExtension)
    expect(await needsYou(a, 'AllergyIntolerance', id)).toContain('did not keep it')
    expect((await inEhr(ehr))[0]).toBe('low')
    expect(await statuses(ehr)).toEqual(['PUT', 'PUT', 'PUT', 'POST'])
  })

  test('answers so, drops what it does not know and has no versions: a person is told, the rest arrives', async () => {
    const { ehr, a } = await at({ kind: 'stale-answer' })
    plan(ehr, { kind: 'normalise', how: ['extensions'] })
    plan(ehr, { kind: 'no-version' })
    const id = a.id('AllergyIntolerance', 'allergy-p1')
    a.edit('AllergyIntolerance', id, withExtension)
    expect(await needsYou(a, 'AllergyIntolerance', id)).toContain('did not keep it')
    expect((await inEhr(ehr))[0]).toBe('low')
  })

  test('has no versions', async () => {
    const { ehr, a } = await clinicThat([{ kind: 'no-version' }])
    low(a)
    await sentAll(a)
    expect(await inEhr(ehr)).toEqual(['low', '2'])
  })

  test('makes no new version of what it takes for unchanged, and drops the change: a person is told', async () => {
    const { ehr, a } = await at({ kind: 'normalise', how: ['extensions'] })
    plan(ehr, { kind: 'no-change-no-version' })
    const id = a.id('AllergyIntolerance', 'allergy-p1')
    a.edit('AllergyIntolerance', id, (allergy) => {
      allergy.extension = [{ url: 'http://example.org/why', valueString: 'told by phone' }]
    })
    expect(await needsYou(a, 'AllergyIntolerance', id)).toBe('The EHR accepted this and did not keep it.')
    expect(a.read('AllergyIntolerance', id)?.extension?.[0]?.valueString).toBe('told by phone')
    expect((await inEhr(ehr))[1]).toBe('1')
  })

  test('answers with what was there before: the edit stays on screen and is not sent twice', async () => {
    const { ehr, a } = await at({ kind: 'stale-answer' })
    const id = low(a)
    const seen = new Set<string | undefined>()
    a.context.store.onChange(() => seen.add(a.read('AllergyIntolerance', id)?.criticality))
    await sentAll(a)
    expect(seen).toEqual(new Set(['low']))
    expect(await inEhr(ehr)).toEqual(['low', '2'])
  })

  test('answers with what was there before, and reads it so for a while', async () => {
    const { ehr, a } = await at({ kind: 'stale-answer' })
    const before = await ehr.send('GET', address)
    const stale = { kind: 'status', status: 503 } as const
    plan(ehr, stale, { method: 'GET', ...ofAllergy }, 1)
    const id = low(a)
    await sentAll(a)
    expect(before.text).toContain('high')
    expect(a.read('AllergyIntolerance', id)?.criticality).toBe('low')
    expect(await inEhr(ehr)).toEqual(['low', '2'])
  })

  test('drops part of an edit: its copy is shown, what was entered is kept', async () => {
    const { ehr, a } = await at({ kind: 'normalise', how: ['extensions', 'text'] })
    const id = a.id('AllergyIntolerance', 'allergy-p1')
    a.edit('AllergyIntolerance', id, (allergy) => {
      allergy.criticality = 'low'
      allergy.extension = [{ url: 'http://example.org/why', valueString: 'told by phone' }]
    })
    await sentAll(a)
    expect(a.read('AllergyIntolerance', id)).toMatchObject({ criticality: 'low', text: { status: 'generated' } })
    expect(a.read('AllergyIntolerance', id)?.extension).toBeUndefined()
    const kept = a.context.store.db.prepare('SELECT json FROM kept_version').pluck().all() as string[]
    expect(kept).toEqual([expect.stringContaining('told by phone')])
    expect(await inEhr(ehr)).toEqual(['low', '2'])
  })

  test('forbids a patient from now on: what is about them needs somebody, others go on', async () => {
    const { ehr, a } = await one()
    plan(ehr, { kind: 'hidden-patient', patient: 'p1', status: 403 })
    await a.offline()
    const hidden = low(a)
    const other = a.id('Task', 'task-p2')
    a.edit('Task', other, (task: Task) => {
      task.status = 'in-progress'
    })
    plan(ehr, { kind: 'status', status: 403 }, { path: '(allergy|Patient/)-?p1' })
    await a.online()
    expect(await needsYou(a, 'AllergyIntolerance', hidden)).toContain('no longer shows this patient’s record')
    await until(() => state(a, 'Task', other) === undefined)
  })

  test('knows nothing of a patient from now on (404): that is not taken for deleted', async () => {
    const { ehr, a } = await one()
    await a.offline()
    const hidden = low(a)
    plan(ehr, { kind: 'status', status: 404 }, { path: '(allergy-|Patient/)p1' })
    await a.online()
    expect(await needsYou(a, 'AllergyIntolerance', hidden)).toContain('no longer shows this patient’s record')
    expect(await inEhr(ehr)).toEqual(['high', '1'])
  })
})
