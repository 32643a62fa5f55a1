import { Fragment, type Mark, type Node, Slice } from 'prosemirror-model'
import type { ChipAttrs } from '../../domain/chip/chip.js'
import { dateForReading, localDate } from '../../kernel/dates.js'
import { schema } from '../schema.js'
import { blocksText } from '../text.js'
import { wildcards } from '../wildcard.js'

/** A block of an earlier note, offered to be carried. */
export interface CarriableBlock {
  /** Its place in the earlier note. */
  pos: number
  node: Node
  /** What it says, in plain words. */
  text: string
  /** Places in it that were never filled in. */
  unfilled: number
}

export interface CarriableSection {
  code: string
  title: string
  blocks: CarriableBlock[]
}

/** What an earlier note has to carry, section by section; empty blocks and sections are left out. */
export function carriable(doc: Node): CarriableSection[] {
  const open = wildcards(doc)
  const sections: CarriableSection[] = []
  doc.forEach((section, offset) => {
    const blocks: CarriableBlock[] = []
    section.forEach((node, at) => {
      const pos = offset + 1 + at
      const text = blocksText(schema.nodes.doc.create(null, node)).trim()
      const unfilled = open.filter(({ from }) => from >= pos && from < pos + node.nodeSize).length
      if (text !== '') blocks.push({ pos, node, text, unfilled })
    })
    if (blocks.length > 0) sections.push({ code: section.attrs.code, title: section.attrs.title, blocks })
  })
  return sections
}

/** Marks of the earlier note that do not come along: where its words came from is told anew. */
const left: ReadonlySet<string> = new Set(['carried', 'template'])

/**
 * A block as it is carried. Its words say where they come from. A diagnosis goes on standing for its problem; any other
 * chip was of that visit and comes as its words, so that nothing is ordered twice; living data comes as `renew` says it is
 * now, else as it was then, with its date.
 */
export function carriedBlocks(
  block: Node,
  from: { note: string; date: string },
  newId: () => string,
  renew: (data: Node) => Node | undefined = () => undefined,
): Node[] {
  const mark = schema.mark('carried', { ...from, confirmed: null })
  const marksFor = (node: Node): readonly Mark[] => mark.addToSet(node.marks.filter(({ type }) => !left.has(type.name)))
  const inline = (node: Node): Node => {
    const marks = marksFor(node)
    if (node.type === schema.nodes.smart_link) {
      return renew(node) ?? schema.text(`${node.attrs.text} (${asOf(node)})`, marks)
    }
    if (node.type !== schema.nodes.chip) return node.mark(marks)
    const attrs = node.attrs as ChipAttrs
    if (attrs.kind !== 'diagnosis') return schema.text(attrs.text, marks)
    const resource = attrs.resource ?? { type: 'Condition', id: attrs.id }
    return schema.node('chip', { ...attrs, id: newId(), resource }, undefined, marks)
  }
  const carry = (node: Node): Node[] => {
    if (node.type === schema.nodes.smart_list) {
      const now = renew(node)
      return now ? [now] : listAsText(node, marksFor(node))
    }
    if (node.isInline) return [inline(node)]
    if (node.isTextblock) return [node.copy(Fragment.fromArray(node.children.map(inline)))]
    return [node.isLeaf ? node : node.copy(Fragment.fromArray(node.children.flatMap(carry)))]
  }
  return carry(block)
}

/** What was copied from an earlier note, as it is carried. */
export function carriedSlice(
  { content, openStart, openEnd }: Slice,
  from: { note: string; date: string },
  newId: () => string,
): Slice {
  const carried = content.content.flatMap((node) => carriedBlocks(node, from, newId))
  return new Slice(Fragment.fromArray(carried), openStart, openEnd)
}

const asOf = ({ attrs }: Node): string => `as of ${dateForReading(localDate(new Date(attrs.at)))}`

function listAsText(list: Node, marks: readonly Mark[]): Node[] {
  const paragraph = (text: string): Node => schema.node('paragraph', null, schema.text(text, marks))
  const rows = (list.attrs.rows as string[]).map((row) => schema.node('list_item', null, paragraph(row)))
  return [
    paragraph(`${list.attrs.title} (${asOf(list)})`),
    ...(rows.length > 0 ? [schema.node('bullet_list', null, rows)] : []),
  ]
}

/** A line of carried words nobody touched or confirmed yet. */
export interface Untouched {
  from: number
  to: number
  /** The section's title. */
  section: string
  text: string
  date: string
}

export const isUntouched = ({ type, attrs }: Mark): boolean => type.name === 'carried' && attrs.confirmed === null

/** The carried lines of a note nobody touched or confirmed yet, in order. */
export function untouchedIn(doc: Node): Untouched[] {
  const found: Untouched[] = []
  doc.forEach((section, offset) => {
    section.descendants((node, at) => {
      if (!node.isTextblock) return true
      const mark = node.children.flatMap(({ marks }) => marks).find(isUntouched)
      const from = offset + 2 + at
      if (mark) {
        const { title } = section.attrs
        found.push({
          from,
          to: from + node.content.size,
          section: title,
          text: node.textContent,
          date: mark.attrs.date,
        })
      }
      return false
    })
  })
  return found
}

/** Sections that say the same where notes are divided otherwise: assessment, plan, and both in one (LOINC). */
const together: Readonly<Record<string, readonly string[]>> = {
  '51848-0': ['51847-2'],
  '18776-5': ['51847-2'],
  '51847-2': ['18776-5', '51848-0'],
}

/** Index of the section of `doc` that what stood in `section` belongs in; undefined when there is none. */
export function sectionFor(doc: Node, { code, title }: Pick<CarriableSection, 'code' | 'title'>): number | undefined {
  const index = (fits: (section: Node) => boolean): number | undefined => {
    const at = doc.children.findIndex(fits)
    return at < 0 ? undefined : at
  }
  return (
    index(({ attrs }) => attrs.code === code && attrs.title === title) ??
    index(({ attrs }) => attrs.code === code) ??
    index(({ attrs }) => (together[code] ?? []).includes(attrs.code)) ??
    index(({ attrs }) => attrs.title === title)
  )
}
