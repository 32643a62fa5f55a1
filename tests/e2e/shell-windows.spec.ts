import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { expect, test } from 'playwright/test'
import { launchApp } from '../support/electron.ts'
import { inPhase, standIns } from '../support/shell.ts'
import { workstation } from '../support/workstation.ts'

let profile: string
test.beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'rounds-windows-'))
})
test.afterEach(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }))

test('a window opens where the last one was, and never smaller than it can be used', async () => {
  const bounds = { x: 140, y: 90, width: 1290, height: 800 }
  const first = await launchApp({ profile, env: standIns })
  await inPhase(first.page, 'ready')
  await first.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), bounds)
  await expect
    .poll(() => first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds()))
    .toEqual(bounds)
  await first.close()
  const second = await launchApp({ profile, env: standIns })
  await inPhase(second.page, 'ready')
  const { now, smallest } = await second.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    return { now: window?.getBounds(), smallest: window?.getMinimumSize() }
  })
  await second.close()
  expect(now).toEqual(bounds)
  expect(smallest).toEqual([1180, 720])
})

test('a window remembered on a screen that is gone opens on one that is there', async () => {
  writeFileSync(
    join(profile, 'window.json'),
    '{"bounds":{"x":9000,"y":9000,"width":1300,"height":800},"maximised":false}',
  )
  const rounds = await launchApp({ profile, env: standIns })
  await inPhase(rounds.page, 'ready')
  const x = await rounds.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds().x)
  await rounds.close()
  expect(x).toBeLessThan(2000)
})

test('without a printer, printing saves a PDF where the person says', async () => {
  const rounds = await launchApp({ profile, env: standIns })
  await inPhase(rounds.page, 'ready')
  const file = join(profile, 'printed.pdf')
  await rounds.app.evaluate(({ dialog, webContents }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    for (const contents of webContents.getAllWebContents()) contents.getPrintersAsync = async () => []
  }, file)
  expect(await rounds.page.evaluate(() => window.rounds.shell.print())).toBe(true)
  await rounds.app.evaluate(({ dialog }) => {
    dialog.showSaveDialog = async () => ({ canceled: true, filePath: '' })
  })
  expect(await rounds.page.evaluate(() => window.rounds.shell.print())).toBe(false)
  await rounds.close()
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
})

test('the core is told when the computer sleeps and wakes', async () => {
  const rounds = await launchApp({ profile, env: standIns })
  await inPhase(rounds.page, 'ready')
  await rounds.page.evaluate(() => {
    Object.assign(window, { told: [] })
    window.rounds.onMessage((message) => (window as unknown as { told: unknown[] }).told.push(message))
  })
  await rounds.app.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('suspend')
    powerMonitor.emit('resume')
  })
  const told = () => rounds.page.evaluate(() => (window as unknown as { told: unknown[] }).told)
  await expect.poll(told).toEqual(expect.arrayContaining([{ told: 'sleep' }, { told: 'wake' }]))
  await rounds.close()
})

test('a page that crashes is loaded again, and no picture of its memory is kept', async () => {
  const rounds = await launchApp({ profile, env: standIns })
  await inPhase(rounds.page, 'ready')
  await rounds.app.evaluate(({ webContents }) => {
    for (const contents of webContents.getAllWebContents()) contents.forcefullyCrashRenderer()
  })
  // What is asked of a page that has crashed is never answered.
  const isBack = () =>
    rounds.app.evaluate(({ webContents }) =>
      Promise.race([
        webContents.getAllWebContents()[0]?.executeJavaScript('typeof window.rounds'),
        new Promise((resolve) => setTimeout(resolve, 500, 'gone')),
      ]),
    )
  await expect.poll(isBack, { timeout: 15_000 }).toBe('object')
  await rounds.close()
  const dumps = readdirSync(profile, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.dmp'))
  expect(dumps).toEqual([])
})

test('a folder that cannot be written is said in the window', async () => {
  const file = join(profile, 'a file')
  writeFileSync(file, '')
  const rounds = await launchApp({ profile: join(file, 'profile') })
  const failed = await inPhase(rounds.page, 'failed')
  await rounds.close()
  expect(failed).toMatchObject({ failure: 'not-writable', message: expect.stringContaining(join(file, 'profile')) })
})

test('nothing of a patient lies readable in the profile', async () => {
  test.setTimeout(120_000)
  const station = await workstation({ profile, patients: 50 })
  await station.signIn('Dr Lena Novak')
  await station.openPatient('okafor amara', 'Okafor, Amara J.')
  await station.page.reload()
  await expect(station.page.getByLabel('Patient: Okafor, Amara J.')).toBeVisible({ timeout: 20_000 })
  await station.close()
  const files = readdirSync(profile, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(profile, join(entry.parentPath, entry.name)))
  const holding = (files_: string[], text: string) =>
    files_.filter((file) => {
      const content = readFileSync(join(profile, file))
      return [Buffer.from(text), Buffer.from(text, 'utf16le')].some((form) => content.includes(form))
    })
  // The practice EHR's own data, of made-up patients, is in clear: that the name is found there shows the search works.
  const isPractice = (file: string) => file.startsWith('practice-ehr')
  expect(holding(files.filter(isPractice), 'Okafor')).not.toEqual([])
  expect(files.filter((file) => !isPractice(file)).length).toBeGreaterThan(5)
  for (const name of ['Okafor', 'Amara'])
    expect(
      holding(
        files.filter((file) => !isPractice(file)),
        name,
      ),
    ).toEqual([])
})
