import { styleOf } from './inert.js'

const wordList = /mso-list:\s*l\d+\s+level(\d+)/i

const levelOf = (element: Element): number => Number(wordList.exec(styleOf(element))?.[1] ?? 0)

/** What Word prints in front of an item: `1.`, `a)`, `(iv)` count, anything else is a bullet. */
const counts = /^\(?(\d+|[a-z]|[ivxlc]+)[.)]/i

/**
 * Word writes lists as paragraphs that name their level in their style and carry the bullet as text. Turns each run of
 * them into real lists.
 */
export function listsFromWord(root: Element): void {
  for (const first of root.querySelectorAll('p, h1, h2, h3, h4, h5, h6')) {
    if (levelOf(first) === 0 || !first.isConnected) continue
    if (first.previousElementSibling && levelOf(first.previousElementSibling) > 0) continue
    const run: Element[] = []
    for (let at: Element | null = first; at && levelOf(at) > 0; at = at.nextElementSibling) run.push(at)
    replaceRun(run)
  }
}

function replaceRun(run: Element[]): void {
  const [first] = run as [Element]
  const { ownerDocument } = first
  const open: { list: Element; level: number }[] = []
  for (const paragraph of run) {
    const level = levelOf(paragraph)
    const marker = takeMarker(paragraph)
    const tag = counts.test(marker) ? 'ol' : 'ul'
    while (open.length > 0 && (open.at(-1) as { level: number }).level > level) open.pop()
    let current = open.at(-1)
    if (!current || current.level < level) {
      const list = ownerDocument.createElement(tag)
      // One that goes on after a paragraph goes on counting.
      const number = /\d+/.exec(marker)?.[0]
      if (tag === 'ol' && number && number !== '1') list.setAttribute('start', number)
      if (current) (current.list.lastElementChild ?? current.list).append(list)
      else first.before(list)
      current = { list, level }
      open.push(current)
    }
    const item = ownerDocument.createElement('li')
    const text = ownerDocument.createElement('p')
    text.append(...paragraph.childNodes)
    item.append(text)
    current.list.append(item)
    if (paragraph !== first) paragraph.remove()
  }
  first.remove()
}

function takeMarker(paragraph: Element): string {
  for (const span of paragraph.querySelectorAll('[data-style]')) {
    if (!/mso-list:\s*ignore/i.test(styleOf(span))) continue
    const text = span.textContent ?? ''
    span.remove()
    return text.trim()
  }
  return ''
}

/** A list directly in a list, as Google Docs and Outlook write nested ones, goes into the item before it. */
export function nestLists(root: Element): void {
  for (const list of root.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol')) {
    const before = list.previousElementSibling
    if (before?.tagName === 'LI') before.append(list)
    else {
      const item = list.ownerDocument.createElement('li')
      list.before(item)
      item.append(list)
    }
  }
}
