import type { Attachment, Library } from '@medplum/fhirtypes'
import { blocksText, documentText, documentXhtml, parseDocument } from '../../../shared/document/index.js'
import { type PhraseKind, type PhraseScope, phraseKinds, phraseNamePattern } from '../../../shared/domain/phrase.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { NoteDocument } from './note-content.js'
import type { Projector } from './projector.js'
import { run } from './statement.js'

const rounds = 'https://rounds.example/fhir/'
export const phraseKindSystem = `${rounds}phrase-kind`
/** Whose it is: a Practitioner's or a CareTeam's; the clinic's own have no owner. */
export const phraseOwner = `${rounds}phrase-owner`
/** What a save changed, in the saver's words. */
export const phraseChange = `${rounds}phrase-change`
const format = 'application/json'
const xhtml = 'application/xhtml+xml'

export interface PhraseProjection {
  id: LocalId
  name: string
  title: string
  scope: Exclude<PhraseScope, 'starter'>
  owner: LocalId | null
  retired: 0 | 1
  version: number
}

/** The kind of a phrase of ours; undefined for what other systems keep as a Library. */
export function phraseKind(library: Library): PhraseKind | undefined {
  const code = (library.topic ?? [])
    .flatMap(({ coding }) => coding ?? [])
    .find(({ system }) => system === phraseKindSystem)?.code
  return phraseKinds.find((kind) => kind === code)
}

export const ownerOf = (library: Library): string | undefined =>
  library.extension?.find(({ url }) => url === phraseOwner)?.valueReference?.reference

/** A team's by what its owner is; a reference not yet known to the EHR tells its type beside it. */
function scopeOf(library: Library): PhraseProjection['scope'] {
  const owner = library.extension?.find(({ url }) => url === phraseOwner)?.valueReference
  if (!owner) return 'clinic'
  return owner.type === 'CareTeam' || owner.reference?.includes('CareTeam/') ? 'team' : 'personal'
}

const versionOf = (text: string | undefined): number => {
  const version = Number(text)
  return Number.isInteger(version) && version > 0 ? version : 1
}

export const phraseProjector: Projector = {
  types: ['Library'],
  tables: ['phrase'],
  write(db, { id, resource }, identity) {
    const library = resource as Library
    this.remove(db, 'Library', id)
    const name = library.name ?? ''
    if (!phraseKind(library) || !phraseNamePattern.test(name)) return
    run(
      db,
      'INSERT INTO phrase (id, name, title, scope, owner, retired, version) VALUES (?, ?, ?, ?, ?, ?, ?)',
      id,
      name,
      library.title ?? name,
      scopeOf(library),
      identity.resolve(ownerOf(library)) ?? null,
      library.status === 'active' ? 0 : 1,
      versionOf(library.version),
    )
  },
  remove(db, _type, id) {
    run(db, 'DELETE FROM phrase WHERE id = ?', id)
  },
}

const encoded = (text: string): string => Buffer.from(text, 'utf8').toString('base64')

/** A phrase's words in both forms, as docs/FHIR.md has it. */
export const phraseContent = (doc: NoteDocument, title: string, at: string): Attachment[] => [
  { contentType: format, data: encoded(JSON.stringify(doc.toJSON())), title, creation: at },
  { contentType: xhtml, data: encoded(documentXhtml(doc, title)), title, creation: at },
]

/** The document in an attachment; undefined where there is none that this version reads. */
export function phraseDocument(attachments: readonly (Attachment | undefined)[] | undefined): NoteDocument | undefined {
  const data = attachments?.find((attachment) => attachment?.contentType === format)?.data
  if (data === undefined) return undefined
  const parsed = parseDocument(Buffer.from(data, 'base64').toString('utf8'))
  return parsed.ok ? parsed.doc : undefined
}

/** How many earlier versions travel with a phrase, and how long they may be together: many a server takes 1 MB. */
const mostVersions = 20
const longestVersions = 400_000

type Artifact = NonNullable<Library['relatedArtifact']>[number]

/** The newest of the versions, as many as may travel; the one before is always among them. */
function newest(versions: readonly Artifact[]): Artifact[] {
  let length = 0
  return versions.slice(0, mostVersions).filter(({ document }, at) => {
    length += document?.data?.length ?? 0
    return at === 0 || length <= longestVersions
  })
}

/** What is kept of the version that a save replaces, in front of those before it. */
export function earlierVersions(library: Library): NonNullable<Library['relatedArtifact']> {
  const document = library.content?.find(({ contentType }) => contentType === format)
  const change = library.extension?.find(({ url }) => url === phraseChange)
  const others = library.relatedArtifact ?? []
  const isEarlier = ({ type }: Artifact): boolean => type === 'predecessor'
  const by = library.editor?.[0]?.name
  const before: Artifact = {
    type: 'predecessor',
    label: library.version ?? '1',
    ...(by && { display: by }),
    ...(document && {
      document: {
        ...document,
        ...(library.title && { title: library.title }),
        ...(library.date && { creation: library.date }),
      },
    }),
    ...(change && { extension: [change] }),
  }
  return [...newest([before, ...others.filter(isEarlier)]), ...others.filter((other) => !isEarlier(other))]
}

/** A phrase as a person compares it: its short name, what it is, its words. */
export function phraseText(library: Pick<Library, 'name' | 'title' | 'description' | 'status' | 'content'>): string {
  const doc = phraseDocument(library.content)
  const text = doc && (doc.childCount === 1 ? blocksText(doc.child(0)) : documentText(doc))
  return [
    `.${library.name ?? ''} ${library.title ?? ''}${library.status === 'retired' ? ', retired' : ''}`.trim(),
    library.description,
    text ?? 'Written by a newer Rounds; its words cannot be shown here.',
  ]
    .filter(Boolean)
    .join('\n')
}
