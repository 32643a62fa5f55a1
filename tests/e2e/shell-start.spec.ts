import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect, test } from 'playwright/test'
import { type LaunchedApp, type LaunchOptions, launchApp } from '../support/electron.ts'
import { inPhase, painted, stateOf } from '../support/shell.ts'

let profile: string
let running: LaunchedApp | undefined
let server: Server | undefined

test.beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'rounds-start-'))
})
test.afterEach(async () => {
  await running?.close()
  running = undefined
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)))
  server = undefined
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
})

const launch = async (options: LaunchOptions = {}): Promise<LaunchedApp> => {
  running = await launchApp({ profile, patients: 20, ...options })
  return running
}

const quit = async () => {
  await running?.close()
  running = undefined
}

/** A server on a port of its own, or on that one. */
const serve = (listener: RequestListener, port = 0): Promise<string> =>
  new Promise((resolve, reject) => {
    const listening = createServer(listener)
    server = listening
    listening.once('error', reject)
    listening.listen(port, '127.0.0.1', () => resolve(`http://127.0.0.1:${(listening.address() as AddressInfo).port}`))
  })

/** As much of a FHIR server as a start asks for. */
const fhirServer = () =>
  serve((request, response) => {
    response.writeHead(request.url === '/fhir/metadata' ? 200 : 404, { 'content-type': 'application/fhir+json' })
    response.end(JSON.stringify({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' }))
  })

const isReady = async (page: Page) => {
  await inPhase(page, 'ready')
  await painted(page)
}

const practiceUrl = (): string => JSON.parse(readFileSync(join(profile, 'settings.json'), 'utf8')).ehr.url

test.describe('the practice clinic', () => {
  test('opens to the sign-in screen, and the content policy refuses nothing of it', async () => {
    const { page } = await launch()
    await isReady(page)
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await page.reload()
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
    await painted(page)
    expect(complaints).toEqual([])
    const metadata = await (await fetch(`${practiceUrl()}/metadata`)).json()
    expect(metadata).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' })
  })

  test('has the same address at the next start', async () => {
    await isReady((await launch()).page)
    const first = practiceUrl()
    await quit()
    await isReady((await launch()).page)
    await expect
      .poll(() =>
        fetch(`${first}/metadata`).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200)
    expect(practiceUrl()).toBe(first)
  })

  test('moves to another one when that is taken', async () => {
    await isReady((await launch()).page)
    const first = practiceUrl()
    await quit()
    await serve((_request, response) => response.end('somebody else'), Number(new URL(first).port))
    const { page } = await launch()
    await expect.poll(practiceUrl, { timeout: 20_000 }).not.toBe(first)
    await isReady(page)
    expect((await fetch(`${practiceUrl()}/metadata`)).status).toBe(200)
  })

  test('says so when the port asked for is taken, and goes on when it is free', async () => {
    const taken = await serve((_request, response) => response.end('somebody else'))
    const { page } = await launch({ flags: ['--port', new URL(taken).port] })
    const failed = await inPhase(page, 'failed')
    expect(failed).toMatchObject({ failure: 'ehr-port-in-use', message: expect.stringContaining(new URL(taken).port) })
    await new Promise((resolve) => server?.close(resolve))
    server = undefined
    await page.getByRole('button', { name: 'Try again' }).click()
    await isReady(page)
    expect(new URL(practiceUrl()).port).toBe(new URL(taken).port)
  })

  test('comes back at the same address when its process is killed', async () => {
    const { page, pids } = await launch()
    await isReady(page)
    const { ehr } = pids()
    process.kill(ehr as number, 'SIGKILL')
    await expect.poll(() => pids().ehr, { timeout: 20_000 }).not.toBe(ehr)
    await expect
      .poll(
        () =>
          fetch(`${practiceUrl()}/metadata`).then(
            ({ status }) => status,
            () => 0,
          ),
        { timeout: 20_000 },
      )
      .toBe(200)
    expect((await stateOf(page)).phase).toBe('ready')
  })
})

test.describe('without a keychain', () => {
  const passphrase = 'four words make one'

  const type = async (page: Page, label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text)

  test('a passphrase is chosen once and opens the store from then on; a wrong one opens nothing', async () => {
    const first = await launch({ keychain: null })
    expect(await inPhase(first.page, 'passphrase')).toMatchObject({ first: true })
    await type(first.page, 'Passphrase', passphrase)
    await type(first.page, 'The same again', passphrase)
    await first.page.getByRole('button', { name: 'Protect and open' }).click()
    await isReady(first.page)
    await quit()
    const key = readFileSync(join(profile, 'key.json'))

    const { page } = await launch({ keychain: null })
    expect(await inPhase(page, 'passphrase')).toMatchObject({ first: false })
    await type(page, 'Passphrase', 'some other words here')
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(page.getByText('That is not the passphrase of this profile.')).toBeVisible()
    expect(await stateOf(page)).toMatchObject({ phase: 'passphrase', first: false })
    expect(readFileSync(join(profile, 'key.json'))).toEqual(key)
    await type(page, 'Passphrase', passphrase)
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await isReady(page)
  })

  test('with the key lost it says so, and an empty store is begun when that is wanted', async () => {
    const first = await launch({ keychain: null })
    await inPhase(first.page, 'passphrase')
    await type(first.page, 'Passphrase', passphrase)
    await type(first.page, 'The same again', passphrase)
    await first.page.getByRole('button', { name: 'Protect and open' }).click()
    await isReady(first.page)
    await quit()
    for (const name of ['key.json', 'key.json.copy']) writeFileSync(join(profile, name), 'nothing that can be read')
    const { page } = await launch({ keychain: null })
    expect(await inPhase(page, 'failed')).toMatchObject({ failure: 'key-lost' })
    await expect(page.getByRole('heading', { name: 'The key to this workstation’s data is lost' })).toBeVisible()
    await page.screenshot({ path: test.info().outputPath('key-lost.png') })
    await page.getByRole('button', { name: 'Start with an empty store' }).click()
    await page.getByRole('button', { name: 'Move it aside and start empty' }).click()
    await inPhase(page, 'passphrase')
    const aside = readdirSync(profile).find((name) => name.startsWith('set-aside-'))
    expect(readdirSync(join(profile, aside ?? ''))).toEqual(expect.arrayContaining(['key.json', 'rounds.db']))
  })
})

test.describe('an EHR given by its address', () => {
  test('that does not answer is said, and tried again', async () => {
    const address = await fhirServer()
    const port = Number(new URL(address).port)
    await new Promise((resolve) => server?.close(resolve))
    const { page } = await launch({ ehr: `${address}/fhir` })
    const failed = await inPhase(page, 'failed')
    expect(failed).toMatchObject({ failure: 'ehr-unreachable', message: expect.stringContaining(`${address}/fhir`) })
    await expect(page.getByText(failed.message)).toBeVisible()
    await serve(
      (_request, response) => response.end('{"resourceType":"CapabilityStatement","fhirVersion":"4.0.1"}'),
      port,
    )
    await page.getByRole('button', { name: 'Try again' }).click()
    await isReady(page)
  })

  test('that is no FHIR server is said', async () => {
    const address = await serve((_request, response) => response.end('<h1>Welcome</h1>'))
    const { page } = await launch({ ehr: address })
    expect(await inPhase(page, 'failed')).toMatchObject({ failure: 'not-fhir' })
    expect(existsSync(join(profile, 'settings.json'))).toBe(false)
  })

  test('that is no address is said', async () => {
    const { page } = await launch({ ehr: 'my clinic' })
    expect(await inPhase(page, 'failed')).toMatchObject({
      failure: 'ehr-unreachable',
      message: expect.stringContaining('“my clinic” is not the address of an EHR'),
    })
  })

  test('and used before, is worked with while it is away', async () => {
    const address = await fhirServer()
    await isReady((await launch({ ehr: `${address}/fhir/` })).page)
    await quit()
    await new Promise((resolve) => server?.close(resolve))
    server = undefined
    await isReady((await launch({ ehr: `${address}/fhir` })).page)
    await quit()
    // And without being named again: the profile knows whose it is.
    const again = await launch()
    await isReady(again.page)
    expect(again.pids().ehr).toBeUndefined()
  })

  test('is never mixed with another one, nor with the practice clinic', async () => {
    await isReady((await launch()).page)
    await quit()
    const address = await fhirServer()
    const { page } = await launch({ ehr: `${address}/fhir` })
    expect(await inPhase(page, 'failed')).toMatchObject({
      failure: 'other-ehr',
      message: expect.stringContaining('This profile belongs to the practice clinic'),
    })
  })
})

test.describe('when something ends unasked', () => {
  test('the core is started again, and the window goes on', async () => {
    const { page, pids } = await launch()
    await isReady(page)
    const { core } = pids()
    process.kill(core as number, 'SIGKILL')
    await expect.poll(() => pids().core, { timeout: 20_000 }).not.toBe(core)
    await inPhase(page, 'ready')
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  })

  test('nothing outlives the shell, and the profile opens again', async () => {
    const killed = await launch()
    await isReady(killed.page)
    const { shell, core, ehr } = killed.pids()
    process.kill(shell, 'SIGKILL')
    running = undefined
    const isRunning = (pid: number | undefined) => existsSync(`/proc/${pid}/stat`)
    await expect.poll(() => isRunning(core) || isRunning(ehr), { timeout: 15_000 }).toBe(false)
    await isReady((await launch()).page)
  })

  test('a store that is none any more is kept aside, and the workstation goes on', async () => {
    await isReady((await launch()).page)
    await quit()
    const store = join(profile, 'rounds.db')
    writeFileSync(store, Buffer.alloc(16_384, 'no database at all'))
    for (const file of ['rounds.db-wal', 'rounds.db-shm']) rmSync(join(profile, file), { force: true })
    await isReady((await launch()).page)
    const aside = readdirSync(profile).find((name) => name.startsWith('set-aside-'))
    expect(readFileSync(join(profile, aside ?? '', 'rounds.db')).toString()).toContain('no database at all')
  })
})
