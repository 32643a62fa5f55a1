import { useMemo, useRef } from 'react'
import type { PhraseRow, PhraseShelf } from '../../shared/contract/views/phrase.js'
import type { SmartValue } from '../../shared/contract/views/smart.js'
import {
  documentText,
  type Expansion,
  expandPhrase,
  parseDocument,
  schema,
  starters,
} from '../../shared/document/index.js'
import { type PhraseKind, type PhraseScope, winning } from '../../shared/domain/phrase.js'
import { factOf, type PhraseAround } from '../../shared/domain/phrase-facts.js'
import { searchWords } from '../../shared/domain/phrase-search.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { client, send } from './connection.js'
import { useLive } from './useLive.js'

/** A part of a note, as the editor knows it. */
type NoteDocument = ReturnType<typeof schema.node>

/** A phrase or template that can be used here, from whomever. */
export interface Phrase {
  /** A resource's local id, or `starter:name`. */
  id: string
  name: string
  title: string
  about: string
  kind: PhraseKind
  scope: PhraseScope
  /** The team's or the person's name. */
  owner?: string
  doc: NoteDocument
  /** Folded, to find it by. */
  words: readonly string[]
  /** How often the person here used it, for whatever reason of visit. */
  uses: number
  /** What its short name means here: false where a nearer one has the same. */
  wins: boolean
  /** As it is kept; absent for what comes with Rounds. */
  row?: PhraseRow
}

export interface Phrases {
  shelf: PhraseShelf | undefined
  /** Those in use, with what comes with Rounds; nothing retired. */
  all: readonly Phrase[]
  /** By short name, as it means here. */
  byName: ReadonlyMap<string, Phrase>
  /** How often each was used for a reason of visit. */
  usesFor(reason: string): ReadonlyMap<string, number>
}

/** Documents read once for as long as they are the same. */
const readDocuments = new WeakMap<object, NoteDocument | null>()

function read(document: unknown): NoteDocument | null {
  if (typeof document !== 'object' || document === null) return null
  const known = readDocuments.get(document)
  if (known !== undefined) return known
  const parsed = parseDocument(document)
  const doc = parsed.ok ? parsed.doc : null
  readDocuments.set(document, doc)
  return doc
}

/** What documents say, folded once for as long as they are the same. */
const saidBy = new WeakMap<NoteDocument, readonly string[]>()

function wordsOf(title: string, about: string, doc: NoteDocument): string[] {
  let said = saidBy.get(doc)
  if (!said) {
    // The names of phrases it uses are not what it says.
    said = searchWords(documentText(doc).replace(/(^|\s)\.[a-z][\w-]*/g, ' '))
    saidBy.set(doc, said)
  }
  return [...searchWords(`${title} ${about}`), ...said]
}

/** All phrases that can be used here now. */
export function usePhrases(): Phrases {
  const { data: shelf } = useLive('phrase.shelf', {})
  const { data: used } = useLive('phrase.uses', {})
  return useMemo(() => {
    const uses = new Map<string, number>()
    for (const { phrase, times } of used ?? []) uses.set(phrase, (uses.get(phrase) ?? 0) + times)
    const kept = (shelf?.phrases ?? []).flatMap((row): Omit<Phrase, 'wins'>[] => {
      const doc = row.retired ? null : read(row.document)
      if (!doc) return []
      const { id, name, title, about = '', kind, scope, owner } = row
      const words = wordsOf(title, about, doc)
      return [
        { id, name, title, about, kind, scope, ...(owner && { owner }), doc, words, uses: uses.get(id) ?? 0, row },
      ]
    })
    const shipped = starters().map(
      ({ id, name, title, about, kind, doc }): Omit<Phrase, 'wins'> => ({
        id,
        name,
        title,
        about,
        kind,
        scope: 'starter',
        doc,
        words: wordsOf(title, about, doc),
        uses: uses.get(id) ?? 0,
      }),
    )
    const every = [...kept, ...shipped]
    const won = winning(every)
    const all = every.map((phrase): Phrase => ({ ...phrase, wins: won.get(phrase.name) === phrase }))
    return {
      shelf,
      all,
      byName: new Map(all.filter(({ wins }) => wins).map((phrase) => [phrase.name, phrase])),
      usesFor: (reason) =>
        new Map(
          (used ?? []).filter((use) => use.reason === reason.toLowerCase()).map((use) => [use.phrase, use.times]),
        ),
    }
  }, [shelf, used])
}

/** The same, for whoever asks later and must not be drawn again when it changes. */
export function useLatestPhrases(): () => Phrases {
  const phrases = usePhrases()
  const latest = useRef(phrases)
  latest.current = phrases
  return useRef(() => latest.current).current
}

/** A phrase filled in for whoever the note is about; what is not known is among `asks` and stands as wildcards. */
export const filledPhrase = (
  phrase: Pick<Phrase, 'doc'>,
  { byName }: Pick<Phrases, 'byName'>,
  around: PhraseAround,
  answers: Readonly<Record<string, string>> = {},
  link?: (name: string) => NoteDocument | undefined,
): Expansion =>
  expandPhrase(phrase.doc, {
    phrase: (name) => byName.get(name)?.doc,
    value: (name) => answers[name] ?? factOf(name, around),
    ...(link && { link }),
  })

/** The names of the data of a chart that a phrase speaks of. */
export function linksOf(phrase: Pick<Phrase, 'doc'>, { byName }: Pick<Phrases, 'byName'>): string[] {
  const names = new Set<string>()
  expandPhrase(phrase.doc, {
    phrase: (name) => byName.get(name)?.doc,
    value: () => 'x',
    link: (name) => void names.add(name),
  })
  return [...names]
}

/** The data of the chart a phrase speaks of, by its names, as it is now. What cannot be read is left to fill in. */
export async function chartData(
  phrase: Pick<Phrase, 'doc'>,
  phrases: Pick<Phrases, 'byName'>,
  { patient, encounter, on }: { patient: LocalId; encounter?: LocalId | undefined; on?: string | undefined },
): Promise<ReadonlyMap<string, NoteDocument>> {
  const ask = { patient, ...(encounter && { encounter }), ...(on && { on }) }
  // One by one: what goes by another word answers by its own name.
  const found = await Promise.all(
    linksOf(phrase, phrases).map(async (name): Promise<[string, NoteDocument][]> => {
      const answer = await client.ask('smart.read', { ...ask, links: [name] })
      return answer.ok && answer.value[0] ? [[name, nodeOf(answer.value[0])]] : []
    }),
  )
  return new Map(found.flat())
}

function nodeOf(value: SmartValue): NoteDocument {
  const { link, at, sources } = value
  return value.kind === 'text'
    ? schema.nodes.smart_link.create({ link, at, sources, text: value.text })
    : schema.nodes.smart_list.create({ link, at, sources, title: value.title, rows: value.rows })
}

/** Notes begun from a template that have not been opened yet: their writer goes to the first place to fill in. */
const begun = new Set<string>()
export const beginsWithTemplate = (note: LocalId): void => void begun.add(note)
/** Whether a note was just begun from a template; told once. */
export const takeBegun = (note: LocalId): boolean => begun.delete(note)

/** Counts a use; that it fails hurts nobody. */
export const countUse = (phrase: string, reason: string): void =>
  void send('phrase.used', { phrase, reason: reason.slice(0, 120) })
