import { createHash } from 'node:crypto'
import type { DocumentReference } from '@medplum/fhirtypes'
import {
  canonicalJson,
  documentText,
  documentXhtml,
  parseDocument,
  schema,
  textWithin,
} from '../../../shared/document/index.js'

const noteFormat = { system: 'https://rounds.example/fhir/note-format', code: 'prosemirror-1' }

type Content = NonNullable<DocumentReference['content']>
/** A ProseMirror node of the note's schema. */
export type NoteDocument = ReturnType<typeof schema.node>

/** What a stored note holds: our document, or only text when another system wrote it or this version cannot read it. */
export type StoredContent =
  | { kind: 'document'; doc: NoteDocument; json: unknown; hash: string }
  | { kind: 'text'; text: string; hash: string }
  /** The server moved the content to a place of its own. */
  | { kind: 'elsewhere'; text: string; hash: string }

/**
 * The content of a note in both forms, as docs/FHIR.md has it. They take the place of the earlier ones in `before`; what
 * another system put beside them stays.
 */
export function contentOf(doc: NoteDocument, title: string, before: Content = []): Content {
  const own = before.find(isOwn)
  const rendered = own && before.find((other) => other !== own && other.attachment?.contentType === xhtml)
  const forms = [
    {
      ...own,
      attachment: attachment(own, 'application/json', JSON.stringify(doc.toJSON()), title),
      format: noteFormat,
    },
    { ...rendered, attachment: attachment(rendered, xhtml, documentXhtml(doc, title), title) },
  ] as Content
  return [...forms, ...before.filter((other) => other !== own && other !== rendered)]
}

const xhtml = 'application/xhtml+xml'
/** Whether it was written in a note's format of ours, here or at another workstation. */
export const isWrittenHere = ({ content }: Pick<DocumentReference, 'content'>): boolean => (content ?? []).some(isOwn)

const isOwn = ({ format }: Content[number]): boolean => format?.system === noteFormat.system

/** Size, hash, address and age of an earlier attachment are not those of the new one. */
function attachment(
  before: Content[number] | undefined,
  contentType: string,
  text: string,
  title: string,
): Content[number]['attachment'] {
  const { url: _url, size: _size, hash: _hash, creation: _creation, ...kept } = before?.attachment ?? {}
  return { ...kept, contentType, data: Buffer.from(text, 'utf8').toString('base64'), title }
}

const decoded = (data: string | undefined): string | undefined =>
  data === undefined ? undefined : Buffer.from(data, 'base64').toString('utf8')

/** Marks content, to notice that someone else wrote it. */
const markOf = (data: string): string => createHash('sha256').update(data).digest('base64url')

/** The mark of a note's stored document; of all its content where there is none of ours. */
export function contentMark(note: DocumentReference): string {
  const own = ownAttachment(note)
  return markOf(
    own?.data ?? (note.content ?? []).map(({ attachment }) => attachment?.data ?? attachment?.url ?? '').join(),
  )
}

const ownAttachment = (note: DocumentReference): { data?: string } | undefined =>
  (note.content ?? []).find(isOwn)?.attachment

/** Reads a note's content, ours first, else the most readable of what another system left. */
export function readContent(note: DocumentReference): StoredContent {
  const hash = contentMark(note)
  const own = decoded(ownAttachment(note)?.data)
  if (own !== undefined) {
    const parsed = parseDocument(own)
    return parsed.ok
      ? { kind: 'document', doc: parsed.doc, json: JSON.parse(own), hash }
      : { kind: 'text', text: parsed.text, hash }
  }
  for (const { attachment } of note.content ?? []) {
    const text = decoded(attachment?.data)
    if (text === undefined) continue
    if (/html|xml/.test(attachment?.contentType ?? '')) return { kind: 'text', text: plainText(text), hash }
    if (/^text\//.test(attachment?.contentType ?? 'text/plain')) return { kind: 'text', text, hash }
  }
  return { kind: 'elsewhere', text: 'What this document says is in its file.', hash }
}

/** A note's document; one that is not ours as plain paragraphs. Undefined where its text is not here at all. */
export function documentIn(note: DocumentReference): NoteDocument | undefined {
  const content = readContent(note)
  if (content.kind === 'elsewhere') return undefined
  return content.kind === 'document' ? content.doc : documentOfText(content.text)
}

/** The words of a note, whatever its form. */
export function noteText(note: DocumentReference): string {
  const content = readContent(note)
  return content.kind === 'document' ? documentText(content.doc) : content.text
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** Markup without its tags: blocks on lines of their own. Never shown as markup, so nothing in it can act. */
function plainText(markup: string): string {
  return markup
    .replace(/<(script|style|head)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(?:br|\/p|\/div|\/h\d|\/li|\/tr|\/section)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
      if (name) return entities[name.toLowerCase()] ?? whole
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
    })
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}

/** A document that only shows text; LOINC 34109-9 is a note of no particular kind. */
export function documentOfText(text: string): NoteDocument {
  const paragraphs = text.split('\n').map((line) => schema.node('paragraph', null, line ? [schema.text(line)] : []))
  return schema.node('doc', null, [schema.node('section', { code: '34109-9', title: 'Note' }, paragraphs)])
}

/** What a seal is computed over: `ni:///sha-256;…` after RFC 6920, of the document's canonical spelling. */
export const sealOf = (documentJson: unknown): string =>
  `ni:///sha-256;${createHash('sha256').update(canonicalJson(documentJson), 'utf8').digest('base64url')}`

/** The document as stored in the note, for its seal; undefined where it is not ours. */
export function storedDocument(note: DocumentReference): unknown {
  const own = decoded(ownAttachment(note)?.data)
  if (own === undefined) return undefined
  try {
    return JSON.parse(own)
  } catch {
    return textWithin(own)
  }
}
