import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect, test } from 'playwright/test'
import { framed, type Workstation, workstation } from '../support/workstation.ts'

/** How often the power goes: a few times in a usual run, `KILLS=50` for a long one. */
const kills = Number(process.env.KILLS ?? 4)
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)

/** A small repeatable source of chance (mulberry32). */
const chance = (state: number) => () => {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

const words = ['cough', 'for', 'three', 'days,', 'no', 'fever,', 'lungs', 'clear,', 'rests', 'well.']

/** The note's text and what the screen says of it, read in one go. */
const look = (page: Page): Promise<{ text: string; saved: boolean }> =>
  page.evaluate(() => ({
    text: document.querySelector('.ProseMirror p')?.textContent ?? '',
    saved: /^(Saved here|In the EHR), \d/.test(document.querySelector('.note-where-text')?.textContent ?? ''),
  }))

test('what was shown as saved is there again after every process is killed', async () => {
  console.log(`${kills} kills, seed ${seed}`)
  test.setTimeout(60_000 + kills * 40_000)
  const random = chance(seed)
  const profile = mkdtempSync(join(tmpdir(), 'rounds-kill-'))
  let confirmed = ''
  let station: Workstation | undefined
  try {
    for (let round = 0; round <= kills; round++) {
      station = await workstation({ profile, patients: 30 })
      const { page } = station
      if (round === 0) {
        await station.signIn('Dr Lena Novak')
        await station.everythingSent()
      } else await framed(page)
      await station.openPatient('204118', 'Okafor, Amara J.')
      const paper = page.getByRole('textbox', { name: /Note/ })
      await page.keyboard.press('Control+n')
      if (round > 0) {
        await expect(page.getByRole('button', { name: /^Continue/ }).first()).toBeVisible()
        await page.keyboard.press('Enter')
      }
      await expect(paper).toBeFocused()
      const again = await look(page)
      expect(again.text.startsWith(confirmed), `round ${round}: “${again.text}” begins with “${confirmed}”`).toBe(true)
      if (round === kills) break

      // To the end of the last line of the first section: the way down and back up, for long text has many lines.
      await page.keyboard.press('Control+Home')
      await page.keyboard.press('Alt+ArrowDown')
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('End')
      let killed = false
      const until = 150 + random() * 2_500
      const killing = new Promise<void>((resolve) => setTimeout(resolve, until)).then(async () => {
        killed = true
        await station?.killAll()
      })
      confirmed = again.text
      while (!killed) {
        try {
          await page.keyboard.type(`${words[Math.floor(random() * words.length)]} `)
          // Saved is said in the pauses of typing, so there are some, of any length.
          if (random() < 0.5) await page.waitForTimeout(random() * 400)
          const now = await look(page)
          if (now.saved) confirmed = now.text
        } catch (error) {
          if (!killed) throw error
        }
      }
      await killing
    }
    await station?.close()
  } catch (error) {
    await station?.page.screenshot({ path: test.info().outputPath('window.png') }).catch(() => {})
    throw error
  } finally {
    await station?.killAll().catch(() => {})
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})
