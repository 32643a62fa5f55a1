import { copyToken } from '../../../shared/document/index.js'
import { safeAddress } from '../../../shared/kernel/address.js'
import { inert, styleOf } from './inert.js'
import { listsFromWord, nestLists } from './lists.js'
import { keepMeaning } from './meaning.js'
import { plainTables } from './tables.js'

const unwanted =
  'script, style, meta, link, title, base, template, noscript, iframe, object, embed, img, picture, svg, math, canvas, ' +
  'video, audio, button, input, select, textarea, [hidden], xml'

const kept = new Set(['colspan', 'rowspan', 'start', 'data-tasks', 'data-task'])

function replaceTag(element: Element, tag: string): Element {
  const other = element.ownerDocument.createElement(tag)
  other.append(...element.childNodes)
  element.replaceWith(other)
  return other
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes)
}

/** Bold and italic said by a style become elements; everything else a style says is let go. */
function emphasisFromStyle(root: Element): void {
  for (const element of root.querySelectorAll('[data-style]')) {
    const style = styleOf(element)
    if (/display:\s*none|mso-hide:\s*all/i.test(style)) {
      element.remove()
      continue
    }
    const weight = /font-weight:\s*([\w]+)/i.exec(style)?.[1] ?? ''
    const isBold = /^(bold|bolder|[6-9]00)$/i.test(weight)
    const isItalic = /font-style:\s*(italic|oblique)/i.test(style)
    // Google Docs wraps all it copies in a <b> of normal weight.
    if (/^(b|strong)$/i.test(element.tagName) && /^(normal|[1-5]00)$/i.test(weight)) unwrap(element)
    else if (element.tagName === 'SPAN' || element.tagName === 'FONT') {
      if (isItalic) element.replaceChildren(wrapped(element, 'em'))
      if (isBold) element.replaceChildren(wrapped(element, 'strong'))
    }
  }
}

function wrapped(element: Element, tag: string): Element {
  const wrapper = element.ownerDocument.createElement(tag)
  wrapper.append(...element.childNodes)
  return wrapper
}

/** Lines of preformatted text stay lines. */
function keepLines(root: Element): void {
  for (const pre of root.querySelectorAll('pre')) {
    const walker = pre.ownerDocument.createTreeWalker(pre, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    for (const text of texts) {
      const lines = text.data.replace(/\n$/, '').split('\n')
      text.replaceWith(
        ...lines.flatMap((line, at) => (at === 0 ? [line] : [pre.ownerDocument.createElement('br'), line])),
      )
    }
    replaceTag(pre, 'p')
  }
}

/**
 * HTML from elsewhere (Word, Google Docs, web pages, mails) with only what a note can hold: paragraphs, headings, lists,
 * tables, bold and italic. What was copied from a note is left as it is.
 */
export function cleanHtml(html: string): string {
  // Other editors of the same make write their slices in the same way.
  if (html.includes('data-pm-slice') && copyToken(html)) return html
  const { body } = inert(html)
  listsFromWord(body)
  keepMeaning(body)
  for (const element of body.querySelectorAll(unwanted)) element.remove()
  emphasisFromStyle(body)
  keepLines(body)
  nestLists(body)
  plainTables(body)
  for (const heading of body.querySelectorAll('li :is(h1,h2,h3,h4,h5,h6), :is(td,th) :is(h1,h2,h3,h4,h5,h6)')) {
    replaceTag(heading, 'p')
  }
  for (const element of body.querySelectorAll('*')) {
    const leads = element.tagName === 'A' ? safeAddress(element.getAttribute('href') ?? '') : undefined
    for (const { name } of [...element.attributes]) if (!kept.has(name)) element.removeAttribute(name)
    if (leads !== undefined) {
      element.setAttribute('href', leads)
      continue
    }
    if (/^(span|font|a|u|ins|small|big|label|o:p|center|section|article|main)$/i.test(element.tagName))
      unwrapInline(element)
  }
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT)
  const comments: Node[] = []
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (node.nodeType === node.COMMENT_NODE) comments.push(node)
    else node.nodeValue = (node.nodeValue ?? '').replaceAll('\u00a0', ' ')
  }
  for (const comment of comments) comment.parentNode?.removeChild(comment)
  return body.innerHTML
}

/** Blocks without a meaning here still part paragraphs. */
function unwrapInline(element: Element): void {
  if (/^(center|section|article|main)$/i.test(element.tagName)) replaceTag(element, 'div')
  else unwrap(element)
}
