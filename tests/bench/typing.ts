import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import { build } from 'vite'
import { countWords, emptyNote, schema } from '../../shared/document/index.js'
import { launchElectron } from '../support/electron.ts'
import { workstation } from '../support/workstation.ts'
import { flag } from './harness/flag.js'
import { type BenchResult, compare } from './harness/measure.js'

/** Frames are shown as soon as they are ready: waiting for a screen's next refresh would hide any difference. */
const atOnce = ['--disable-frame-rate-limit', '--disable-gpu-vsync']
const sentence = 'Walks thirty minutes on most days, sleeps well, no chest pain and no breathlessness on stairs. '
/** Other work may keep this machine busy. */
const patience = 120_000
/** A quick typist: ten keys a second. */
const betweenKeys = 100
const keys = 'start amlodipine five mg daily and recheck in two weeks '

/** A note of that many words, in paragraphs of some fifty, spread over the four sections. */
function longNote(words: number) {
  const text = sentence.repeat(3).trim()
  const each = Math.ceil(words / 4 / countWords(text))
  const sections = emptyNote().children.map((section) =>
    section.copy(
      schema.node(
        'section',
        section.attrs,
        Array.from({ length: each }, () => schema.node('paragraph', null, schema.text(text))),
      ).content,
    ),
  )
  return schema.node('doc', null, sections)
}

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
  return { page, close: () => app.close().finally(() => rmSync(folder, { recursive: true, force: true })) }
}

/** The same note in a workstation, put there as a person would: pasted, section by section, and saved. */
async function openOurs(note: ReturnType<typeof longNote>) {
  const station = await workstation({ patients: 20, flags: atOnce })
  const { page } = station
  await station.signIn('Dr Lena Novak')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('okafor')
  await page.getByRole('option', { name: 'Okafor, Amara J.' }).first().waitFor({ timeout: patience })
  await page.keyboard.press('Enter')
  await page
    .getByRole('button', { name: /^New note/ })
    .first()
    .click({ timeout: patience })
  const another = page.getByRole('button', { name: /^Begin another note/ })
  await page.locator('.note-paper:focus').or(another).first().waitFor({ timeout: patience })
  if (await another.isVisible()) await another.click()
  await page.locator('.note-paper:focus').waitFor({ timeout: patience })
  for (const section of note.children) {
    const html = section.children.map((paragraph) => `<p>${paragraph.textContent}</p>`).join('')
    await page.evaluate((content) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/html', content)
      document
        .querySelector('.note-paper')
        ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, html)
    await page.keyboard.press('Alt+ArrowDown')
  }
  await page.getByText(/^(Saved here|In the EHR), \d/).waitFor({ timeout: patience })
  return { page, close: station.close }
}

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
 * From a key to its painted frame in a note of `--words N` (20,000) words: the whole editor in the workstation's window,
 * saving as it goes, beside bare ProseMirror with the same note. Milliseconds, the wait for the screen's refresh left out.
 */
export const run = async (): Promise<BenchResult> => {
  const note = longNote(flag('words', 20_000))
  const rounds = Math.ceil(flag('keystrokes', 400) / keys.length)
  const bare = await openBare(note.toJSON())
  const ours = await openOurs(note)
  try {
    const [text, other] = [await prepare(ours.page), await prepare(bare.page)]
    if (text.trim() !== other.trim()) throw new Error('the two do not hold the same note')
    // The first round of each only warms up.
    for (let round = 0; round <= rounds; round += 1) {
      for (const { page } of [ours, bare]) {
        await typeOn(page, keys)
        if (round === 0)
          await page.evaluate(() => void (globalThis as unknown as { samples: number[] }).samples.splice(0))
      }
    }
    const [mine, plain] = [await samplesOf(ours.page), await samplesOf(bare.page)]
    return compare({ name: 'typing', unit: 'ms', ours: mine, baseline: plain, at: 'p99' })
  } finally {
    await ours.close()
    await bare.close()
  }
}
