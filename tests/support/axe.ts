import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright'

/** Until no colour is on its way to another one. What spins for ever is not waited for. */
const atRest = (page: Page) =>
  page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })

/** What axe finds of serious or critical weight on the screen as it is, or in a part of it, in both looks. */
export const findings = async (page: Page, part?: string): Promise<string[]> => {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await atRest(page)
    const axe = new AxeBuilder({ page }).setLegacyMode()
    const { violations } = await (part ? axe.include(part) : axe).analyze()
    for (const { id, impact, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue
      found.push(...nodes.map(({ html }) => `${colorScheme} ${id}: ${html.slice(0, 160)}`))
    }
  }
  return found
}
