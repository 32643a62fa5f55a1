import { partLines } from './lines.js'
import { dissolveSpans, isCutBySpan, splitRow } from './rows.js'

/** Where content is poured: the free part of one page. */
export interface Room {
  body: HTMLElement
}

/** Set on what stays on one page whole. */
export const together = 'data-together'
/** Set on what goes on from the page before: no bullet, no indent of its own. */
const goesOn = 'data-goes-on'

const blocks = new Set(
  'SECTION ARTICLE DIV UL OL LI DL DT DD TABLE THEAD TBODY TR TD TH P H1 H2 H3 H4 H5 H6 FIGURE FIGCAPTION PRE HR'.split(
    ' ',
  ),
)

const nameOf = (node: Node): string => node.nodeName.toUpperCase()

const isBlock = (node: Node): boolean => blocks.has(nameOf(node))
const isBlank = (node: Node): boolean => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() === ''
/** Holds text itself rather than blocks. */
const isText = (element: Element): boolean =>
  [...element.childNodes].some((child) => !isBlock(child) && !isBlank(child))

/** Never the last on a page: what it announces comes after it. */
const announces = (element: Element): boolean =>
  /^H[1-6]$/.test(nameOf(element)) ||
  (nameOf(element) === 'TR' && isHeadRow(element)) ||
  element.hasAttribute('data-announces')

const isHeadRow = (row: Element): boolean =>
  row.childElementCount > 0 && [...row.children].every((cell) => nameOf(cell) === 'TH')

const overflows = ({ body }: Room): boolean => body.scrollHeight > body.clientHeight + 1
const bottomOf = ({ body }: Room): number => body.getBoundingClientRect().top + body.clientTop + body.clientHeight

/**
 * Fills pages with `content`, one after another; `room` makes the next page, laid out already. Text is parted between
 * lines, lists between items, tables between rows with their head repeated; headings stay with what follows. Nothing is
 * ever left out: what fits on no page is made smaller.
 */
export function fillPages(content: HTMLElement, room: () => Room): void {
  let rest: HTMLElement | undefined = content
  while (rest) {
    const page = room()
    const before: number = sizeOf(rest)
    let left: HTMLElement | undefined = pour(rest, page.body, page, false)
    if (page.body.childElementCount === 0) left = pour(rest, page.body, page, true)
    // A head repeated over nothing would go on for ever.
    if (left && sizeOf(left) >= before) {
      page.body.append(left)
      shrink(left, page)
      left = undefined
    }
    rest = left
  }
}

/** Paragraphs count as something, so that a page of empty ones is a step on. */
const sizeOf = (element: Element): number =>
  (element.textContent ?? '').length + element.querySelectorAll('img, p, li').length

function shrink(element: HTMLElement, { body }: Room): void {
  element.style.setProperty('zoom', String(Math.max(0.1, body.clientHeight / (body.scrollHeight + 1))))
}

/**
 * Puts as much of `element` into `into` as there is room for; answers what is left. With `hard` it may be parted where it
 * should not be, because it is more than a page.
 */
function pour(element: HTMLElement, into: Element, room: Room, hard: boolean): HTMLElement | undefined {
  into.append(element)
  if (!overflows(room)) return undefined
  if (isText(element)) return pourText(element, room, hard)
  element.remove()
  if (nameOf(element) === 'TR' || (element.hasAttribute(together) && !hard)) return pourWhole(element, into, room, hard)
  if (nameOf(element) === 'TABLE' && hard) dissolveSpans(element)
  return pourParts(element, into, room, hard)
}

function pourText(element: HTMLElement, room: Room, hard: boolean): HTMLElement | undefined {
  const rest = partLines(element, bottomOf(room), hard)
  if (rest) {
    rest.setAttribute(goesOn, '')
    return rest
  }
  return aloneOrNot(element, room, hard)
}

function pourWhole(element: HTMLElement, into: Element, room: Room, hard: boolean): HTMLElement | undefined {
  if (!hard) return element
  if (nameOf(element) !== 'TR') return pourParts(element, into, room, hard)
  into.append(element)
  const rest = splitRow(element, (part, cell) => pour(part, cell, room, true))
  if (element.textContent === '') {
    element.remove()
    return rest
  }
  if (rest) rest.setAttribute(goesOn, '')
  return rest
}

/** On a page of its own what fits on none is made smaller; else the next page is tried. */
function aloneOrNot(element: HTMLElement, room: Room, hard: boolean): HTMLElement | undefined {
  const isAlone = hard && room.body.textContent === element.textContent
  if (isAlone) {
    shrink(element, room)
    return undefined
  }
  element.remove()
  return element
}

function pourParts(element: HTMLElement, into: Element, room: Room, hard: boolean): HTMLElement | undefined {
  const shell = element.cloneNode(false) as HTMLElement
  into.append(shell)
  for (let child = element.firstElementChild; child; child = element.firstElementChild) {
    const left = pour(child as HTMLElement, shell, room, hard)
    if (left) {
      element.prepend(left)
      break
    }
  }
  const back = (): void => {
    const last = shell.lastElementChild
    if (last) element.prepend(last)
  }
  const isTable = nameOf(element) === 'TBODY'
  while (shell.lastElementChild && !hard && (announces(shell.lastElementChild) || (isTable && isCutBySpan(shell))))
    back()
  if (shell.childElementCount === 0) {
    shell.remove()
    return element.childElementCount === 0 ? undefined : element
  }
  if (element.childElementCount === 0) return undefined
  goOn(shell, element)
  return element
}

/** Makes the rest of a list count on, the rest of a table begin with its head, and the rest of an item have no bullet. */
function goOn(shell: HTMLElement, rest: HTMLElement): void {
  const name = nameOf(rest)
  if (name === 'OL') {
    const isInItem = rest.firstElementChild?.hasAttribute(goesOn)
    const begun = Number(shell.getAttribute('start') ?? 1)
    rest.setAttribute('start', String(begun + shell.childElementCount - (isInItem ? 1 : 0)))
  }
  if (name === 'TBODY') {
    const head = shell.firstElementChild
    if (head && isHeadRow(head)) rest.prepend(head.cloneNode(true))
  }
  if (name === 'LI' || name === 'TR') rest.setAttribute(goesOn, '')
}
