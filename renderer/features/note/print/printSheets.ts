import type { PaperSize } from '../../../../shared/contract/shell.js'
import { element } from './element.js'

const sizes: Record<PaperSize, string> = { A4: '210mm 297mm', Letter: '8.5in 11in' }

/**
 * Has the window's print layout be these sheets and nothing else while `work` prints it. They stand in the document only
 * meanwhile.
 */
export async function withSheets<T>(
  sheets: readonly HTMLElement[],
  size: PaperSize,
  work: () => Promise<T>,
): Promise<T> {
  const stack = element('div', 'paper-print', ...sheets.map((sheet) => sheet.cloneNode(true)))
  // A size of its own for this print alone: named pages get none before Chromium 131.
  const page = new CSSStyleSheet()
  page.replaceSync(`@page { size: ${sizes[size]}; margin: 0 }`)
  document.body.append(stack)
  await Promise.allSettled([...stack.querySelectorAll('img')].map((image) => image.decode()))
  document.body.dataset.printing = 'note'
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, page]
  try {
    return await work()
  } finally {
    stack.remove()
    delete document.body.dataset.printing
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== page)
  }
}
