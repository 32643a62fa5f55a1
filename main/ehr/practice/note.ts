import { hash } from 'node:crypto'
import type { DocumentReference, Provenance, Reference } from '@medplum/fhirtypes'
import type { Day } from './calendar.js'
import { type Chart, nextId } from './chart.js'
import { concept, hl7, LOINC, ROUNDS, reference } from './coding.js'
import { meta } from './meta.js'
import { organization, practitioner } from './staff.js'

/** A paragraph, or a list of short lines. */
export type Block = string | readonly string[]

export interface Sections {
  subjective: readonly Block[]
  objective: readonly Block[]
  assessment: readonly Block[]
  plan: readonly Block[]
}

const parts = [
  ['subjective', '61150-9', 'Subjective'],
  ['objective', '61149-1', 'Objective'],
  ['assessment', '51848-0', 'Assessment'],
  ['plan', '18776-5', 'Plan'],
] as const

const paragraph = (text: string): string =>
  `{"content":[{"text":${JSON.stringify(text)},"type":"text"}],"type":"paragraph"}`

const blockJson = (block: Block): string =>
  typeof block === 'string'
    ? paragraph(block)
    : `{"content":[${block.map((item) => `{"content":[${paragraph(item)}],"type":"list_item"}`).join(',')}],"type":"bullet_list"}`

/**
 * The editor's document, written straight in the canonical spelling (keys sorted, no spaces) that a signature's seal is
 * computed over. An empty section keeps one empty paragraph.
 */
const documentJson = (sections: Sections): string =>
  `{"content":[${parts
    .map(([key, code, title]) => {
      const content = sections[key].map(blockJson).join(',') || '{"type":"paragraph"}'
      return `{"attrs":{"code":"${code}","title":"${title}"},"content":[${content}],"type":"section"}`
    })
    .join(',')}],"type":"doc"}`

const xml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

const blockXhtml = (block: Block): string =>
  typeof block === 'string'
    ? `<p>${xml(block)}</p>\n`
    : `<ul>${block.map((item) => `<li><p>${xml(item)}</p>\n</li>`).join('')}</ul>\n`

const documentXhtml = (sections: Sections, title: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">\n<head><title>${xml(title)}</title></head>\n<body>\n<h1>${xml(title)}</h1>\n${parts
    .map(
      ([key, code, heading]) =>
        `<section data-code="${code}">\n<h2>${heading}</h2>\n${sections[key].map(blockXhtml).join('') || '<p></p>\n'}</section>\n`,
    )
    .join('')}</body>\n</html>\n`

const progressNote = concept(LOINC, '11506-3', 'Progress note', 'Progress note')
export const clinicalNote = [
  {
    coding: [
      {
        system: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category',
        code: 'clinical-note',
        display: 'Clinical Note',
      },
    ],
    text: 'Clinical note',
  },
]
const noteFormat = { system: `${ROUNDS}note-format`, code: 'prosemirror-1' }
const author = hl7('provenance-participant-type', 'author', 'Author')
const create = hl7('v3-DataOperation', 'CREATE', 'create')

export interface NoteOf {
  title: string
  sections: Sections
  encounter: Reference<never>
  author: string
  day: Day
  /** Minute the visit began. */
  start: number
  /** Minute it was signed, or last saved while a draft. */
  saved: number
  signed: boolean
}

/** Writes a visit's note into the chart: a draft, or signed with its seal. Returns the DocumentReference's id. */
export function recordNote(chart: Chart, note: NoteOf): string {
  const { calendar, subject, out } = chart
  const id = nextId(chart, 'd')
  const json = documentJson(note.sections)
  const start = calendar.at(note.day, note.start)
  const document: DocumentReference = {
    resourceType: 'DocumentReference',
    id,
    meta: meta(calendar.stamp(note.day, note.saved, 11)),
    status: 'current',
    docStatus: note.signed ? 'final' : 'preliminary',
    type: progressNote,
    category: clinicalNote,
    subject,
    date: calendar.at(note.day, note.saved),
    author: [practitioner(note.author)],
    custodian: organization,
    description: note.title,
    content: [
      {
        attachment: { contentType: 'application/json', data: Buffer.from(json).toString('base64'), title: note.title },
        format: noteFormat,
      },
      {
        attachment: {
          contentType: 'application/xhtml+xml',
          data: Buffer.from(documentXhtml(note.sections, note.title)).toString('base64'),
          title: note.title,
        },
      },
    ],
    context: {
      encounter: [note.encounter],
      period: { start, end: calendar.at(note.day, Math.min(note.saved, note.start + 30)) },
    },
  }
  out.push(document)
  if (note.signed) {
    const seal: Provenance = {
      resourceType: 'Provenance',
      id: nextId(chart, 'v'),
      meta: meta(calendar.stamp(note.day, note.saved, 10)),
      target: [reference('DocumentReference', id)],
      recorded: calendar.stamp(note.day, note.saved, 10),
      activity: create,
      agent: [{ type: author, who: practitioner(note.author), onBehalfOf: organization }],
      entity: [
        {
          role: 'source',
          what: {
            identifier: { system: 'urn:ietf:rfc:3986', value: `ni:///sha-256;${hash('sha256', json, 'base64url')}` },
          },
        },
      ],
    }
    out.push(seal)
  }
  return id
}
