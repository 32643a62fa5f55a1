import type { Library } from '@medplum/fhirtypes'
import type {
  PhraseDraft,
  PhraseFields,
  PhraseRow,
  PhraseShelf,
  PhraseUse,
  PhraseVersion,
} from '../../../shared/contract/views/phrase.js'
import type { Staff } from '../../../shared/contract/views/session.js'
import { may } from '../../../shared/domain/role.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { type PhraseProjection, phraseChange, phraseDocument } from '../store/phrase.js'
import { all, one } from '../store/statement.js'
import type { Reader } from '../store/store.js'
import { noSuchKind } from '../sync/access.js'
import type { Context, QueryHandlers } from './context.js'
import { nameOf } from './people.js'
import { phraseWords } from './phrase-words.js'

/** Teams a person belongs to. */
export const teamsOf = ({ db }: Reader, who: LocalId): { id: LocalId; name: string }[] =>
  all(
    db,
    'SELECT t.id, t.name FROM care_team_member m JOIN care_team t ON t.id = m.team WHERE m.member = ? ORDER BY t.name',
    who,
  )

/** Whether a person may change a phrase: their own, their team's, the clinic's where their role may. */
export function mayEdit(
  reader: Reader,
  who: Staff,
  { scope, owner }: Pick<PhraseProjection, 'scope' | 'owner'>,
): boolean {
  if (!may(who.role, 'note.write')) return false
  if (scope === 'clinic') return may(who.role, 'phrase.clinic')
  if (scope === 'personal') return owner === who.id
  return teamsOf(reader, who.id).some(({ id }) => id === owner)
}

/** Those a person may use or take back into use: other people's own are not among them. */
const rowsFor = ({ db }: Reader, who: LocalId): PhraseProjection[] =>
  all(
    db,
    `SELECT * FROM phrase
     WHERE scope = 'clinic' OR owner = ? OR owner IN (SELECT team FROM care_team_member WHERE member = ?)
     ORDER BY title, id`,
    who,
    who,
  )

function shelf(context: Context, who: Staff): PhraseShelf {
  const { store, outbox } = context
  const unsent = outbox.unsentIndex('Library')
  const phrases = rowsFor(store, who.id).flatMap((row): PhraseRow[] => {
    const words = phraseWords(context, row.id)
    if (!words) return []
    const owner = nameOf(store, row.owner)
    const state = unsent.get(row.id)
    return [
      {
        id: row.id,
        name: row.name,
        title: row.title,
        scope: row.scope,
        ...(owner && { owner }),
        ...(row.scope === 'team' && row.owner && { team: row.owner }),
        retired: row.retired === 1,
        version: row.version,
        mayEdit: mayEdit(store, who, row),
        ...(state && { unsent: state }),
        ...words,
      },
    ]
  })
  const refused = one(store.db, `SELECT 1 FROM outbox WHERE type = 'Library' AND reason = ?`, noSuchKind)
  return {
    phrases,
    teams: teamsOf(store, who.id),
    mayClinic: may(who.role, 'phrase.clinic'),
    mayWrite: may(who.role, 'note.write'),
    shared: refused === undefined,
  }
}

function versions({ store }: Context, phrase: LocalId): PhraseVersion[] {
  const library = store.read('Library', phrase)
  if (!library) return []
  const changeOf = (extensions: Library['extension']): string | undefined =>
    extensions?.find(({ url }) => url === phraseChange)?.valueString
  const view = (
    label: string | undefined,
    facts: { at?: string | undefined; by?: string | undefined; what?: string | undefined },
    words: Pick<PhraseVersion, 'title' | 'document' | 'now'>,
  ): PhraseVersion => ({
    version: Number(label) || 1,
    ...(facts.at && { at: facts.at as Instant }),
    ...(facts.by && { by: facts.by }),
    ...(facts.what && { what: facts.what }),
    ...words,
  })
  const now = view(
    library.version,
    { at: library.date, by: library.editor?.[0]?.name, what: changeOf(library.extension) },
    {
      title: library.title ?? library.name ?? '',
      document: phraseDocument(library.content)?.toJSON() ?? null,
      now: true,
    },
  )
  const earlier = (library.relatedArtifact ?? [])
    .filter(({ type }) => type === 'predecessor')
    .map(({ label, display, document, extension }) =>
      view(
        label,
        { at: document?.creation, by: display, what: changeOf(extension) },
        { title: document?.title ?? '', document: phraseDocument([document])?.toJSON() ?? null, now: false },
      ),
    )
  return [now, ...earlier]
}

export const phraseQueries = {
  'phrase.shelf': {
    run(context) {
      const who = context.session.user()
      const empty: PhraseShelf = { phrases: [], teams: [], mayClinic: false, mayWrite: false, shared: true }
      return {
        value: who ? shelf(context, who) : empty,
        topics: ['Library', 'CareTeam', 'Practitioner', 'outbox', 'session'],
      }
    },
  },
  'phrase.versions': {
    run: (context, { phrase }) => {
      const who = context.session.user()
      const isTheirs = who && rowsFor(context.store, who.id).some(({ id }) => id === phrase)
      return { value: isTheirs ? versions(context, phrase) : [], topics: ['Library', 'CareTeam', 'session'] }
    },
  },
  'phrase.uses': {
    run: ({ store, session }) => ({
      value: all<PhraseUse>(
        store.db,
        'SELECT phrase, reason, times FROM phrase_use WHERE who = ? ORDER BY times DESC, last DESC',
        session.user()?.id,
      ),
      topics: ['PhraseUse', 'session'],
    }),
  },
  'phrase.drafts': {
    run: ({ store, session }) => ({
      value: all<{ phrase: LocalId; at: Instant; begun: number; fields: string }>(
        store.db,
        'SELECT phrase, at, begun, fields FROM phrase_draft WHERE who = ? ORDER BY at DESC',
        session.user()?.id,
      ).map(
        ({ phrase, at, begun, fields }): PhraseDraft => ({
          phrase,
          at,
          from: begun,
          fields: JSON.parse(fields) as PhraseFields,
        }),
      ),
      topics: ['PhraseDraft', 'session'],
    }),
  },
} satisfies Partial<QueryHandlers>
