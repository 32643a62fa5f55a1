import { expect, test } from 'vitest'
import { type Running, startEhr } from './server.js'

const note = (more: Record<string, unknown> = {}) => ({
  resourceType: 'DocumentReference',
  status: 'current',
  docStatus: 'final',
  subject: { reference: 'Patient/ada' },
  content: [{ attachment: { contentType: 'text/plain', data: 'c2lnbmVk' } }],
  ...more,
})

async function signed(): Promise<{ ehr: Running; id: string }> {
  const ehr = await startEhr()
  const { id } = (await ehr.post('DocumentReference', note())).json
  return { ehr, id }
}

test('what is signed is not changed, by PUT, PATCH or in a transaction', async () => {
  const { ehr, id } = await signed()
  const other = note({ id, content: [{ attachment: { contentType: 'text/plain', data: 'b3RoZXI=' } }] })
  const replace = (path: string, value: unknown) => [{ op: 'replace', path, value }]
  const answers = [
    await ehr.put(`DocumentReference/${id}`, other),
    await ehr.patch(`DocumentReference/${id}`, replace('/content/0/attachment/data', 'b3RoZXI=')),
    await ehr.patch(`DocumentReference/${id}`, replace('/subject', { reference: 'Patient/other' })),
    await ehr.patch(`DocumentReference/${id}`, replace('/docStatus', 'preliminary')),
    await ehr.post('', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ resource: other, request: { method: 'PUT', url: `DocumentReference/${id}` } }],
    }),
  ]
  for (const { status, json } of answers) {
    expect(status).toBe(422)
    expect(json.issue[0]).toMatchObject({ severity: 'error', code: 'business-rule' })
    expect(json.issue[0].diagnostics).toContain('This document is signed')
  }
  expect((await ehr.get(`DocumentReference/${id}`)).json).toMatchObject({ ...note(), meta: { versionId: '1' } })
})

test('what is signed is not deleted, by itself or in a transaction; a draft is', async () => {
  const { ehr, id } = await signed()
  const request = { method: 'DELETE', url: `DocumentReference/${id}` }
  const answers = [
    await ehr.remove(`DocumentReference/${id}`),
    await ehr.post('', { resourceType: 'Bundle', type: 'transaction', entry: [{ request }] }),
  ]
  for (const { status, json } of answers) {
    expect(status).toBe(422)
    expect(json.issue[0].diagnostics).toContain('it is not deleted')
  }
  expect((await ehr.get(`DocumentReference/${id}`)).status).toBe(200)
  const { id: draft } = (await ehr.post('DocumentReference', note({ docStatus: 'preliminary' }))).json
  expect((await ehr.remove(`DocumentReference/${draft}`)).status).toBe(204)
})

test('what may still be said of it: superseded, who vouches besides, what it led to, entered in error', async () => {
  const { ehr, id } = await signed()
  const { id: other } = (await ehr.post('DocumentReference', note())).json
  const changes = [
    { status: 'superseded' },
    { authenticator: { display: 'Dr Lena Novak' } },
    { relatesTo: [{ code: 'signs', target: { reference: `DocumentReference/${other}` } }] },
    { context: { related: [{ reference: 'Patient/ada' }] } },
    { docStatus: 'amended' },
    { docStatus: 'entered-in-error', status: 'entered-in-error' },
  ]
  let now: Record<string, unknown> = note({ id })
  for (const change of changes) {
    now = { ...now, ...change }
    expect((await ehr.put(`DocumentReference/${id}`, now)).status).toBe(200)
  }
})

test('a draft is written on as before', async () => {
  const ehr = await startEhr()
  const { id } = (await ehr.post('DocumentReference', note({ docStatus: 'preliminary' }))).json
  const content = [{ attachment: { contentType: 'text/plain', data: 'b3RoZXI=' } }]
  expect((await ehr.put(`DocumentReference/${id}`, note({ id, content }))).status).toBe(200)
})
