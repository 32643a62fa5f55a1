import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'

/** One picture of the tour, in both looks. */
export interface Shot {
  number: string
  name: string
  /** The script it belongs to. */
  chapter: string
  light: string
  dark: string
}

/** What a tour script is given: `step` does something in the app and keeps what it looks like then. */
export interface Tour {
  step(name: string, act: (page: Page) => Promise<void>): Promise<void>
  /** From here on, steps act in this window; give it when the app was started or opened another. */
  watch(page: Page): void
}

export interface TourBook {
  chapter(name: string): Tour
  shots: Shot[]
}

const slug = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')

const settle = 250

/** Draws the page in that look, as if the operating system had been set to it. */
const capture = async (page: Page, colorScheme: 'light' | 'dark', file: string) => {
  await page.emulateMedia({ colorScheme })
  await page.waitForTimeout(settle)
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
}

/** A tour whose pictures go to that folder, numbered in order. */
export const openTour = (folder: string): TourBook => {
  mkdirSync(folder, { recursive: true })
  const shots: Shot[] = []

  const chapter = (name: string): Tour => {
    let page: Page | null = null
    return {
      watch: (next) => {
        page = next
      },
      step: async (step, act) => {
        if (!page) throw new Error(`“${step}” has no window yet: call watch(page) first`)
        await act(page)
        const number = String(shots.length + 1).padStart(2, '0')
        const file = (look: string) => `${number}-${slug(step)}-${look}.png`
        const shot = { number, name: step, chapter: name, light: file('light'), dark: file('dark') }
        await capture(page, 'dark', join(folder, shot.dark))
        await capture(page, 'light', join(folder, shot.light))
        shots.push(shot)
        console.log(`  ${number} ${step}`)
      },
    }
  }
  return { chapter, shots }
}

const asHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const figure = ({ number, name, light, dark }: Shot) => `
  <section>
    <h3>${number} ${asHtml(name)}</h3>
    <a href="${light}"><img src="${light}" alt="${asHtml(name)}, light" loading="lazy"></a>
    <a href="${dark}"><img src="${dark}" alt="${asHtml(name)}, dark" loading="lazy"></a>
  </section>`

/** Writes the page that shows them all. */
export const writeIndex = (folder: string, shots: readonly Shot[]): void => {
  const chapters = [...new Set(shots.map(({ chapter }) => chapter))]
  const body = chapters
    .map(
      (name) =>
        `<h2>${asHtml(name)}</h2>${shots
          .filter(({ chapter }) => chapter === name)
          .map(figure)
          .join('')}`,
    )
    .join('\n')
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Rounds: the tour</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 110rem; padding: 0 1rem; background: #f3f4f2 }
  section { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1rem; margin-bottom: 2rem }
  h3 { grid-column: 1 / -1; margin: 0 0 .5rem }
  img { width: 100%; border: 1px solid #c9cec9 }
</style>
<h1>Rounds: the tour</h1>
${body}
</html>
`,
  )
}
