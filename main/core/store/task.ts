import type { Extension, Task } from '@medplum/fhirtypes'
import { fold } from '../../../shared/domain/fold.js'
import { answeredOutput, reviewedOutput, roleParty, taskExtension } from '../../../shared/domain/task/extension.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { idsIn } from './answered.js'
import { roleSystem } from './clinic.js'
import { type Identity, ownUuid } from './identity.js'
import type { Projector } from './projector.js'
import { run } from './statement.js'
import { utc } from './utc.js'

export const taskKindSystem = 'https://rounds.example/fhir/task-kind'
/** Lowest is most pressing. */
export const priorities = ['stat', 'asap', 'urgent', 'routine'] as const

export interface TaskProjection {
  id: LocalId
  kind: string
  status: 'open' | 'claimed' | 'done' | 'cancelled'
  /** Index in `priorities`. */
  priority: number
  owner: LocalId | null
  patient: LocalId | null
  focus_type: string | null
  focus: LocalId | null
  text: string
  authored: string | null
  due: string | null
  done_at: string | null
  /** The role it belongs to, claimed or not. */
  role: string | null
  requester: LocalId | null
  /** The team or the absent colleague it was claimed from. */
  claimed_from: LocalId | null
  /** The end of its claim; null on work given by name. */
  lease_until: string | null
  begun: string | null
  /** The worst flag of its result, as it says itself. */
  flag: string | null
  code: string | null
  snoozed_until: string | null
  snoozed_at: string | null
  snoozed_by: LocalId | null
  /** Its newest comment. */
  noted_at: string | null
  /** How often it was escalated. */
  escalated: number
  made_by: string | null
  /** The UUID its maker gave it. */
  own: LocalId | null
  encounter: LocalId | null
  based_on: LocalId | null
  part_of: LocalId | null
  /** Fingerprint of the result as its reviewer saw it; of a patient's messages, when the last one that was shown was sent. */
  reviewed: string | null
  /** The messages it dealt with, JSON of local ids; null where it does not say. */
  named: string | null
  /** Folded text for searching. */
  words: string
}

const statuses: Record<string, TaskProjection['status']> = {
  requested: 'open',
  draft: 'open',
  received: 'open',
  ready: 'open',
  'on-hold': 'open',
  accepted: 'claimed',
  'in-progress': 'claimed',
  completed: 'done',
  cancelled: 'cancelled',
  rejected: 'cancelled',
  failed: 'cancelled',
  'entered-in-error': 'cancelled',
}

export const taskStatus = (status: string | undefined): TaskProjection['status'] => statuses[status ?? ''] ?? 'open'

/** Whether somebody still has to do it. */
export const isOpenTask = ({ status }: Pick<Task, 'status'>): boolean =>
  taskStatus(status) === 'open' || taskStatus(status) === 'claimed'

/** Why a task is a party's concern: `task_for.why`. */
export type TaskFor = 'owner' | 'role' | 'claimed-from' | 'escalated' | 'watcher' | 'requester'

export const taskProjector: Projector = {
  types: ['Task'],
  tables: ['task', 'task_for'],
  write(db, { id, patient, resource }, identity) {
    const task = resource as Task
    const row = rowOf(task, id, patient, identity)
    const columns = Object.keys(row)
    run(
      db,
      `INSERT OR REPLACE INTO task (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      ...Object.values(row),
    )
    run(db, 'DELETE FROM task_for WHERE task = ?', id)
    for (const [party, why] of partiesOf(task, row, identity))
      run(db, 'INSERT OR IGNORE INTO task_for (task, party, why) VALUES (?, ?, ?)', id, party, why)
  },
  remove(db, _type, id) {
    run(db, 'DELETE FROM task WHERE id = ?', id)
    run(db, 'DELETE FROM task_for WHERE task = ?', id)
  },
}

function rowOf(task: Task, id: LocalId, patient: LocalId | undefined, identity: Identity): TaskProjection {
  const coding = task.code?.coding ?? []
  const kind = coding.find(({ system }) => system === taskKindSystem)?.code ?? 'follow-up'
  const status = taskStatus(task.status)
  const focus = task.focus?.reference
  const done = status === 'done' || status === 'cancelled'
  const priority = priorities.indexOf(task.priority as 'stat')
  const text = task.description ?? task.code?.text ?? coding[0]?.display ?? kind
  const extension = (url: string): Extension | undefined => task.extension?.find((one) => one.url === url)
  const snoozed = partsOf(extension(taskExtension.snoozed))
  const codes = (task.reasonCode?.coding ?? []).map(({ code }) => code)
  const refersTo = (reference: string | undefined): LocalId | null => identity.resolve(reference) ?? null
  return {
    id,
    kind,
    status,
    priority: priority < 0 ? priorities.length - 1 : priority,
    owner: refersTo(task.owner?.reference),
    patient: patient ?? null,
    focus_type: task.focus?.type ?? (focus && !focus.startsWith('urn:') ? (focus.split('/').at(-2) ?? null) : null),
    focus: refersTo(focus),
    text,
    authored: utc(task.authoredOn),
    due: utc(task.restriction?.period?.end),
    done_at: done ? (utc(task.executionPeriod?.end) ?? utc(task.lastModified) ?? utc(task.meta?.lastUpdated)) : null,
    role: roleOf(task),
    requester: refersTo(task.requester?.reference),
    claimed_from: refersTo(extension(taskExtension.claimedFrom)?.valueReference?.reference),
    lease_until: utc(extension(taskExtension.lease)?.valuePeriod?.end),
    begun: utc(task.executionPeriod?.start),
    flag: extension(taskExtension.flag)?.valueCode ?? null,
    code: codes[0] ?? null,
    snoozed_until: utc(snoozed('until')?.valueDateTime),
    snoozed_at: utc(snoozed('at')?.valueDateTime),
    snoozed_by: refersTo(snoozed('by')?.valueReference?.reference),
    noted_at: (task.note ?? []).map(({ time }) => utc(time)).reduce(later, null),
    escalated: Math.max(0, ...escalations(task).map((part) => part('level')?.valueInteger ?? 0)),
    made_by: extension(taskExtension.madeBy)?.valueCode ?? null,
    own: ownUuid(task) ?? null,
    encounter: refersTo(task.encounter?.reference),
    based_on: refersTo(task.basedOn?.[0]?.reference),
    part_of: refersTo(task.partOf?.[0]?.reference),
    reviewed: (task.output ?? []).find(({ type }) => type?.text === reviewedOutput)?.valueString ?? null,
    named: idsIn(
      (task.output ?? [])
        .filter(({ type }) => type?.text === answeredOutput)
        .map(({ valueReference }) => valueReference?.reference),
      identity,
    ),
    words: fold([text, task.code?.text, task.for?.display, task.reasonCode?.text].filter(Boolean).join(' ')),
  }
}

type Part = (name: string) => Extension | undefined

const partsOf =
  (extension: Extension | undefined): Part =>
  (name) =>
    extension?.extension?.find(({ url }) => url === name)

const escalations = (task: Task): Part[] =>
  (task.extension ?? []).filter(({ url }) => url === taskExtension.escalated).map(partsOf)

const roleOf = (task: Task): string | null =>
  (task.performerType ?? []).flatMap(({ coding }) => coding ?? []).find(({ system }) => system === roleSystem)?.code ??
  null

/** Whom a task concerns: people and teams by their ids, roles by `roleParty`. */
function partiesOf(task: Task, row: TaskProjection, identity: Identity): [party: string, why: TaskFor][] {
  const found: [string | null | undefined, TaskFor][] = [
    [row.owner, 'owner'],
    [row.role && roleParty(row.role), 'role'],
    [row.claimed_from, 'claimed-from'],
    [row.requester, 'requester'],
  ]
  for (const { url, valueReference } of task.extension ?? [])
    if (url === taskExtension.watcher) found.push([identity.resolve(valueReference?.reference), 'watcher'])
  for (const part of escalations(task)) {
    const role = part('role')?.valueCode
    found.push([role ? roleParty(role) : identity.resolve(part('to')?.valueReference?.reference), 'escalated'])
  }
  return found.flatMap(([party, why]) => (party ? [[party, why] as [string, TaskFor]] : []))
}

const later = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a)
