import type { Node } from 'prosemirror-model'
import { countWords, emptyNote, schema } from '../../../shared/document/index.js'

const sentence = 'Walks thirty minutes on most days, sleeps well, no chest pain and no breathlessness on stairs. '
const icd10cm = 'http://hl7.org/fhir/sid/icd-10-cm'
const uuid = (at: number): string => `20000000-0000-4000-8000-${String(at).padStart(12, '0')}`

export interface NoteSize {
  words: number
  chips: number
  problems: number
  links: number
}

const chip = (at: number): Node => {
  const diagnosis = at % 2 === 0
  const display = diagnosis ? 'Type 2 diabetes' : 'Urine albumin/creatinine'
  const codings = diagnosis ? [{ system: icd10cm, code: 'E11.9', display }] : []
  const data = diagnosis ? { codings, display } : { category: 'laboratory', codings, display }
  const attrs = { id: uuid(at), kind: diagnosis ? 'diagnosis' : 'order', text: display, data, resource: null }
  return schema.node('chip', attrs)
}

const link = (at: number): Node =>
  schema.node('smart_link', { link: 'a1c', text: `HbA1c 7.${at % 10} %`, at: '2026-11-18T09:00:00.000Z', sources: [] })

/**
 * A long note as one is after years of copying forward: paragraphs of some fifty words over all sections, chips and smart
 * links among them, and at the end problems in their boxes.
 */
export function richNote({ words, chips, problems, links }: NoteSize): Node {
  const text = sentence.repeat(3).trim()
  const sections = emptyNote().children
  const each = Math.ceil(words / sections.length / countWords(text))
  const paragraphs = each * sections.length
  let [count, chipped, linked] = [0, 0, 0]
  const paragraph = (): Node => {
    count += 1
    const content = [schema.text(text)]
    for (; chipped < (count / paragraphs) * chips; chipped += 1) content.push(schema.text(' '), chip(chipped))
    for (; linked < (count / paragraphs) * links; linked += 1) content.push(schema.text(' '), link(linked))
    return schema.node('paragraph', null, [...content, schema.text('.')])
  }
  return schema.node(
    'doc',
    null,
    sections.map((section, at) => {
      const blocks = Array.from({ length: each }, paragraph)
      const boxed = at === sections.length - 1 ? Math.min(problems, each - 1) : 0
      const boxes = blocks.slice(each - boxed).map((block) => schema.node('problem', null, block))
      return schema.node('section', section.attrs, [...blocks.slice(0, each - boxed), ...boxes])
    }),
  )
}

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

function html(node: Node): string {
  const inner = node.children.map(html).join('')
  switch (node.type.name) {
    case 'text':
      return escaped(node.text ?? '')
    case 'chip':
      return `<span data-chip="${escaped(JSON.stringify(node.attrs))}">${escaped(node.attrs.text)}</span>`
    case 'smart_link':
      return `<span data-smart="${escaped(JSON.stringify(node.attrs))}">${escaped(node.attrs.text)}</span>`
    case 'problem':
      return `<div data-problem="">${inner}</div>`
    default:
      return `<p>${inner}</p>`
  }
}

/** A section's blocks as they are on the clipboard when copied from a note, its outer paragraphs open. */
export function copied(section: Node): string {
  const open = section.lastChild?.isTextblock ? 1 : 0
  return section.children.map(html).join('').replace('<p>', `<p data-pm-slice="1 ${open} []">`)
}
