import type { Mark, Node } from 'prosemirror-model'
import { readDiagnosis } from '../domain/chip/diagnosis.js'
import { type CarriedAttrs, carriedInWords } from './marks/carried.js'
import { momentOfReading } from './nodes/smart-link.js'

/** What is not a character of XML 1.0, halves of surrogate pairs among them. */
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

/** Text as XHTML writes it. What XML cannot hold becomes U+FFFD. */
const escapeXhtml = (text: string): string =>
  text.replace(notXml, '\ufffd').replace(/[&<>"\r]/g, (char) => entities[char] as string)

const markTags: Record<string, string> = { strong: 'strong', em: 'em' }

function withMarks(inner: string, marks: readonly Mark[]): string {
  return marks.reduceRight((text, mark) => {
    if (mark.type.name === 'link') return `<a href="${escapeXhtml(mark.attrs.href)}">${text}</a>`
    if (mark.type.name === 'carried') {
      const words = escapeXhtml(carriedInWords(mark.attrs as CarriedAttrs))
      return `<span class="carried" title="${words}">${text}</span>`
    }
    const tag = markTags[mark.type.name]
    return tag ? `<${tag}>${text}</${tag}>` : text
  }, inner)
}

function children(node: Node): string {
  let out = ''
  node.forEach((child) => {
    out += element(child)
  })
  return out
}

function cell(node: Node, tag: string): string {
  const { colspan, rowspan } = node.attrs
  const spans = `${colspan === 1 ? '' : ` colspan="${colspan}"`}${rowspan === 1 ? '' : ` rowspan="${rowspan}"`}`
  return `<${tag}${spans}>${children(node)}</${tag}>`
}

/** A chip in words, with its kind for whoever knows what to do with it; beside a diagnosis its code. */
function chip({ attrs }: Node): string {
  const code = attrs.kind === 'diagnosis' ? readDiagnosis(attrs.data)?.codings[0]?.code : undefined
  const beside = code && !attrs.text.includes(code) ? ` <span class="code">${escapeXhtml(code)}</span>` : ''
  return `<span class="chip" data-kind="${escapeXhtml(attrs.kind)}">${escapeXhtml(attrs.text)}${beside}</span>`
}

function smartList({ attrs }: Node): string {
  const rows = (attrs.rows as string[]).map((row) => `<li>${escapeXhtml(row)}</li>`).join('')
  const when = `<span class="read">${momentOfReading(attrs)}</span>`
  return `<div class="smart-list"><p>${escapeXhtml(attrs.title)} ${when}</p>${rows === '' ? '' : `<ul>${rows}</ul>`}</div>\n`
}

/** A picture in words; its bytes are another document, and whoever has them finds here which and how large. */
function picture({ attrs }: Node): string {
  const [width, height] = attrs.pixels as number[]
  const data = `data-id="${escapeXhtml(attrs.id)}" data-width="${attrs.width}" data-pixels="${width} ${height}"`
  return `<p class="picture" ${data}>[Picture: ${escapeXhtml(attrs.alt)}]</p>\n`
}

function element(node: Node): string {
  if (node.isText) return withMarks(escapeXhtml(node.text ?? ''), node.marks)
  switch (node.type.name) {
    case 'section':
      return `<section data-code="${escapeXhtml(node.attrs.code)}">\n<h2>${escapeXhtml(node.attrs.title)}</h2>\n${children(node)}</section>\n`
    case 'heading':
      return `<h${node.attrs.level + 1}>${children(node)}</h${node.attrs.level + 1}>\n`
    case 'bullet_list':
      return `<ul>${children(node)}</ul>\n`
    case 'ordered_list':
      return `<ol${node.attrs.order === 1 ? '' : ` start="${node.attrs.order}"`}>${children(node)}</ol>\n`
    case 'task_list':
      return `<ul class="tasks">${children(node)}</ul>\n`
    case 'task_item':
      // An item begins with a paragraph.
      return `<li>${children(node).replace('<p>', `<p>${node.attrs.checked ? '☑' : '☐'} `)}</li>`
    case 'list_item':
      return `<li>${children(node)}</li>`
    case 'table':
      return `<table><tbody>${children(node)}</tbody></table>\n`
    case 'table_row':
      return `<tr>${children(node)}</tr>`
    case 'table_cell':
      return cell(node, 'td')
    case 'table_header':
      return cell(node, 'th')
    case 'problem':
      return `<div class="problem">${children(node)}</div>\n`
    case 'image':
      return picture(node)
    case 'passage':
      return `<div class="passage">${children(node)}</div>\n`
    case 'version':
      return `<div class="version"><p class="version-of">As ${escapeXhtml(node.attrs.who)} wrote it:</p>${children(node)}</div>\n`
    case 'smart_list':
      return smartList(node)
    case 'chip':
      return withMarks(chip(node), node.marks)
    case 'smart_link':
      return withMarks(`<span class="smart-link">${escapeXhtml(node.attrs.text)}</span>`, node.marks)
    case 'hard_break':
      return withMarks('<br/>', node.marks)
    default:
      return `<p>${children(node)}</p>\n`
  }
}

/**
 * The note as a complete XHTML page for systems that do not know our format: well-formed XML, UTF-8, no script, no
 * style. Each section is a `<section>` with its LOINC code and its title as `<h2>`; spaces are as written.
 */
export function documentXhtml(doc: Node, title = 'Note'): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">\n' +
    `<head><title>${escapeXhtml(title)}</title></head>\n<body>\n<h1>${escapeXhtml(title)}</h1>\n${children(doc)}</body>\n</html>\n`
  )
}
