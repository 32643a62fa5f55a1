import type { Node } from 'prosemirror-model'

const indent = (depth: number): string => '  '.repeat(depth)

function inlineText(node: Node): string {
  let text = ''
  let link: { href: string; words: string } | undefined
  const endLink = (): void => {
    // Where it leads is said when the words of the link do not.
    if (link && link.href.replace(/^(mailto|tel):/i, '') !== link.words) text += ` (${link.href})`
    link = undefined
  }
  node.forEach((child) => {
    const href = child.marks.find(({ type }) => type.name === 'link')?.attrs.href as string | undefined
    if (link && link.href !== href) endLink()
    const words = child.isText ? (child.text ?? '') : (child.type.spec.leafText?.(child) ?? '\n')
    text += words
    if (href !== undefined) link = { href, words: (link?.words ?? '') + words }
  })
  endLink()
  return text
}

const box = ({ attrs }: Node): string => (attrs.checked ? '[x] ' : '[ ] ')

function listLines(list: Node, depth: number, lines: string[]): void {
  const first = list.type.name === 'ordered_list' ? Number(list.attrs.order) : null
  list.forEach((item, _offset, index) => {
    const marker = first !== null ? `${first + index}. ` : item.type.name === 'task_item' ? box(item) : '- '
    item.forEach((child, _at, place) => {
      const lead = place === 0 ? marker : ' '.repeat(marker.length)
      if (child.isTextblock) lines.push(`${indent(depth)}${lead}${inlineText(child)}`)
      else listLines(child, depth + 1, lines)
    })
  })
}

function cellText(cell: Node): string {
  const lines: string[] = []
  cell.forEach((child) => {
    blockLines(child, lines)
  })
  return lines.join(' ').replaceAll('\n', ' ')
}

function blockLines(block: Node, lines: string[]): void {
  if (block.isTextblock) {
    lines.push(inlineText(block))
  } else if (block.type.name === 'problem') {
    block.forEach((child) => {
      blockLines(child, lines)
    })
  } else if (block.type.name === 'image') {
    lines.push(`[Picture: ${block.attrs.alt}]`)
  } else if (block.type.name === 'passage') {
    block.forEach((version) => {
      lines.push(`[As ${version.attrs.who} wrote it:]`)
      version.forEach((child) => {
        blockLines(child, lines)
      })
    })
  } else if (block.type.name === 'smart_list') {
    lines.push(`${block.attrs.title}:`, ...(block.attrs.rows as string[]).map((row) => `- ${row}`))
  } else if (block.type.name === 'table') {
    block.forEach((row) => {
      const cells: string[] = []
      row.forEach((cell) => {
        cells.push(cellText(cell))
      })
      lines.push(cells.join(' | '))
    })
  } else {
    listLines(block, 0, lines)
  }
}

/** The text of blocks as it reads on plain paper: `- `, `1. ` and `[ ] ` for lists, ` | ` between cells. */
export function blocksText(parent: Node): string {
  const blocks: string[] = []
  parent.forEach((block) => {
    const lines: string[] = []
    blockLines(block, lines)
    blocks.push(lines.join('\n'))
  })
  return blocks.join('\n')
}

/** The whole note as plain text: each section's title on a line of its own, its text below, a blank line between. */
export function documentText(doc: Node): string {
  const sections: string[] = []
  doc.forEach((section) => {
    sections.push(`${section.attrs.title}\n${blocksText(section)}`.trimEnd())
  })
  return sections.join('\n\n')
}

/**
 * Whatever text a stored value holds, read without knowing its shape: for documents this version cannot open.
 * Never throws, however deep or odd the value is.
 */
export function textWithin(value: unknown): string {
  const lines: string[] = []
  let line = ''
  const stack: unknown[] = [value]
  const endLine = (): void => {
    if (line.trim() !== '') lines.push(line)
    line = ''
  }
  while (stack.length > 0) {
    const next = stack.pop()
    if (next === endOfLine) endLine()
    else if (Array.isArray(next)) pushAll(stack, next)
    else if (typeof next === 'object' && next !== null) {
      const node = next as Record<string, unknown>
      if (typeof node.text === 'string') line += node.text
      const { title, text, rows, alt } = (node.attrs ?? {}) as Record<string, unknown>
      if (typeof title === 'string') lines.push(title)
      if (typeof alt === 'string') lines.push(`[Picture: ${alt}]`)
      // What stands in the text as one thing (a chip, a smart link) says its words in an attribute.
      if (typeof text === 'string') line += text
      if (Array.isArray(rows)) lines.push(...rows.filter((row): row is string => typeof row === 'string'))
      if (Array.isArray(node.content)) {
        if (!isInline(node.content)) endLine()
        stack.push(endOfLine)
        pushAll(stack, node.content)
      }
    }
  }
  endLine()
  return lines.join('\n')
}

const endOfLine = Symbol('end of line')

function pushAll(stack: unknown[], items: unknown[]): void {
  for (let i = items.length - 1; i >= 0; i--) stack.push(items[i])
}

const isInline = (content: unknown[]): boolean =>
  content.some((child) => {
    const { text, attrs } = (child ?? {}) as { text?: unknown; attrs?: { text?: unknown } | null }
    return typeof text === 'string' || typeof attrs?.text === 'string'
  })
