import type { CodeableConcept, Extension, Reference, Resource, Task } from '@medplum/fhirtypes'
import { roleTitles } from '../../../shared/domain/role.js'
import { type Decision, decide } from '../../../shared/domain/rule/decide.js'
import type { Party, RulePriority } from '../../../shared/domain/rule/language.js'
import { isRole } from '../../../shared/domain/rule/language.js'
import { type arrivalParts, taskExtension } from '../../../shared/domain/task/extension.js'
import { kindOf, type TaskKind } from '../../../shared/domain/task/kind.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { Context } from '../handlers/context.js'
import { concept, practiceMark, referTo } from '../handlers/fhir.js'
import { coreOf, nameOf } from '../handlers/people.js'
import { roleSystem } from '../store/clinic.js'
import type { Reader } from '../store/store.js'
import { taskKindSystem } from '../store/task.js'
import { factsOf } from './facts.js'
import type { RoutingPlan } from './plan.js'

/** Something that came and that somebody has to see to. */
export interface Arrival {
  kind: TaskKind
  madeBy: 'routing' | 'loop' | 'identity' | 'unsigned'
  /** When it came: of the thing itself, never of this computer. */
  at: Instant
  text: string
  focus: { type: Resource['resourceType']; id: LocalId }
  patient?: LocalId | undefined
  /** Before any rule. */
  priority: RulePriority
  code?: CodeableConcept | undefined
  flag?: string | undefined
  basedOn?: LocalId | undefined
  encounter?: LocalId | undefined
  orderer?: LocalId | undefined
  writer?: LocalId | undefined
  source?: string | undefined
  status?: string | undefined
  sender?: string | undefined
}

/** A list shows one line of it. */
const longestText = 200

/**
 * The task that is made of what came: a pure function of it, of the roster and of the rules, so that every workstation makes
 * the same.
 */
export function taskOf(context: Context, arrival: Arrival, plan: RoutingPlan): Task {
  const task = unrouted(context, arrival)
  route(context.store, task, decide(factsOf(context.store, task), plan.inUse), plan, arrival.at)
  return task
}

/** As it is before anybody has it. */
export function unrouted(context: Context, arrival: Arrival): Task {
  const { store } = context
  const { kind, at, focus, patient, code, flag, basedOn, encounter } = arrival
  const name = patient && coreOf(store, patient, new Date(at)).name
  const text = arrival.text.replace(/\s+/g, ' ').trim()
  return {
    resourceType: 'Task',
    ...practiceMark(context),
    extension: [
      { url: taskExtension.madeBy, valueCode: arrival.madeBy },
      ...(flag ? [{ url: taskExtension.flag, valueCode: flag }] : []),
      { url: taskExtension.arrival, extension: arrivalOf(store, arrival) },
    ],
    status: 'requested',
    intent: 'order',
    priority: arrival.priority,
    code: { ...concept(taskKindSystem, kind, kindOf[kind].one) },
    description: text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text,
    ...(code && { reasonCode: code }),
    focus: referTo(store, focus.type, focus.id),
    ...(patient && { for: referTo(store, 'Patient', patient, name) }),
    ...(encounter && { encounter: referTo(store, 'Encounter', encounter) }),
    ...(basedOn && { basedOn: [referTo(store, 'ServiceRequest', basedOn)] }),
    authoredOn: at,
    lastModified: at,
  }
}

function arrivalOf(store: Reader, arrival: Arrival): Extension[] {
  const { orderer, writer, source, status, sender, priority } = arrival
  const part = (url: keyof typeof arrivalParts, value: Omit<Extension, 'url'> | undefined): Extension[] =>
    value ? [{ url, ...value }] : []
  const person = (id: LocalId | undefined): Omit<Extension, 'url'> | undefined =>
    id && { valueReference: referTo(store, 'Practitioner', id, nameOf(store, id)) }
  return [
    ...part('priority', { valueCode: priority }),
    ...part('orderer', person(orderer)),
    ...part('writer', person(writer)),
    ...part('source', source ? { valueString: source } : undefined),
    ...part('status', status ? { valueCode: status } : undefined),
    ...part('sender', sender ? { valueCode: sender } : undefined),
  ]
}

/** Gives a task to whom a decision names, and notes on it which rule did. */
export function route(
  store: Reader,
  task: Task,
  { rule, to, priority, due, watchers }: Decision,
  { version }: Pick<RoutingPlan, 'version'>,
  at: Instant,
): void {
  give(store, task, to)
  task.priority = priority
  task.restriction = { ...task.restriction, period: { ...task.restriction?.period, end: due } }
  const watching = new Set((task.extension ?? []).map(({ valueReference }) => valueReference?.reference))
  const more = watchers
    .map((id) => referTo(store, 'Practitioner', id as LocalId, nameOf(store, id as LocalId)))
    .filter(({ reference }) => !watching.has(reference))
  task.extension = [
    ...(task.extension ?? []),
    ...more.map((valueReference) => ({ url: taskExtension.watcher, valueReference })),
    {
      url: taskExtension.routed,
      extension: [
        { url: 'set', valueString: String(version) },
        { url: 'rule', valueString: rule },
        { url: 'at', valueDateTime: at },
        partyPart(store, to),
      ],
    },
  ]
}

/** A party as a part of an extension: `to` for a person or a team, `role` for a role. */
export function partyPart(store: Reader, party: Party): Extension {
  const [kind, id] = party.split(':') as [string, LocalId]
  if (kind === 'role') return { url: 'role', valueCode: id }
  return {
    url: 'to',
    valueReference: person(store, kind, id),
  }
}

function give(store: Reader, task: Task, to: Party): void {
  delete task.performerType
  delete task.owner
  const [kind, id] = to.split(':') as [string, string]
  if (kind !== 'role') task.owner = person(store, kind, id as LocalId)
  else task.performerType = [concept(roleSystem, id, isRole(id) ? roleTitles[id] : id)]
}

const person = (store: Reader, kind: string, id: LocalId): Reference<never> =>
  referTo(store, kind === 'team' ? 'CareTeam' : 'Practitioner', id, nameOf(store, id))
