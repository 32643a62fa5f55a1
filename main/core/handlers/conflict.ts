import type { Resource } from '@medplum/fhirtypes'
import type { ConflictRow, ConflictView, VersionView } from '../../../shared/contract/views/conflict.js'
import type { Staff } from '../../../shared/contract/views/session.js'
import { documentText, parseDocument } from '../../../shared/document/index.js'
import { may, type Permission } from '../../../shared/domain/role.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../shared/kernel/result.js'
import { Decisions, putOffs } from '../outbox/decisions.js'
import { allEntries } from '../outbox/entry.js'
import { openProposals, type Proposal, proposalBy, settleProposal } from '../outbox/proposal.js'
import { combineVersions, compareVersions, isCritical, isSigned, markOf } from '../outbox/versions.js'
import { changedBy } from '../store/kept-version.js'
import type { NoteRow, SealRow } from '../store/note.js'
import { noteText } from '../store/note-content.js'
import { one } from '../store/statement.js'
import { ofPatient, type Topic } from '../store/topic.js'
import { commonFacts, commonText, partView, previewOf } from './conflict-parts.js'
import type { CommandHandlers, Context, QueryHandlers } from './context.js'
import { kept } from './kept.js'
import { createAddendum } from './note-create.js'
import { coreOf, nameOf } from './people.js'
import type { Names } from './reading.js'
import { titleOf } from './titles.js'

const decisionsOf = kept(
  ({ store, at, newId, session }) => new Decisions({ store, at, newId, who: () => session.user()?.id }),
)
type Conflict = NonNullable<ReturnType<Decisions['of']>>

/** Names behind references: colleagues, teams and patients. */
export const namesIn =
  ({ store, clock }: Context): Names =>
  (reference) => {
    const id = store.identity.resolve(reference)
    if (!id) return undefined
    if (reference.includes('Patient/')) return coreOf(store, id, clock.now()).name
    const place = () => one<{ name: string }>(store.db, 'SELECT name FROM location WHERE id = ?', id)?.name
    return nameOf(store, id) ?? place()
  }

/** Who may decide about records of a type; whoever may change them. */
const deciders: Partial<Record<string, Permission>> = {
  Patient: 'patient.update',
  Appointment: 'visit.check-in',
  Encounter: 'visit.check-in',
  DocumentReference: 'note.write',
  AllergyIntolerance: 'note.write',
  Condition: 'note.write',
  MedicationRequest: 'note.sign',
  Observation: 'vitals.write',
  ServiceRequest: 'draw.collect',
  Specimen: 'draw.collect',
}

/** Why this person may not decide about such a record; undefined when they may. */
export function notFor(type: string, who: Staff | undefined): string | undefined {
  const permission = deciders[type] ?? 'task.work'
  return who && may(who.role, permission)
    ? undefined
    : 'A colleague whose work this is decides it. Both versions are kept.'
}

const proposalItem = (item: string): number | undefined => (item.startsWith('a') ? Number(item.slice(1)) : undefined)

function rowOf(context: Context, conflict: Conflict, off = putOffs(context.store.db)): ConflictRow {
  const { store, clock } = context
  const { entry, held, mine, theirs } = conflict
  const later = off.get(`${entry.type}/${entry.resource}`)
  return {
    item: String(entry.seq),
    type: entry.type,
    resource: entry.resource,
    title: titleOf(mine, entry.op),
    ...(held.patient && { patient: coreOf(store, held.patient, clock.now()) }),
    kind: !theirs ? 'deleted' : isSigned(theirs) ? 'signed' : 'changed',
    critical: isCritical(mine, theirs),
    since: entry.changed_at,
    ...(later && { putOff: { by: nameOf(store, later.who) ?? 'A colleague', at: later.at } }),
  }
}

/** A proposed addendum among the records with two versions. */
export function proposalRow({ store, clock }: Context, proposal: Proposal): ConflictRow {
  const note = one<NoteRow>(store.db, 'SELECT * FROM note WHERE id = ?', proposal.note)
  return {
    item: `a${proposal.seq}`,
    type: 'DocumentReference',
    resource: proposal.note,
    title: `Addendum proposed: ${note?.title ?? 'a signed note'}`,
    ...(proposal.patient && { patient: coreOf(store, proposal.patient, clock.now()) }),
    kind: 'addendum',
    critical: false,
    since: proposal.at,
  }
}

/** A name, from a name or a reference. */
export const whoIn = (context: Context, who: string | null | undefined): string | undefined =>
  !who ? undefined : /^\w+\/[^ ]+$/.test(who) ? namesIn(context)(who) : who

function mineView({ store }: Context, author: LocalId | null, at: Instant): VersionView {
  const by = nameOf(store, author)
  return { ...(by && { by }), at }
}

/** The EHR's side: when it says, and who where it or a signature says. */
function theirsView(context: Context, id: LocalId, theirs: Resource | undefined): VersionView {
  if (!theirs) return {}
  const seal = one<SealRow>(context.store.db, 'SELECT * FROM seal WHERE note = ? ORDER BY recorded DESC', id)
  const by = whoIn(context, changedBy(theirs)) ?? (isSigned(theirs) ? seal?.agent : undefined)
  const at = theirs.meta?.lastUpdated as Instant | undefined
  return { ...(by && { by }), ...(at && { at }) }
}

function viewOf(context: Context, conflict: Conflict): ConflictView {
  const { entry, held, base, mine, theirs } = conflict
  const names = namesIn(context)
  const row = rowOf(context, conflict)
  const wholes = decisionsOf(context).wholes(mine, theirs)
  const not = notFor(entry.type, context.session.user())
  const versions = theirs && compareVersions(base, mine, theirs)
  return {
    ...row,
    seen: markOf(held),
    mine: mineView(context, entry.author, entry.changed_at),
    theirs: theirsView(context, entry.resource, theirs),
    parts: (versions?.parts ?? []).map((part) => partView(entry.type, part, row.critical, names)),
    common: [...(versions ? commonText(versions) : []), ...commonFacts(mine, theirs ?? mine, names)],
    wholes,
    ...(not && { notFor: not }),
    ...(wholes.length > 0 && mine.resourceType === 'DocumentReference' && { words: noteText(mine) }),
    ...(theirs?.resourceType === 'DocumentReference' && isSigned(theirs) && { theirWords: noteText(theirs) }),
  }
}

function proposalView(context: Context, proposal: Proposal): ConflictView {
  const { store } = context
  const parsed = parseDocument(proposal.document)
  const note = store.read('DocumentReference', proposal.note)
  const who = context.session.user()
  const own = proposal.author === null || proposal.author === who?.id
  const not = notFor('DocumentReference', who) ?? (own ? undefined : 'These words are for their author to add, or not.')
  return {
    ...proposalRow(context, proposal),
    seen: `${proposal.seq} ${proposal.at}`,
    mine: mineView(context, proposal.author, proposal.at),
    theirs: theirsView(context, proposal.note, note),
    parts: [],
    common: [],
    wholes: ['addendum', 'theirs'],
    ...(not && { notFor: not }),
    words: parsed.ok ? documentText(parsed.doc) : parsed.text,
  }
}

/** An open proposal and whose window it is. */
function decideProposal(
  context: Context,
  seq: number,
  call: { patient: LocalId | undefined; seen: string; whole: string },
  who: Staff,
): Result<{ decision: string; made?: LocalId }> {
  const proposal = proposalBy(context.store.db, seq)
  if (proposal?.state !== 'open') return refuse('not-found', 'This has been decided already.')
  if ((proposal.patient ?? undefined) !== call.patient) return wrongPatient
  const view = proposalView(context, proposal)
  if (view.notFor) return refuse('not-permitted', view.notFor)
  if (view.seen !== call.seen) return refuse('stale', 'More words came since. Please look at them again.')
  const note = one<NoteRow>(context.store.db, 'SELECT * FROM note WHERE id = ?', proposal.note)
  const parsed = parseDocument(proposal.document)
  const accepted = call.whole === 'addendum'
  if (!accepted && call.whole !== 'theirs') return refuse('invalid', 'This cannot be decided so.')
  if (accepted && (!note?.patient || !parsed.ok))
    return refuse('not-found', 'The signed note is not on this workstation. Open the chart first; the words are kept.')
  const made = accepted && note && parsed.ok ? createAddendum(context, who, note, parsed.doc) : undefined
  context.store.commit({ who: who.id, at: context.at() }, (tx) => {
    settleProposal(tx.db, seq, accepted ? 'accepted' : 'dropped')
    tx.audit(accepted ? 'addendum accepted' : 'addendum dropped', 'DocumentReference', proposal.note, call.patient)
    tx.touch('outbox')
  })
  return ok({ decision: `a${seq}`, ...(made && { made }) })
}

const wrongPatient = refuse('wrong-patient', 'This belongs to another patient. Nothing was decided.')

export const conflictQueries = {
  'conflict.list': {
    run(context) {
      const { store } = context
      const off = putOffs(store.db)
      const entries = allEntries(store.db).filter(({ state }) => state === 'conflict')
      const rows = entries.flatMap(({ seq }) => {
        const conflict = decisionsOf(context).of(String(seq))
        return conflict ? [rowOf(context, conflict, off)] : []
      })
      const value = [...rows, ...openProposals(store.db).map((proposal) => proposalRow(context, proposal))]
      const topics: Topic[] = value.flatMap(({ patient }) => (patient ? [ofPatient(patient.id)] : []))
      return { value, topics: ['outbox', ...new Set(topics)] }
    },
  },
  'conflict.view': {
    run(context, { item }) {
      const seq = proposalItem(item)
      const proposal = seq === undefined ? undefined : proposalBy(context.store.db, seq)
      const conflict = seq === undefined ? decisionsOf(context).of(item) : undefined
      const value =
        proposal?.state === 'open' ? proposalView(context, proposal) : conflict ? viewOf(context, conflict) : null
      const topics: Topic[] = ['outbox', 'Provenance']
      if (value) topics.push(value.type as Topic)
      return { value, topics }
    },
  },
  'conflict.preview': {
    run(context, { item, seen, parts }) {
      const conflict = decisionsOf(context).of(item)
      const topics: Topic[] = ['outbox']
      if (!conflict?.theirs || markOf(conflict.held) !== seen) return { value: null, topics }
      const versions = compareVersions(conflict.base, conflict.mine, conflict.theirs)
      const result = combineVersions(versions, parts)
      return { value: result ? previewOf(versions, parts, result, namesIn(context)) : null, topics }
    },
  },
} satisfies Partial<QueryHandlers>

export const conflictCommands = {
  'conflict.resolve': {
    run(context, { patient, item, seen, decision }, { who }) {
      const seq = proposalItem(item)
      if (seq !== undefined) {
        const whole = 'whole' in decision ? decision.whole : ''
        return decideProposal(context, seq, { patient, seen, whole }, who)
      }
      const conflict = decisionsOf(context).of(item)
      if (!conflict) return refuse('not-found', 'This has been decided already.')
      if ((conflict.held.patient ?? undefined) !== patient) return wrongPatient
      const not = notFor(conflict.entry.type, who)
      if (not) return refuse('not-permitted', not)
      const result = decisionsOf(context).decide(item, seen, decision)
      if (result.ok) context.sync.poke()
      return result
    },
  },
  'conflict.put-off': {
    run(context, { patient, item }) {
      const conflict = decisionsOf(context).of(item)
      if (conflict && (conflict.held.patient ?? undefined) !== patient) return wrongPatient
      return decisionsOf(context).putOff(item)
    },
  },
  'conflict.undo': {
    run(context, { decision }, { who }) {
      const seq = proposalItem(decision)
      if (seq === undefined) return decisionsOf(context).undo(decision)
      const proposal = proposalBy(context.store.db, seq)
      if (proposal?.state !== 'dropped') return refuse('conflict', 'The addendum is a note of its own now.')
      context.store.commit({ who: who.id, at: context.at() }, (tx) => {
        settleProposal(tx.db, seq, 'open')
        tx.touch('outbox')
      })
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>
