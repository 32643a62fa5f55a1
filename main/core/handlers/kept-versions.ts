import type { DocumentReference, Resource } from '@medplum/fhirtypes'
import type { KeptRow, KeptView } from '../../../shared/contract/views/conflict.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { ok, refuse } from '../../../shared/kernel/result.js'
import { entriesOf } from '../outbox/entry.js'
import { isSigned } from '../outbox/versions.js'
import type { KeptVersion } from '../store/kept-version.js'
import { noteText } from '../store/note-content.js'
import { all, one } from '../store/statement.js'
import { ofPatient, ofResource, type Topic } from '../store/topic.js'
import { namesIn, notFor, whoIn } from './conflict.js'
import { factsOf } from './conflict-parts.js'
import type { CommandHandlers, Context, QueryHandlers } from './context.js'
import { coreOf, nameOf } from './people.js'
import { titleOf } from './titles.js'

/** The list shows so many at most. */
const most = 500

const resourceOf = ({ json }: KeptVersion): Resource => parseJson(json) as Resource

function rowOf(context: Context, version: KeptVersion): KeptRow {
  const { store, clock } = context
  const by = whoIn(context, version.made_by) ?? (version.side === 'ehr' ? undefined : nameOf(store, version.author))
  const patient = version.patient ?? store.row(version.type, version.resource)?.patient
  return {
    id: String(version.seq),
    title: titleOf(resourceOf(version), 'update'),
    type: version.type,
    resource: version.resource,
    ...(patient && { patient: coreOf(store, patient, clock.now()) }),
    ...(version.side && { side: version.side }),
    ...(by && { by }),
    at: version.made_at ?? version.kept_at,
    why: version.why,
    keptAt: version.kept_at,
  }
}

/** Why a kept version cannot become the record's content again; undefined when it can. */
function obstacle(context: Context, version: KeptVersion): string | undefined {
  const { store } = context
  const now = store.row(version.type, version.resource)
  if (!now) return 'The record is not on this workstation, or was deleted. Its words can be copied from here.'
  if (entriesOf(store.db, version.type, version.resource).some(({ state }) => state === 'conflict'))
    return 'Two versions of this record wait for a decision. Decide there first.'
  if (isSigned(parseJson(now.json) as Resource)) return 'The note is signed. Copy the words into an addendum.'
  if (isSigned(resourceOf(version))) return 'This version was signed; a signature is not brought back.'
  if (now.json === version.json) return 'This is the version that stands.'
  return notFor(version.type, context.session.user())
}

function view(context: Context, version: KeptVersion): KeptView {
  const resource = resourceOf(version)
  const because = obstacle(context, version)
  return {
    ...rowOf(context, version),
    facts: factsOf(resource, namesIn(context)),
    ...(resource.resourceType === 'DocumentReference' && { text: noteText(resource) }),
    canBringBack: because === undefined,
    ...(because && { because }),
  }
}

const keptBy = ({ store }: Context, seq: string): KeptVersion | undefined =>
  one<KeptVersion>(store.db, 'SELECT * FROM kept_version WHERE seq = ?', Number(seq))

export const keptQueries = {
  'kept.list': {
    run(context, { resource }) {
      const where = resource ? 'WHERE resource = ?' : ''
      const versions = all<KeptVersion>(
        context.store.db,
        `SELECT * FROM kept_version ${where} ORDER BY seq DESC LIMIT ${most}`,
        ...(resource ? [resource] : []),
      )
      const value = versions.map((version) => rowOf(context, version))
      const patients = new Set(value.flatMap(({ patient }) => (patient ? [ofPatient(patient.id)] : [])))
      const topics: Topic[] = ['outbox', ...patients]
      return { value, topics }
    },
  },
  'kept.view': {
    run(context, { kept }) {
      const version = keptBy(context, kept)
      const topics: Topic[] = ['outbox']
      if (version) topics.push(ofResource(version.type, version.resource))
      return { value: version ? view(context, version) : null, topics }
    },
  },
} satisfies Partial<QueryHandlers>

export const keptCommands = {
  'kept.bring-back': {
    run(context, { patient, kept }, { who }) {
      const version = keptBy(context, kept)
      if (!version) return refuse('not-found', 'This version is not on this workstation.')
      const held = context.store.row(version.type, version.resource)
      if (held && (held.patient ?? undefined) !== patient)
        return refuse('wrong-patient', 'This belongs to another patient. Nothing was changed.')
      const because = obstacle(context, version)
      if (because) return refuse('conflict', because)
      const before = resourceOf(version)
      context.store.commit({ who: who.id, at: context.at() }, (tx) => {
        tx.edit(version.type as Resource['resourceType'], version.resource, (resource) => replace(resource, before))
        tx.audit('bring back a kept version', version.type, version.resource, patient)
      })
      context.sync.poke()
      return ok({ resource: version.resource as LocalId })
    },
  },
} satisfies Partial<CommandHandlers>

/** Everything of the kept version but what is the server's own. */
function replace(resource: Resource, before: Resource): void {
  const now = resource as unknown as Record<string, unknown>
  const { id, meta, resourceType } = now
  for (const key of Object.keys(now)) delete now[key]
  Object.assign(now, before as DocumentReference, { resourceType, id, meta })
}
