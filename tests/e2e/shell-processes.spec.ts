import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { type LaunchedApp, launchApp } from '../support/electron.ts'
import { inPhase, standIns } from '../support/shell.ts'

/** Notes in the page all that its line to the core brings, from now on. */
const listen = (rounds: LaunchedApp) =>
  rounds.page.evaluate(() => {
    const heard: unknown[] = []
    Object.assign(window, { heard })
    window.rounds.onMessage((message) => heard.push(message))
    window.rounds.onConnect(() => heard.push('connected'))
    window.rounds.onDisconnect(() => heard.push('disconnected'))
    window.rounds.shell.onQuitAsked(({ count }) => heard.push({ asked: count }))
  })

/** What a window heard, without the echoes of what its own page asks for at its start (those carry `t`). */
const heard = async (rounds: LaunchedApp): Promise<unknown[]> => {
  const all = await rounds.page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)
  return all.filter((one) => (one as { echo?: { t?: unknown } }).echo?.t === undefined)
}

const post = (rounds: LaunchedApp, message: unknown) =>
  rounds.page.evaluate((given) => window.rounds.post(given), message)

test.describe('a window’s own port to the core', () => {
  let rounds: LaunchedApp

  test.beforeEach(async () => {
    rounds = await launchApp({ env: standIns })
    await inPhase(rounds.page, 'ready')
    await listen(rounds)
  })
  test.afterEach(() => rounds.close())

  test('carries messages both ways, as structured clones', async () => {
    await rounds.page.evaluate(() =>
      window.rounds.post({ at: new Date(5), bytes: new Uint8Array([9]), none: undefined }),
    )
    await expect.poll(async () => (await heard(rounds)).length).toBe(2)
    expect(await heard(rounds)).toMatchObject(['connected', { echo: { at: new Date(5), bytes: new Uint8Array([9]) } }])
  })

  test('is cut and made anew when the core stops and starts again', async () => {
    await post(rounds, 'die')
    await expect.poll(() => heard(rounds)).toEqual(expect.arrayContaining(['disconnected']))
    await expect.poll(async () => (await heard(rounds)).at(-1), { timeout: 15_000 }).toBe('connected')
    await post(rounds, 'still there?')
    await expect.poll(async () => (await heard(rounds)).at(-1)).toMatchObject({ echo: 'still there?' })
    await inPhase(rounds.page, 'ready')
  })

  test('is given up after the fifth stop in a minute, and tried again when asked', async () => {
    for (let stops = 1; stops <= 5; stops += 1) {
      await inPhase(rounds.page, 'ready')
      await post(rounds, 'die')
      await expect.poll(async () => (await heard(rounds)).filter((what) => what === 'disconnected')).toHaveLength(stops)
    }
    const failed = await inPhase(rounds.page, 'failed')
    expect(failed.failure).toBe('core-keeps-stopping')
    await rounds.page.evaluate(() => window.rounds.shell.retry())
    await inPhase(rounds.page, 'ready')
  })

  test('is another one in each window', async () => {
    const opening = rounds.app.waitForEvent('window')
    await rounds.page.evaluate(() => window.rounds.shell.openWindow('a-patient'))
    const second = await opening
    await second.waitForLoadState()
    expect(await second.evaluate(() => window.rounds.shell.patient)).toBe('a-patient')
    expect(await rounds.page.evaluate(() => window.rounds.shell.patient)).toBe(null)
    await listen({ ...rounds, page: second })
    await second.evaluate(() => window.rounds.post('from the second'))
    await expect
      .poll(() => heard({ ...rounds, page: second }))
      .toMatchObject(['connected', { echo: 'from the second' }])
    expect(await heard(rounds)).toEqual(['connected'])
  })

  test('after a reload belongs to the new page', async () => {
    await rounds.page.reload()
    await listen(rounds)
    await post(rounds, 'new page')
    await expect.poll(() => heard(rounds)).toMatchObject(['connected', { echo: 'new page' }])
  })
})

test.describe('quitting', () => {
  test('asks while something has not reached the EHR, and goes on being asked', async () => {
    const rounds = await launchApp({ env: standIns })
    await inPhase(rounds.page, 'ready')
    await listen(rounds)
    await post(rounds, { unsent: 3 })
    await expect.poll(async () => (await heard(rounds)).length).toBe(2)
    await rounds.page.evaluate(() => window.rounds.shell.quit())
    await expect.poll(async () => (await heard(rounds)).at(-1)).toEqual({ asked: 3 })
    await rounds.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await expect
      .poll(async () => (await heard(rounds)).filter((what) => JSON.stringify(what) === '{"asked":3}'))
      .toHaveLength(2)
    const closed = rounds.app.waitForEvent('close')
    await rounds.page.evaluate(() => window.rounds.shell.quitAnyway())
    await closed
    expect(rounds.pids().core).toBeUndefined()
  })

  test('asks nothing when everything has arrived', async () => {
    const rounds = await launchApp({ env: standIns })
    await inPhase(rounds.page, 'ready')
    const closed = rounds.app.waitForEvent('close')
    await rounds.page.evaluate(() => window.rounds.shell.quit())
    await closed
  })
})

test.describe('the sign-in window', () => {
  const ehrOf = ({ profile }: LaunchedApp): string =>
    JSON.parse(readFileSync(join(profile, 'settings.json'), 'utf8')).ehr.url

  const authorize = async (rounds: LaunchedApp) => {
    const opening = rounds.app.waitForEvent('window')
    const answer = rounds.page.evaluate((url) => window.rounds.shell.authorize(url), `${ehrOf(rounds)}/sign-in`)
    const page = await opening
    await page.waitForSelector('#sign-in')
    return { page, answer }
  }

  let rounds: LaunchedApp
  test.beforeEach(async () => {
    rounds = await launchApp({ env: standIns })
    await inPhase(rounds.page, 'ready')
  })
  test.afterEach(() => rounds.close())

  test('answers the address it came back to, which is asked of nobody', async () => {
    const { page, answer } = await authorize(rounds)
    expect(await page.evaluate(() => 'rounds' in window)).toBe(false)
    await page.click('#sign-in')
    expect(await answer).toBe('http://127.0.0.1/rounds/signed-in?code=abc&state=xyz')
    await expect.poll(() => rounds.app.windows().length).toBe(1)
  })

  test('answers null when it is closed', async () => {
    const { page, answer } = await authorize(rounds)
    await page.close()
    expect(await answer).toBe(null)
  })

  test('stays with the EHR', async () => {
    const { page, answer } = await authorize(rounds)
    await page.click('#elsewhere')
    await page.waitForTimeout(500)
    expect(new URL(page.url()).origin).toBe(new URL(ehrOf(rounds)).origin)
    await page.close()
    expect(await answer).toBe(null)
    expect(await rounds.page.evaluate(() => window.rounds.shell.authorize('https://example.org/'))).toBe(null)
  })

  test('tells the operating system nothing of its page', async () => {
    const { page, answer } = await authorize(rounds)
    const titles = await rounds.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.getTitle()),
    )
    expect(titles.sort()).toEqual(['Rounds', 'Sign in'])
    await page.close()
    await answer
  })
})
