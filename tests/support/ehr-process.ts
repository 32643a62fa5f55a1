import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bundle, Resource } from '@medplum/fhirtypes'
import { root } from '../../build/root.ts'
import type { Fault } from '../../main/ehr/faults/fault.ts'

/** The embedded EHR as a process of its own, read by plain HTTP as any other system would. */
export interface EhrProcess {
  url: string
  /** Whether it listens now. */
  running(): boolean
  stop(): Promise<void>
  /** Starts it again on the same port and data. */
  start(): Promise<void>
  get<T extends Resource>(path: string): Promise<T>
  /** A search's resources, all pages. */
  search<T extends Resource>(path: string): Promise<T[]>
  post<T extends Resource>(resource: T): Promise<T>
  transaction(bundle: Bundle): Promise<Bundle>
  /** A JSON Patch, as another system would send it. */
  patch(path: string, operations: readonly object[]): Promise<Resource>
  /** From here on it answers badly in that way; `well` ends every such plan. */
  badly(fault: Fault): Promise<void>
  well(): Promise<void>
  /** Stops it and removes its data. */
  end(): Promise<void>
}

/** Starts an EHR with a practice clinic of that size. */
export const startEhr = async (options: { patients?: number; seed?: number } = {}): Promise<EhrProcess> => {
  const data = mkdtempSync(join(tmpdir(), 'rounds-ehr-'))
  const tokenFile = join(data, 'token')
  /** Its own choice at the first start. */
  let port = 0
  let child: ChildProcess | undefined

  const start = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const args = ['--port', String(port), '--data', join(data, 'db'), '--token', tokenFile]
      const size = ['--patients', String(options.patients ?? 60), '--seed', String(options.seed ?? 1)]
      const started = spawn(join(root, 'node_modules/node/bin/node'), [
        join(root, 'out/app/ehr/cli.mjs'),
        ...args,
        ...size,
      ])
      child = started
      let said = ''
      const listen = (chunk: Buffer) => {
        said += chunk.toString()
        const address = said.match(/The EHR is at http:\/\/127\.0\.0\.1:(\d+)\//)
        if (!address) return
        port = Number(address[1])
        resolve()
      }
      started.stdout.on('data', listen)
      started.stderr.on('data', listen)
      started.once('exit', (code) => reject(new Error(`the EHR ended with ${code}: ${said}`)))
    })

  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      const ending = child
      child = undefined
      if (!ending || ending.exitCode !== null) return resolve()
      ending.removeAllListeners('exit')
      ending.once('exit', () => resolve())
      ending.kill('SIGTERM')
    })

  await start()
  const url = `http://127.0.0.1:${port}/fhir`
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const headers = {
      authorization: `Bearer ${readFileSync(tokenFile, 'utf8').trim()}`,
      'content-type': 'application/fhir+json',
    }
    const response = await fetch(path.startsWith('http') ? path : `${url}/${path}`, {
      ...init,
      headers: { ...headers, ...init.headers },
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return (response.status === 204 ? undefined : await response.json()) as T
  }

  return {
    url,
    running: () => child !== undefined,
    start,
    stop,
    get: (path) => ask(path),
    search: async <T extends Resource>(path: string) => {
      const found: T[] = []
      let next: string | undefined = path
      while (next) {
        const page: Bundle<T> = await ask(next)
        for (const entry of page.entry ?? [])
          if (entry.resource && entry.search?.mode !== 'outcome') found.push(entry.resource)
        next = page.link?.find(({ relation }) => relation === 'next')?.url
      }
      return found
    },
    post: (resource) => ask(resource.resourceType, { method: 'POST', body: JSON.stringify(resource) }),
    patch: (path, operations) =>
      ask(path, {
        method: 'PATCH',
        body: JSON.stringify(operations),
        headers: { 'content-type': 'application/json-patch+json' },
      }),
    transaction: (bundle) => ask('', { method: 'POST', body: JSON.stringify(bundle) }),
    badly: (fault) => ask('../faults', { method: 'POST', body: JSON.stringify(fault) }),
    well: () => ask('../faults', { method: 'DELETE' }),
    end: async () => {
      await stop()
      rmSync(data, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
