import type { Node } from 'prosemirror-model'
import type { NoteView } from '../../../../shared/contract/views/note.js'
import type { SmartValue } from '../../../../shared/contract/views/smart.js'
import { isSmart, schema } from '../../../../shared/document/index.js'
import { localDate } from '../../../../shared/kernel/dates.js'
import { client } from '../../../data/index.js'

/** Living data as it is now in the place of what it was, where the chart still tells it. */
type Renewal = (node: Node) => Node | undefined

/** The names of the living data in blocks, once each. */
export function linksIn(blocks: readonly Node[]): string[] {
  const links = new Set<string>()
  const look = (node: Node): void => {
    if (isSmart(node)) links.add(node.attrs.link)
    node.forEach(look)
  }
  blocks.forEach(look)
  return [...links]
}

/** Reads what the living data of blocks says now. What is not told comes as it was then. */
export async function renewalFor(note: NoteView, blocks: readonly Node[]): Promise<Renewal> {
  const links = linksIn(blocks)
  if (links.length === 0) return () => undefined
  const { patient, encounter, startedAt } = note
  const on = localDate(new Date(startedAt))
  const answer = await client.ask('smart.read', { patient, links, on, ...(encounter && { encounter }) })
  return renewalOf(answer.ok ? answer.value : [])
}

function renewalOf(values: readonly SmartValue[]): Renewal {
  const known = new Map(values.map((value) => [value.link, value]))
  return ({ type, attrs }) => {
    const value = known.get(attrs.link)
    if (!value?.recorded) return undefined
    const { link, at, sources } = value
    if (value.kind === 'text')
      return type === schema.nodes.smart_link ? type.create({ link, at, sources, text: value.text }) : undefined
    const { title, rows } = value
    return type === schema.nodes.smart_list ? type.create({ link, at, sources, title, rows }) : undefined
  }
}
