import type { Node } from 'prosemirror-model'
import { schema } from '../schema.js'
import { sectionKinds } from '../sections.js'

/** The section a phrase's words stand in, which is none of a note's: LOINC 34109-9 is a note of no particular kind. */
export const wordsSection = { code: '34109-9', title: 'Words' }

/** What is said in bold: `**Red flags**`; never what stands between two wildcards. */
const bold = /(?<!\*)\*\*(?!\*)([^*\n]+)\*\*(?!\*)/g

function inline(text: string): Node[] {
  const nodes: Node[] = []
  let at = 0
  for (const match of text.matchAll(bold)) {
    if (match.index > at) nodes.push(schema.text(text.slice(at, match.index)))
    nodes.push(schema.text(match[1] as string, [schema.marks.strong.create()]))
    at = match.index + match[0].length
  }
  if (at < text.length) nodes.push(schema.text(text.slice(at)))
  return nodes
}

const paragraph = (text: string): Node => schema.node('paragraph', null, inline(text))

/** A row of `| a | b |`; the first of a table holds its headings. */
const row = (line: string, first: boolean): Node => {
  const cells = line.replace(/^\||\|$/g, '').split(/\|(?![^{}]*\})/)
  return schema.node(
    'table_row',
    null,
    cells.map((cell) => schema.node(first ? 'table_header' : 'table_cell', null, paragraph(cell.trim()))),
  )
}

/** Lines of one kind that follow each other make one block. */
function blocks(lines: readonly string[]): Node[] {
  const made: Node[] = []
  let at = 0
  const run = (test: RegExp): string[] => {
    const from = at
    while (at < lines.length && test.test(lines[at] as string)) at += 1
    return lines.slice(from, at)
  }
  while (at < lines.length) {
    const line = lines[at] as string
    if (line.startsWith('- ')) {
      const items = run(/^- /).map((item) => schema.node('list_item', null, paragraph(item.slice(2))))
      made.push(schema.node('bullet_list', null, items))
    } else if (/^\|.*\|$/.test(line)) {
      made.push(
        schema.node(
          'table',
          null,
          run(/^\|.*\|$/).map((each, i) => row(each, i === 0)),
        ),
      )
    } else {
      made.push(line.startsWith('# ') ? schema.node('heading', { level: 2 }, inline(line.slice(2))) : paragraph(line))
      at += 1
    }
  }
  return made.length > 0 ? made : [schema.node('paragraph')]
}

/**
 * A phrase written as lines: `= Plan` begins a section of that title, `# ` a heading, `- ` an item of a list, `| a | b |`
 * a table; empty lines are nothing. Throws RangeError for a section no note has.
 */
export function phraseFromLines(text: string): Node {
  const sections: { attrs: { code: string; title: string }; lines: string[] }[] = []
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line.startsWith('= ')) {
      const kind = sectionKinds.find(({ title }) => title === line.slice(2))
      if (!kind) throw new RangeError(`no section is called ${line.slice(2)}`)
      sections.push({ attrs: { code: kind.code, title: kind.title }, lines: [] })
    } else if (line !== '') {
      if (sections.length === 0) sections.push({ attrs: wordsSection, lines: [] })
      sections.at(-1)?.lines.push(line)
    }
  }
  if (sections.length === 0) sections.push({ attrs: wordsSection, lines: [] })
  return schema.node(
    'doc',
    null,
    sections.map(({ attrs, lines }) => schema.node('section', attrs, blocks(lines))),
  )
}
