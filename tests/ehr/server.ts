import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Resource } from '../../main/ehr/search/values.js'
import { createEhr, type Ehr, type EhrOptions } from '../../main/ehr/server.js'

const TAG = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }

const practitioner = (id: string, family: string, role: string): Resource[] => [
  {
    resourceType: 'Practitioner',
    id,
    meta: { lastUpdated: '2024-01-01T08:00:00.000Z', tag: [TAG] },
    name: [{ prefix: ['Dr.'], given: ['Test'], family }],
  },
  {
    resourceType: 'PractitionerRole',
    id: `${id}-role`,
    meta: { lastUpdated: '2024-01-01T08:00:00.000Z', tag: [TAG] },
    practitioner: { reference: `Practitioner/${id}` },
    code: [{ coding: [{ system: 'https://rounds.example/fhir/role', code: role }] }],
  },
]

const loaded = (resourceType: string, id: string, more: Record<string, unknown>): Resource => ({
  resourceType,
  id,
  meta: { lastUpdated: '2024-01-02T08:00:00.000Z', tag: [TAG] },
  ...more,
})

/** A clinic just large enough to sign in to, and to refer to; Ada, whom most tests are about, comes last. */
export const SMALL_CLINIC: Resource[] = [
  ...practitioner('front', 'Deskworth', 'front-desk'),
  ...practitioner('doctor', "O'Hara", 'physician'),
  loaded('CareTeam', 'blue', { name: 'Blue team', status: 'active' }),
  loaded('Location', 'room-1', { name: 'Room 1', status: 'active' }),
  loaded('Patient', 'bob', { name: [{ family: 'Other', given: ['Bob'] }] }),
  loaded('Encounter', 'visit-1', {
    status: 'finished',
    class: { code: 'AMB' },
    subject: { reference: 'Patient/bob' },
    period: { start: '2024-01-02T08:00:00Z', end: '2024-01-02T08:20:00Z' },
  }),
  loaded('ServiceRequest', 'panel', { status: 'completed', intent: 'order', subject: { reference: 'Patient/bob' } }),
  loaded('Patient', 'ada', {
    identifier: [{ system: 'https://rounds.example/fhir/mrn', value: '204 118' }],
    name: [{ family: 'Núñez', given: ['Ada', 'Maria'] }],
    birthDate: '1950-03-09',
    gender: 'female',
  }),
]

export interface Reply {
  status: number
  headers: Headers
  text: string
  // Tests look into whatever resource comes back.
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what the test asserts.
  json: any
}

/** A client of a running EHR that speaks plain HTTP. */
export interface Client {
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  get(path: string, headers?: Record<string, string>): Promise<Reply>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>
  remove(path: string, headers?: Record<string, string>): Promise<Reply>
}

/** `path` is below the base address, or a whole address. A string body is sent as it is. */
export function client(base: string, token: string | undefined): Client {
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const type = method === 'PATCH' ? 'application/json-patch+json' : 'application/fhir+json'
    const response = await fetch(path.startsWith('http') ? path : `${base}/${path}`, {
      method,
      headers: {
        // A connection that is kept may be one to the server that had this address before.
        connection: 'close',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': type }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson && text ? JSON.parse(text) : undefined,
    }
  }
  return {
    send,
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers) => send('POST', path, body, headers),
    put: (path, body, headers) => send('PUT', path, body, headers),
    patch: (path, body, headers) => send('PATCH', path, body, headers),
    remove: (path, headers) => send('DELETE', path, undefined, headers),
  }
}

export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'rounds-ehr-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

export interface Running extends Client {
  ehr: Ehr
  /** A client signed in as that practitioner. */
  as(practitioner: string, scope?: string): Promise<Client>
}

/** Starts a server of its own for the test, with the small clinic unless told otherwise. */
export async function startEhr(options: Partial<EhrOptions> = {}): Promise<Running> {
  const data = options.data ?? temporaryDirectory()
  const ehr = await createEhr({ resources: SMALL_CLINIC, ...options, data })
  let closed = false
  const close = async () => {
    if (closed) return
    closed = true
    await ehr.close()
  }
  onTestFinished(close)
  return {
    ...client(ehr.url, ehr.systemToken),
    ehr: { ...ehr, close },
    as: async (id, scope) =>
      client(ehr.url, await ehr.mintToken({ fhirUser: `Practitioner/${id}`, ...(scope ? { scope } : {}) })),
  }
}

export const task = (more: Record<string, unknown> = {}) => ({
  resourceType: 'Task',
  status: 'requested',
  intent: 'order',
  for: { reference: 'Patient/ada' },
  ...more,
})
