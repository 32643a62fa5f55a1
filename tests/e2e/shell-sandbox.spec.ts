import { spawnSync } from 'node:child_process'
import { expect, test } from 'playwright/test'
import { machineFlags } from '../../build/electron-process.ts'
import { electronRuntime } from '../../build/electron-runtime/index.ts'
import { root } from '../../build/root.ts'
import { type LaunchedApp, launchApp } from '../support/electron.ts'
import { inPhase, standIns } from '../support/shell.ts'

test.describe('what a page in a window can reach', () => {
  let rounds: LaunchedApp

  test.beforeAll(async () => {
    rounds = await launchApp({ env: standIns })
    await inPhase(rounds.page, 'ready')
  })
  test.afterAll(() => rounds.close())

  test('the bridge, and nothing of Node or Electron', async () => {
    const seen = await rounds.page.evaluate(() => ({
      bridge: Object.keys(window.rounds).sort(),
      found: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
        (name) => name in window,
      ),
      replaced: (() => {
        try {
          Object.assign(window.rounds, { post: () => 'mine' })
          return window.rounds.post('probe') as unknown
        } catch {
          return 'refused'
        }
      })(),
    }))
    expect(seen.bridge).toEqual(['onConnect', 'onDisconnect', 'onMessage', 'post', 'shell'])
    expect(seen.found).toEqual([])
    expect(seen.replaced).not.toBe('mine')
  })

  test('no script, style or connection but the app’s own files', async () => {
    const policy = await rounds.page.evaluate(async () => {
      const violated: string[] = []
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        violated.push(effectiveDirective),
      )
      const script = document.createElement('script')
      script.textContent = 'window.inlineRan = true'
      const style = document.createElement('style')
      style.textContent = 'body { outline: 7px solid }'
      document.head.append(script, style)
      const image = new Image()
      image.src = 'https://example.org/pixel.png'
      // From a timer: what the test runner evaluates directly is exempt from the policy.
      const evaluated = await new Promise((resolve) =>
        setTimeout(() => {
          try {
            resolve(new Function('return 1')())
          } catch {
            resolve('refused')
          }
        }),
      )
      const fetched = await fetch('app://rounds/index.html').then(
        () => 'fetched',
        () => 'refused',
      )
      const all = ['script-src-elem', 'style-src-elem', 'img-src', 'connect-src', 'script-src']
      for (let i = 0; i < 100 && !all.every((each) => violated.includes(each)); i++)
        await new Promise((resolve) => setTimeout(resolve, 50))
      script.remove()
      style.remove()
      return {
        violated,
        evaluated,
        fetched,
        ran: 'inlineRan' in window,
        outline: getComputedStyle(document.body).outlineWidth,
      }
    })
    expect(policy).toMatchObject({ evaluated: 'refused', fetched: 'refused', ran: false })
    expect(policy.outline).not.toBe('7px')
    expect(policy.violated).toEqual(
      expect.arrayContaining(['script-src-elem', 'style-src-elem', 'img-src', 'connect-src', 'script-src']),
    )
  })

  test('no file outside the app’s folder', async () => {
    const statuses = await rounds.app.evaluate(async ({ session }) => {
      const pages = session.fromPartition('persist:rounds')
      const tries = [
        '/',
        '/..%2f..%2f..%2fpackage.json',
        '/%2e%2e/main/shell.cjs',
        '/../main/shell.cjs',
        '//etc/passwd',
        '/nothing',
      ]
      const asked = [...tries.map((path) => `app://rounds${path}`), 'app://elsewhere/']
      return Promise.all(asked.map(async (url) => (await pages.fetch(url)).status))
    })
    expect(statuses).toEqual([200, 404, 404, 404, 404, 404, 404])
  })

  test('no other page and no other window', async () => {
    const { page, app } = rounds
    const before = page.url()
    const opened = await page.evaluate(() => window.open('https://example.org/') === null)
    await page.evaluate(() => {
      location.href = 'https://example.org/'
    })
    await page.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'file:///etc/passwd'
      link.target = '_blank'
      document.body.append(link)
      link.click()
      link.remove()
      const frame = document.createElement('iframe')
      frame.src = 'https://example.org/'
      document.body.append(frame)
      setTimeout(() => frame.remove(), 100)
    })
    await page.waitForTimeout(500)
    expect(opened).toBe(true)
    expect(page.url()).toBe(before)
    expect(app.windows()).toHaveLength(1)
  })

  test('no permission', async () => {
    const answers = await rounds.page.evaluate(async () => {
      const state = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state
      return {
        states: await Promise.all(
          ['geolocation', 'camera', 'microphone', 'notifications', 'clipboard-read'].map(state),
        ),
        asked: await Notification.requestPermission(),
        camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
          () => 'given',
          () => 'refused',
        ),
      }
    })
    expect(new Set(answers.states)).toEqual(new Set(['denied']))
    expect(answers).toMatchObject({ asked: 'denied', camera: 'refused' })
  })

  test('no title for the operating system but the app’s name', async () => {
    await rounds.page.evaluate(() => {
      document.title = 'A patient’s name'
    })
    await rounds.page.waitForTimeout(200)
    const titles = await rounds.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.getTitle()),
    )
    expect(titles).toEqual(['Rounds'])
  })

  test('one instance for each profile: a second start brings the first to the front', async () => {
    await rounds.app.evaluate(({ app, BrowserWindow }) => {
      const first = BrowserWindow.getAllWindows()[0]
      const noted = globalThis as unknown as { fronted: number }
      noted.fronted = 0
      first?.hide()
      first?.on('show', () => {
        noted.fronted += 1
      })
      return app.getName()
    })
    const { executable } = electronRuntime(() => {})
    const second = spawnSync(executable, [...machineFlags(), root, '--profile', rounds.profile], {
      env: { ...process.env, ...standIns },
      timeout: 60_000,
    })
    expect(second.status).toBe(0)
    await expect.poll(() => rounds.app.evaluate(() => (globalThis as unknown as { fronted: number }).fronted)).toBe(1)
    expect(rounds.app.windows()).toHaveLength(1)
  })
})
