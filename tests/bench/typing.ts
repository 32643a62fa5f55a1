import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import type { Node } from 'prosemirror-model'
import { build } from 'vite'
import { launchElectron } from '../support/electron.ts'
import { workstation } from '../support/workstation.ts'
import { flag } from './harness/flag.js'
import { type BenchResult, compare } from './harness/measure.js'
import { percentiles } from './harness/percentiles.js'
import { copied, richNote } from './harness/rich-note.js'

/** Frames are shown as soon as they are ready: waiting for a screen's next refresh would hide any difference. */
const atOnce = ['--disable-frame-rate-limit', '--disable-gpu-vsync']
/** Other work may keep this machine busy. */
const patience = 120_000
/** A quick typist: ten keys a second. */
const betweenKeys = 100
const keys = 'start amlodipine five mg daily and recheck in two weeks '

/** Bare ProseMirror in an Electron window of its own. */
async function openBare(note: unknown) {
  const folder = mkdtempSync(join(tmpdir(), 'rounds-bare-'))
  const script = fileURLToPath(new URL('./harness/bare-editor.ts', import.meta.url))
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><meta charset="utf-8"><script type="module" src="${script}"></script>`,
  )
  await build({
    root: folder,
    base: './',
    logLevel: 'error',
    build: { target: 'chrome114', outDir: 'out', modulePreload: false },
    // Module scripts are not fetched from file addresses; a plain one is.
    plugins: [
      {
        name: 'plain script',
        transformIndexHtml: (html) => html.replace(/type="module" crossorigin/, 'defer').replaceAll(' crossorigin', ''),
      },
    ],
  })
  writeFileSync(join(folder, 'package.json'), '{ "name": "bare", "main": "main.cjs" }')
  writeFileSync(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron')
     app.setPath('userData', ${JSON.stringify(join(folder, 'data'))})
     app.whenReady().then(() => new BrowserWindow({ width: 1440, height: 900, useContentSize: true }).loadFile(${JSON.stringify(join(folder, 'out/index.html'))}))`,
  )
  const app = await launchElectron([...atOnce, folder])
  const page = await app.firstWindow()
  await page.waitForFunction('typeof open === "function" && open.length === 1')
  await page.evaluate((document_) => (globalThis as unknown as { open(note: unknown): void }).open(document_), note)
  const again = (): Promise<number> =>
    page.evaluate((document_) => {
      const { painted, open } = globalThis as unknown as Opening
      document.querySelector('.note-scroll')?.remove()
      return painted(() => open(document_))
    }, note)
  return { page, open: again, close: () => app.close().finally(() => rmSync(folder, { recursive: true, force: true })) }
}

/** The same note in a workstation, put there as a person would: pasted, section by section, and saved. */
async function openOurs(note: Node) {
  const station = await workstation({ patients: 20, flags: atOnce })
  const { page } = station
  await station.signIn('Dr Lena Novak')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('okafor')
  await page.getByRole('option', { name: 'Okafor, Amara J.' }).first().waitFor({ timeout: patience })
  await page.keyboard.press('Enter')
  await page
    .getByRole('button', { name: /^New note(?! from)/ })
    .first()
    .click({ timeout: patience })
  const another = page.getByRole('button', { name: /^Begin another note/ })
  await page.locator('.note-paper:focus').or(another).first().waitFor({ timeout: patience })
  if (await another.isVisible()) await another.click()
  await page.locator('.note-paper:focus').waitFor({ timeout: patience })
  for (const section of note.children) {
    const html = copied(section)
    await page.evaluate((content) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/html', content)
      clipboardData.setData('text/plain', document.body.innerText.slice(0, 200))
      // Chips come in from what was copied here alone.
      const copy = new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true })
      copy.preventDefault()
      document.body.dispatchEvent(copy)
      document
        .querySelector('.note-paper')
        ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, html)
    await page.keyboard.press('Alt+ArrowDown')
  }
  await page.getByText(/^(Saved here|In the EHR), \d/).waitFor({ timeout: patience })
  const open = async (): Promise<number> => {
    await page.getByRole('button', { name: 'Chart overview' }).click()
    await page.keyboard.press('Control+n')
    const button = page.getByRole('button', { name: /^Continue / }).first()
    await button.waitFor({ timeout: patience })
    return button.evaluate((element) => {
      const { painted } = globalThis as unknown as { painted(open: () => void): Promise<number> }
      return painted(() => (element as HTMLButtonElement).click())
    })
  }
  return { page, open, close: station.close }
}

interface Opening {
  painted(open: () => void): Promise<number>
  open(note: unknown): void
}

/** Puts a clock into the page: from doing something until the frame that shows a note's text is made, milliseconds. */
const bringClock = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const painted = (act: () => void): Promise<number> =>
      new Promise((resolve) => {
        const started = performance.now()
        const look = (): void => {
          if (!document.querySelector('.note-paper .note-section-body > p')) {
            requestAnimationFrame(look)
            return
          }
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.now() - started)
          port2.postMessage(null)
        }
        act()
        requestAnimationFrame(look)
      })
    Object.assign(globalThis, { painted })
  })

/** Puts the cursor at the end of a paragraph in the middle, and notes for each key how long until its frame was made. */
const prepare = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const paper = document.querySelector<HTMLElement>('.note-paper')
    const paragraphs = [...(paper?.querySelectorAll('.note-section-body > p') ?? [])]
    const middle = paragraphs[Math.floor(paragraphs.length / 2)]
    if (!paper || !middle) throw new Error('no note')
    paper.focus()
    middle.scrollIntoView({ block: 'center' })
    getSelection()?.collapse(middle.lastChild, middle.lastChild?.textContent?.length ?? 0)
    const samples: number[] = []
    addEventListener(
      'keydown',
      (event) => {
        requestAnimationFrame(() => {
          // A message from inside the frame is heard when the frame's style, layout and paint are done.
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => {
            samples.push(performance.now() - event.timeStamp)
          }
          port2.postMessage(null)
        })
      },
      { capture: true },
    )
    Object.assign(globalThis, { samples })
    return paragraphs.map((paragraph) => paragraph.textContent).join('\n')
  })

const samplesOf = (page: Page): Promise<number[]> =>
  page.evaluate(() => (globalThis as unknown as { samples: number[] }).samples)

async function typeOn(page: Page, text: string): Promise<void> {
  await page.bringToFront()
  await page.evaluate(() => document.querySelector<HTMLElement>('.note-paper')?.focus())
  for (const key of text) {
    await page.keyboard.type(key)
    await page.waitForTimeout(betweenKeys)
  }
}

/**
 * From a key to its painted frame in a note of `--words N` (20,000) words, 300 chips, 40 problems and 40 smart links: the whole editor in the workstation's window,
 * saving as it goes, spelling looked at, beside bare ProseMirror with the same note. Milliseconds, the wait for the screen's
 * refresh left out. Then how long the note takes to open.
 */
export const run = async (): Promise<BenchResult> => {
  const note = richNote({
    words: flag('words', 20_000),
    chips: flag('chips', 300),
    problems: flag('problems', 40),
    links: flag('links', 40),
  })
  const rounds = Math.ceil(flag('keystrokes', 400) / keys.length)
  const bare = await openBare(note.toJSON())
  const ours = await openOurs(note)
  try {
    const [text, other] = [await prepare(ours.page), await prepare(bare.page)]
    if (text.trim() !== other.trim()) {
      const at = [...text].findIndex((char, index) => char !== other[index])
      const near = (words: string) => words.slice(Math.max(0, at - 40), at + 40)
      throw new Error(`the two do not hold the same note: “${near(text)}”, “${near(other)}”`)
    }
    // The first round of each only warms up.
    for (let round = 0; round <= rounds; round += 1) {
      for (const { page } of [ours, bare]) {
        await typeOn(page, keys)
        if (round === 0)
          await page.evaluate(() => void (globalThis as unknown as { samples: number[] }).samples.splice(0))
      }
    }
    const [mine, plain] = [await samplesOf(ours.page), await samplesOf(bare.page)]
    const opened = { ours: [] as number[], bare: [] as number[] }
    for (const each of [ours, bare]) await bringClock(each.page)
    for (let round = 0; round < flag('openings', 8); round += 1) {
      opened.ours.push(await ours.open())
      opened.bare.push(await bare.open())
    }
    return {
      ...compare({ name: 'typing', unit: 'ms', ours: mine, baseline: plain, at: 'p99' }),
      more: {
        'open the note, click to painted, p95, ms': percentiles(opened.ours).p95,
        'the same note opened by bare ProseMirror, p95, ms': percentiles(opened.bare).p95,
      },
    }
  } finally {
    await ours.close()
    await bare.close()
  }
}
