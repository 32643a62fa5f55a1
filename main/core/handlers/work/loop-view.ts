import type { Communication, ServiceRequest } from '@medplum/fhirtypes'
import type { LoopLine, LoopView, Station } from '../../../../shared/contract/views/work/results.js'
import { type LoopState, loopOf, overdue } from '../../../../shared/domain/result/loop.js'
import type { LoopFacts } from '../../../../shared/domain/result/loop-facts.js'
import { reviewOf } from '../../../../shared/domain/result/report-state.js'
import { roleTitles } from '../../../../shared/domain/role.js'
import { reviewedOutput } from '../../../../shared/domain/task/extension.js'
import type { Instant, LocalId } from '../../../../shared/kernel/ids.js'
import { clinicTimes } from '../../store/clinic-times.js'
import { type LoopRow, loopFacts, membersOf } from '../../store/loop.js'
import { type Held, type LoopMembers, loopKindOf } from '../../store/loop-facts.js'
import { utc } from '../../store/utc.js'
import type { Context } from '../context.js'
import { wordsOf } from '../fhir.js'
import { nameOf } from '../people.js'

/** What is known of a loop, where it stands, and what it was worked out from. */
export interface KnownLoop {
  members: LoopMembers
  facts: LoopFacts
  state: LoopState
}

export function knownLoop({ store }: Context, loop: LocalId): KnownLoop | undefined {
  const members = membersOf(store.db, loop)
  const own = members.order ? members : { ...members, reports: members.reports.filter(({ id }) => id === loop) }
  if (!own.order && own.reports.length === 0) return undefined
  const facts = loopFacts(store, own)
  return { members: own, facts, state: loopOf(facts, clinicTimes(store.db)) }
}

/** Who is to do the next step, by name. */
export function ownerName(
  { store }: Context,
  owner: { person?: LocalId | null | undefined; role?: string | null | undefined },
): string | undefined {
  if (owner.person) return nameOf(store, owner.person)
  if (owner.role === 'phlebotomist') return 'Phlebotomy'
  return owner.role ? roleTitles[owner.role as keyof typeof roleTitles] : undefined
}

export const serverNow = ({ sync }: Context): Instant => sync.serverNow().toISOString() as Instant

export function loopView(context: Context, loop: LocalId): LoopView | undefined {
  const known = knownLoop(context, loop)
  if (!known) return undefined
  const { members, state } = known
  const order = members.order?.resource
  const ended = order && state.step === 'ended' ? endedWords(order) : undefined
  return {
    id: loop,
    ordered: order !== undefined,
    name: wordsOf(order?.code ?? members.reports[0]?.resource.code) ?? 'Result',
    kind: order ? loopKindOf(order) : 'laboratory',
    step: state.step,
    ...(state.awaited && { awaited: state.awaited }),
    ...(state.expected && { expected: state.expected }),
    overdue: overdue(state, serverNow(context)) !== undefined,
    weight: state.weight,
    stations: stationsOf(context, known),
    ...(ended && { ended }),
  }
}

const endedWords = ({ note, status }: ServiceRequest): string =>
  note?.at(-1)?.text ?? (status === 'entered-in-error' ? 'Entered in error' : 'Not needed any more')

type Reached = Partial<Pick<Station, 'at' | 'who' | 'words'>> | undefined

const names: Station['name'][] = ['ordered', 'collected', 'received', 'reviewed', 'told']
/** The station at which each next step is awaited. */
const awaitedAt = {
  collected: 'collected',
  final: 'received',
  reviewed: 'reviewed',
  told: 'told',
  read: 'told',
} as const

function stationsOf(context: Context, { members, facts, state }: KnownLoop): Station[] {
  const reached = reachedOf(context, members, facts, state)
  const next = state.awaited && awaitedAt[state.awaited]
  const late = overdue(state, serverNow(context)) !== undefined
  const who = ownerName(context, state.owner ?? {})
  const skipped = facts.order !== undefined && facts.order.kind !== 'laboratory' && !facts.collected
  return names.map((name): Station => {
    const done = reached[name]
    const isNext = name === next
    if (name === 'collected' && skipped) return { name, state: 'skipped' }
    if (!isNext) return { name, state: done ? 'done' : 'ahead', ...done }
    return {
      name,
      state: late ? 'late' : 'now',
      ...done,
      ...(who && { owner: who }),
      ...(state.expected && { expected: state.expected }),
    }
  })
}

function reachedOf(
  { store }: Context,
  { order, tasks, messages, specimens }: LoopMembers,
  facts: LoopFacts,
  state: LoopState,
): Partial<Record<Station['name'], Reached>> {
  const report = facts.reports.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1)
  const review = report && reviewOf(report, facts.tasks)
  const reviewer = nameOf(store, review?.owner)
  const collector = specimens.map(({ resource }) => resource.collection?.collector?.display).find(Boolean)
  const requester = order?.resource.requester?.display ?? nameOf(store, facts.order?.requester)
  const told = state.step === 'told' || state.step === 'closed' ? lastWord(messages, report?.id, store) : undefined
  return {
    ordered: facts.order && { at: facts.order.authored, ...(requester && { who: requester }) },
    collected:
      facts.collected || report
        ? { ...(facts.collected && { at: facts.collected }), ...(collector && { who: collector }) }
        : undefined,
    received: report && { at: report.at, words: report.status },
    reviewed: review && {
      ...(review.doneAt && { at: review.doneAt }),
      ...(reviewer && { who: reviewer }),
      ...(tasks.every(({ resource }) => !resource.output?.some(({ type }) => type.text === reviewedOutput)) && {
        words: 'elsewhere',
      }),
    },
    told: told
      ? { ...told, ...(state.awaited === 'read' && { words: 'message not read yet' }) }
      : state.leaving
        ? { words: 'message leaving' }
        : undefined,
  }
}

/** The last word to the patient that the EHR has. */
function lastWord(
  messages: readonly Held<Communication>[],
  report: LocalId | undefined,
  { identity }: Context['store'],
): Reached {
  const about = messages.filter(
    ({ acknowledged, resource }) =>
      acknowledged &&
      resource.status === 'completed' &&
      (resource.about ?? []).some(({ reference }) => identity.resolve(reference) === report),
  )
  const last = about.toSorted((a, b) => ((a.resource.sent ?? '') < (b.resource.sent ?? '') ? -1 : 1)).at(-1)?.resource
  const at = utc(last?.sent)
  const who = last?.sender?.display
  const read = last?.received ? 'read by the patient' : undefined
  return { ...(at && { at: at as Instant }), ...(who && { who }), ...(read && { words: read }) }
}

/** A row of the list of loops. */
export function lineOf(
  context: Context,
  row: LoopRow,
  around: { patient: LoopLine['patient']; now: Instant; mine: ReadonlySet<string> },
): LoopLine {
  const owner = ownerName(context, row)
  return {
    id: row.id,
    ordered: row.ordered === 1,
    ...(around.patient && { patient: around.patient }),
    name: row.name,
    kind: row.kind as LoopLine['kind'],
    step: row.step,
    ...(row.since && { since: row.since }),
    ...(row.awaited && { awaited: row.awaited }),
    ...(row.expected && { expected: row.expected }),
    overdue: row.expected !== null && row.expected <= around.now,
    ...(owner && { owner }),
    mine: row.person !== null && around.mine.has(row.person),
    weight: row.weight,
    leaving: row.leaving === 1,
    ...(row.report && { report: row.report }),
    ...(row.task && { task: row.task }),
  }
}
