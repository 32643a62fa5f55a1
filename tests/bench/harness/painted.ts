import type { Page } from 'playwright'

/** What a page keeps for the timing of keys. */
interface Timed {
  painted(): Promise<number>
  took: number
}

/**
 * Arms the page: the next key is timed until what stands in the first element of `selector` is other text than now, and
 * painted. With `appears` the text does not matter: it is timed until such an element is there.
 */
export const arm = (page: Page, selector: string, appears = false): Promise<void> =>
  page.evaluate(
    ({ selector, appears }) => {
      const painted = (): Promise<number> =>
        new Promise((resolve) =>
          requestAnimationFrame(() => {
            // A message from inside the frame is heard when its style, layout and paint are done.
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => resolve(performance.now())
            port2.postMessage(null)
          }),
        )
      const text = (): string | null | undefined => document.querySelector(selector)?.textContent
      const before = appears ? undefined : text()
      addEventListener(
        'keydown',
        ({ timeStamp }) => {
          const watch = new MutationObserver(() => {
            if (text() === before) return
            watch.disconnect()
            void painted().then((at) => Object.assign(globalThis, { took: at - timeStamp }))
          })
          watch.observe(document.body, { childList: true, subtree: true, characterData: true })
        },
        { capture: true, once: true },
      )
      Reflect.deleteProperty(globalThis, 'took')
      Object.assign(globalThis, { painted })
    },
    { selector, appears },
  )

/** How long the key took that the page was armed for, milliseconds. */
export async function took(page: Page): Promise<number> {
  await page.waitForFunction(() => 'took' in globalThis)
  return page.evaluate(() => (globalThis as unknown as Timed).took)
}

/** What the element has just painted, painted once more from memory in its place, milliseconds. */
export const paintAgain = (page: Page, selector: string): Promise<number> =>
  page.evaluate(async (selector) => {
    const main = document.querySelector<HTMLElement>(selector)
    const parent = main?.parentElement
    if (!main || !parent) throw new Error(`there is no ${selector}`)
    const copy = main.cloneNode(true)
    const { display } = main.style
    main.style.display = 'none'
    await new Promise((resolve) => setTimeout(resolve, 100))
    const started = performance.now()
    parent.insertBefore(copy, main)
    const at = await (globalThis as unknown as Timed).painted()
    copy.parentNode?.removeChild(copy)
    main.style.display = display
    return at - started
  }, selector)
