import type { Extension, Library } from '@medplum/fhirtypes'
import type { PhraseFields } from '../../../shared/contract/views/phrase.js'
import type { Staff } from '../../../shared/contract/views/session.js'
import { asPhrase, namesUsed, parseDocument } from '../../../shared/document/index.js'
import { circleFrom, circleWords, nameTrouble, winning } from '../../../shared/domain/phrase.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../shared/kernel/result.js'
import type { NoteDocument } from '../store/note-content.js'
import {
  earlierVersions,
  type PhraseProjection,
  phraseChange,
  phraseContent,
  phraseDocument,
  phraseKindSystem,
  phraseOwner,
} from '../store/phrase.js'
import { all, one, run } from '../store/statement.js'
import type { CommandHandlers, Context } from './context.js'
import { hl7, practiceMark, referTo, referToStaff, withExtension } from './fhir.js'
import { denied, nameOf } from './people.js'
import { mayEdit, teamsOf } from './phrase-view.js'

const kindDisplay = { phrase: 'Dot phrase', template: 'Note template', reply: 'Quick reply' }

/** Longer than any note's template; a phrase is in every workstation's memory. */
const longest = 200_000

const rowOf = ({ store }: Context, phrase: LocalId): PhraseProjection | undefined =>
  one(store.db, 'SELECT * FROM phrase WHERE id = ?', phrase)

const notHere = refuse('not-found', 'This phrase is not on this workstation.')

/** Why a person may not change what is there; undefined when they may. */
function barred(context: Context, who: Staff, row: PhraseProjection): Result<never> | undefined {
  if (mayEdit(context.store, who, row)) return undefined
  if (row.scope === 'clinic') return denied(who, 'phrase.clinic')
  const owner = nameOf(context.store, row.owner) ?? 'someone else'
  return refuse('not-permitted', `This phrase is ${owner}’s. Make a copy of your own to change it.`)
}

/** Whose it is to be; a refusal where the person may not give it to them. */
function ownerFor(context: Context, who: Staff, fields: Pick<PhraseFields, 'scope' | 'team'>): Result<LocalId | null> {
  if (fields.scope === 'clinic') return denied(who, 'phrase.clinic') ?? ok(null)
  if (fields.scope === 'personal') return ok(who.id)
  const team = teamsOf(context.store, who.id).find(({ id }) => id === fields.team)
  return team ? ok(team.id) : refuse('not-permitted', 'You can share with teams you are a member of.')
}

/** The phrases a phrase's short names mean to this person, the one being saved among them. */
function circle(context: Context, who: Staff, saved: PhraseProjection, doc: NoteDocument): string[] | undefined {
  const { store } = context
  const others = all<PhraseProjection>(
    store.db,
    `SELECT * FROM phrase WHERE retired = 0 AND id <> ?
     AND (scope = 'clinic' OR owner = ? OR owner IN (SELECT team FROM care_team_member WHERE member = ?))`,
    saved.id,
    who.id,
    who.id,
  )
  const won = winning(others)
  return circleFrom(saved.name, (name) => {
    if (name === saved.name) return namesUsed(doc)
    const other = won.get(name)
    const held = other && phraseDocument(store.read('Library', other.id)?.content)
    return held ? namesUsed(held) : []
  })
}

function written(
  context: Context,
  who: Staff,
  save: { owner: LocalId | null; fields: PhraseFields; doc: NoteDocument; version: number; what: string | undefined },
  before?: Library,
): Library {
  const { store } = context
  const { owner, fields, doc, version, what } = save
  const at = context.at()
  const ownerReference =
    owner === null
      ? undefined
      : {
          valueReference:
            fields.scope === 'team'
              ? referTo(store, 'CareTeam', owner, nameOf(store, owner))
              : referToStaff(store, who),
        }
  const owned: Extension[] | undefined = withExtension(before?.extension, phraseOwner, ownerReference)
  const extension = withExtension(owned, phraseChange, what ? { valueString: what } : undefined)
  const { extension: _extension, description: _description, relatedArtifact: _related, ...kept } = before ?? {}
  return {
    ...kept,
    resourceType: 'Library',
    ...(before ? {} : practiceMark(context)),
    ...(extension && { extension }),
    status: 'active',
    version: String(version),
    name: fields.name,
    title: fields.title,
    type: hl7('library-type', 'asset-collection', 'Asset Collection'),
    topic: [
      {
        coding: [
          {
            system: phraseKindSystem,
            code: fields.kind,
            display: kindDisplay[fields.kind],
          },
        ],
      },
    ],
    date: at,
    author: before?.author ?? [{ name: who.name }],
    editor: [{ name: who.name }],
    ...(fields.about && { description: fields.about }),
    ...(before && { relatedArtifact: earlierVersions(before) }),
    content: phraseContent(doc, fields.title, at),
  }
}

/** What is wrong with what somebody wants to save; the document when nothing is. */
function checked(
  context: Context,
  who: Staff,
  phrase: LocalId,
  fields: PhraseFields,
): Result<{ doc: NoteDocument; owner: LocalId | null }> {
  const trouble = nameTrouble(fields.name)
  if (trouble) return refuse('invalid', trouble)
  if (fields.title === '') return refuse('invalid', 'Give it a title to find it by.')
  const parsed = parseDocument(fields.document)
  if (!parsed.ok || JSON.stringify(fields.document).length > longest) {
    return refuse('invalid', 'These words cannot be kept as a phrase.')
  }
  const doc = asPhrase(parsed.doc)
  if (doc.textContent.trim() === '' && fields.kind !== 'template')
    return refuse('invalid', 'Nothing is written in it yet.')
  const owner = ownerFor(context, who, fields)
  if (!owner.ok) return owner
  const twin = one<PhraseProjection>(
    context.store.db,
    'SELECT * FROM phrase WHERE name = ? AND scope = ? AND owner IS ? AND retired = 0 AND id <> ?',
    fields.name,
    fields.scope,
    owner.value,
    phrase,
  )
  if (twin) return refuse('conflict', `.${fields.name} is “${twin.title}” already. Choose another short name.`)
  const row = { id: phrase, ...fields, owner: owner.value, retired: 0, version: 0 } as PhraseProjection
  const way = circle(context, who, row, doc)
  if (way) return refuse('invalid', `It would go round in a circle: ${circleWords(way)}.`)
  return ok({ doc, owner: owner.value })
}

/** Whether a new phrase's id is free, or the version seen is the one that is here. */
function seen(context: Context, who: Staff, phrase: LocalId, from: number): Result<Library | undefined> {
  const row = rowOf(context, phrase)
  const before = context.store.read('Library', phrase)
  if (from === 0) return before ? refuse('stale', 'This was saved already.') : ok(undefined)
  if (!row || !before) return notHere
  const no = barred(context, who, row)
  if (no) return no
  if (row.version !== from) {
    const by = before.editor?.[0]?.name ?? 'Somebody'
    return refuse('stale', `${by} saved another version meanwhile. Look at it before you save yours.`)
  }
  return ok(before)
}

export const phraseCommands = {
  'phrase.save': {
    run(context, { phrase, from, fields, what }, { who }) {
      const no = denied(who, 'note.write')
      if (no) return no
      const before = seen(context, who, phrase, from)
      if (!before.ok) return before
      const good = checked(context, who, phrase, fields)
      if (!good.ok) return good
      const { store } = context
      const version = from + 1
      const made = written(context, who, { ...good.value, fields, version, what }, before.value)
      store.commit({ who: who.id, at: context.at() }, (tx) => {
        if (before.value) tx.edit('Library', phrase, (library) => replace(library, made))
        else tx.create(phrase, made)
        run(tx.db, 'DELETE FROM phrase_draft WHERE who = ? AND phrase = ?', who.id, phrase)
        tx.touch('PhraseDraft')
      })
      context.sync.poke()
      return ok({ version })
    },
  },

  'phrase.retire': {
    run(context, { phrase, retired }, { who }) {
      const row = rowOf(context, phrase)
      if (!row) return notHere
      const no = barred(context, who, row)
      if (no) return no
      const twin =
        !retired &&
        one<PhraseProjection>(
          context.store.db,
          'SELECT * FROM phrase WHERE name = ? AND scope = ? AND owner IS ? AND retired = 0 AND id <> ?',
          row.name,
          row.scope,
          row.owner,
          phrase,
        )
      if (twin) return refuse('conflict', `.${row.name} is “${twin.title}” by now. Rename one of them first.`)
      context.store.commit({ who: who.id, at: context.at() }, (tx) => {
        tx.edit('Library', phrase, (library) => {
          library.status = retired ? 'retired' : 'active'
        })
      })
      context.sync.poke()
      return ok(null)
    },
  },

  'phrase.restore': {
    run(context, { phrase, version }, { who }) {
      const row = rowOf(context, phrase)
      const before = context.store.read('Library', phrase)
      if (!row || !before) return notHere
      const no = barred(context, who, row)
      if (no) return no
      const earlier = before.relatedArtifact?.find(
        ({ type, label }) => type === 'predecessor' && label === String(version),
      )
      const doc = phraseDocument([earlier?.document])
      if (!doc) return refuse('not-found', 'That version is not kept any more.')
      const next = row.version + 1
      const at = context.at()
      const title = earlier?.document?.title ?? row.title
      const extension = withExtension(before.extension, phraseChange, { valueString: `Version ${version} again` })
      context.store.commit({ who: who.id, at }, (tx) => {
        tx.edit('Library', phrase, (library) =>
          replace(library, {
            ...before,
            ...(extension && { extension }),
            title,
            version: String(next),
            date: at,
            editor: [{ name: who.name }],
            relatedArtifact: earlierVersions(before),
            content: phraseContent(doc, title, at),
          }),
        )
      })
      context.sync.poke()
      return ok({ version: next })
    },
  },

  'phrase.draft': {
    run(context, { phrase, from, fields }, { who }) {
      context.store.commit({ who: who.id, at: context.at() }, (tx) => {
        if (fields) {
          run(
            tx.db,
            'INSERT OR REPLACE INTO phrase_draft (who, phrase, at, begun, fields) VALUES (?, ?, ?, ?, ?)',
            who.id,
            phrase,
            context.at(),
            from,
            JSON.stringify(fields),
          )
        } else run(tx.db, 'DELETE FROM phrase_draft WHERE who = ? AND phrase = ?', who.id, phrase)
        tx.touch('PhraseDraft')
      })
      return ok(null)
    },
  },

  'phrase.used': {
    run(context, { phrase, reason }, { who }) {
      const at = context.at()
      context.store.commit({ who: who.id, at }, (tx) => {
        run(
          tx.db,
          `INSERT INTO phrase_use (who, phrase, reason, times, last) VALUES (?, ?, ?, 1, ?)
           ON CONFLICT (who, phrase, reason) DO UPDATE SET times = times + 1, last = excluded.last`,
          who.id,
          phrase,
          reason.toLowerCase(),
          at,
        )
        tx.touch('PhraseUse')
      })
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>

/** Makes `library` say what `made` says, whatever it said before. */
function replace(library: Library, made: Library): void {
  for (const key of Object.keys(library))
    if (!(key in made)) delete (library as unknown as Record<string, unknown>)[key]
  Object.assign(library, made)
}
