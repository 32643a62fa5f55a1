import { same } from '../kernel/json.js'
import { defaultTimes, type LoopTimes, type Span } from './result/times.js'
import { isRole } from './rule/language.js'
import { isTaskKind, kindOf } from './task/kind.js'

/** One step of an escalation: after how long a task is shown to somebody else besides, and to whom. */
export interface EscalationStep {
  after: Span
  /** The team of who has it, or a person, a team, a role as rules name them. */
  to: string
}

/** How pressing work is, as escalation counts it. */
export const pressings = ['critical', 'urgent', 'routine'] as const
export type Pressing = (typeof pressings)[number]

/**
 * Every time a clinic expects things to be done in. Escalations have a name: how pressing (`urgent`), or that and the kind of
 * task they are for alone (`urgent refill-request`).
 */
export interface ClinicTimes extends LoopTimes {
  /** From when work came until it is done, where no rule says; results have their own times. `urgent` counts for any kind. */
  due: { urgent: Span; message: Span; refill: Span; other: Span }
  escalation: Record<string, readonly EscalationStep[]>
}

export const ownTeam = 'team'
/** A task is shown to so many others at most, one after another. */
export const mostSteps = 3

const toTeam = (after: Span): EscalationStep => ({ after, to: ownTeam })
const toPhysician = (after: Span): EscalationStep => ({ after, to: 'role:physician' })

/** What holds where a clinic set nothing. These values are ours and no guideline's. */
export const usualTimes: ClinicTimes = {
  ...defaultTimes,
  due: { urgent: { hours: 4 }, message: { clinicDays: 1 }, refill: { clinicDays: 1 }, other: { clinicDays: 3 } },
  escalation: {
    critical: [
      toTeam({ minutes: 15 }),
      toPhysician({ minutes: 30 }),
      { after: { hours: 1 }, to: 'role:nurse-practitioner' },
    ],
    urgent: [toTeam({ hours: 4 }), toPhysician({ days: 1 })],
    routine: [toTeam({ days: 2 }), toPhysician({ days: 5 })],
  },
}

/** The steps a task of a kind goes through: the kind's own where the clinic set some. */
export const stepsFor = (times: ClinicTimes, pressing: Pressing, kind: string): readonly EscalationStep[] =>
  times.escalation[`${pressing} ${kind}`] ?? times.escalation[pressing] ?? usualTimes.escalation[pressing] ?? []

export const spanUnits = ['minutes', 'hours', 'days', 'clinicDays'] as const
export type SpanUnit = (typeof spanUnits)[number]
export const unitOf = (span: Span): SpanUnit => spanUnits.find((unit) => unit in span) ?? 'minutes'
export const amountOf = (span: Span): number => (span as Partial<Record<SpanUnit, number>>)[unitOf(span)] ?? 0
export const spanOf = (amount: number, unit: SpanUnit): Span => ({ [unit]: amount }) as Span

export const unitWords: Record<SpanUnit, [one: string, many: string]> = {
  minutes: ['minute', 'minutes'],
  hours: ['hour', 'hours'],
  days: ['day', 'days'],
  clinicDays: ['clinic day', 'clinic days'],
}
export const spanWords = (span: Span): string =>
  `${amountOf(span)} ${unitWords[unitOf(span)][amountOf(span) === 1 ? 0 : 1]}`

/** How long at the least, in minutes: to compare two. Five clinic days are a week. */
export function minutesOf(span: Span): number {
  const amount = amountOf(span)
  const unit = unitOf(span)
  if (unit === 'clinicDays') return (amount + 2 * Math.floor(amount / 5)) * day
  return amount * { minutes: 1, hours: 60, days: day }[unit]
}
const day = 1_440

/** One time as a person sets it. `step` and `what` are its names in `ClinicTimes`. */
export interface TimeLine {
  step: Exclude<keyof ClinicTimes, 'escalation'>
  what?: string
  words: string
}

/** The times of a results loop in the order in which a result comes, and those of other work. */
export const timeGroups: readonly { title: string; about: string; lines: readonly TimeLine[] }[] = [
  {
    title: 'Until the specimen is collected',
    about: 'From the day the order is due.',
    lines: [
      { step: 'collected', what: 'stat', words: 'Stat' },
      { step: 'collected', what: 'other', words: 'Everything else' },
    ],
  },
  {
    title: 'Until the final report is here',
    about: 'From collection; from the order where nothing is collected.',
    lines: [
      { step: 'received', what: 'stat', words: 'Laboratory, stat' },
      { step: 'received', what: 'laboratory', words: 'Laboratory' },
      { step: 'received', what: 'culture', words: 'Culture' },
      { step: 'received', what: 'pathology', words: 'Pathology' },
      { step: 'received', what: 'imaging', words: 'Imaging' },
      { step: 'received', what: 'referral', words: 'Referral or procedure' },
    ],
  },
  {
    title: 'Until somebody has reviewed it',
    about: 'From the report. It is the due time of the review.',
    lines: [
      { step: 'reviewed', what: 'critical', words: 'Critical' },
      { step: 'reviewed', what: 'abnormal', words: 'Abnormal' },
      { step: 'reviewed', what: 'normal', words: 'Normal' },
    ],
  },
  {
    title: 'Until the patient has been told',
    about: 'From the review.',
    lines: [
      { step: 'told', what: 'critical', words: 'Critical' },
      { step: 'told', what: 'abnormal', words: 'Abnormal' },
      { step: 'told', what: 'normal', words: 'Normal' },
      { step: 'read', words: 'Critical: until the message is opened, else a call' },
    ],
  },
  {
    title: 'Until other work is done',
    about: 'From when it came. It is the due time of its task, where no rule says another.',
    lines: [
      { step: 'due', what: 'urgent', words: 'Anything urgent' },
      { step: 'due', what: 'message', words: 'A patient’s message' },
      { step: 'due', what: 'refill', words: 'Refill request' },
      { step: 'due', what: 'other', words: 'Everything else' },
    ],
  },
]

export const pathOf = ({ step, what }: Pick<TimeLine, 'step' | 'what'>): string => (what ? `${step}.${what}` : step)

export function spanAt(times: ClinicTimes, { step, what }: Pick<TimeLine, 'step' | 'what'>): Span {
  const part = times[step] as Span | Record<string, Span>
  return what ? ((part as Record<string, Span>)[what] as Span) : (part as Span)
}

export function withSpan(times: ClinicTimes, { step, what }: Pick<TimeLine, 'step' | 'what'>, span: Span): ClinicTimes {
  return { ...times, [step]: what ? { ...(times[step] as object), [what]: span } : span }
}

const lines = timeGroups.flatMap((group) => group.lines.map((line) => ({ ...line, group: group.title })))

/** The name of an escalation in words: `Urgent work: refill requests`. */
export function escalationWords(name: string): string {
  const [pressing, kind] = name.split(' ') as [Pressing, string | undefined]
  const words = { critical: 'Critical results and stat work', urgent: 'Urgent work', routine: 'Other work' }[pressing]
  return kind ? `${words ?? pressing}: ${isTaskKind(kind) ? kindOf[kind].one : kind}` : (words ?? name)
}

/** Something that keeps times from being used, or that has to be meant; `at` is the path it is about. */
export interface TimesTrouble {
  at: string
  words: string
}

/** What each pair must keep: the first is never longer than the second. */
const rising: readonly [TimeLine['step'], string, string][] = [
  ['collected', 'stat', 'other'],
  ['received', 'stat', 'laboratory'],
  ['reviewed', 'critical', 'abnormal'],
  ['reviewed', 'abnormal', 'normal'],
  ['told', 'critical', 'abnormal'],
  ['told', 'abnormal', 'normal'],
  ['due', 'urgent', 'message'],
  ['due', 'urgent', 'refill'],
  ['due', 'urgent', 'other'],
]

/** No time may be longer than this: a year before a report is here, 60 days after. */
const longest = (step: keyof ClinicTimes): { minutes: number; words: string } =>
  step === 'collected' || step === 'received'
    ? { minutes: 366 * day, words: 'a year' }
    : { minutes: 60 * day, words: '60 days' }

/** Whether somebody may be named in an escalation. */
export const isTarget = (to: string, isHere: (party: string) => boolean): boolean =>
  to === ownTeam || (to.startsWith('role:') ? isRole(to.slice('role:'.length)) : isHere(to))

/** What is wrong with times; nothing of it may be saved. */
export function timesTroubles(times: ClinicTimes, isHere: (party: string) => boolean): TimesTrouble[] {
  const found: TimesTrouble[] = []
  const fits = (span: Span, step: keyof ClinicTimes, at: string, name: string): void => {
    const amount = amountOf(span)
    const most = longest(step)
    if (!Number.isInteger(amount) || amount < 1) found.push({ at, words: `${name}: say how long, at least 1.` })
    else if (minutesOf(span) > most.minutes) found.push({ at, words: `${name}: at most ${most.words}.` })
  }
  for (const line of lines)
    fits(spanAt(times, line), line.step, pathOf(line), `${line.group}, ${line.words.toLowerCase()}`)
  for (const [step, first, second] of rising) {
    const [a, b] = [spanAt(times, { step, what: first }), spanAt(times, { step, what: second })]
    if (amountOf(a) < 1 || amountOf(b) < 1 || minutesOf(a) <= minutesOf(b)) continue
    const name = lines.find((line) => line.step === step && line.what === first)
    found.push({
      at: `${step}.${first}`,
      words: `${name?.group}: “${name?.words}” may not take longer than what is less pressing (${spanWords(b)}).`,
    })
  }
  for (const name of Object.keys(times.escalation)) found.push(...stepTroubles(times, name, fits, isHere))
  for (const [more, less] of [pressings.slice(0, 2), pressings.slice(1)] as [Pressing, Pressing][]) {
    const [a, b] = [times.escalation[more]?.[0], times.escalation[less]?.[0]]
    if (!a || !b || amountOf(b.after) < 1 || minutesOf(a.after) <= minutesOf(b.after)) continue
    const words = `${escalationWords(more)}: the first step may not come later than for what is less pressing.`
    found.push({ at: `escalation.${more}.0`, words })
  }
  return found
}

function stepTroubles(
  { escalation }: ClinicTimes,
  name: string,
  fits: (span: Span, step: keyof ClinicTimes, at: string, name: string) => void,
  isHere: (party: string) => boolean,
): TimesTrouble[] {
  const steps = escalation[name] ?? []
  const words = escalationWords(name)
  const at = `escalation.${name}`
  const found: TimesTrouble[] = []
  if (steps.length === 0) found.push({ at, words: `${words}: somebody has to be told in the end.` })
  if (steps.length > mostSteps) found.push({ at, words: `${words}: at most ${mostSteps} steps.` })
  steps.forEach(({ after, to }, i) => {
    fits(after, 'escalation', `${at}.${i}`, `${words}, step ${i + 1}`)
    const before = steps[i - 1]
    if (before && amountOf(after) > 0 && minutesOf(after) <= minutesOf(before.after))
      found.push({ at: `${at}.${i}`, words: `${words}: step ${i + 1} has to come later than step ${i}.` })
    if (steps.slice(0, i).some((step) => step.to === to))
      found.push({ at: `${at}.${i}`, words: `${words}: step ${i + 1} tells whom an earlier one told already.` })
    if (!isTarget(to, isHere))
      found.push({
        at: `${at}.${i}`,
        words: `${words}: choose whom step ${i + 1} tells; who it names is not in this clinic.`,
      })
  })
  return found
}

/** Longest that is usual where something critical waits. More has to be meant. */
const safest: readonly [line: Pick<TimeLine, 'step' | 'what'>, most: Span][] = [
  [{ step: 'reviewed', what: 'critical' }, { minutes: 60 }],
  [{ step: 'told', what: 'critical' }, { hours: 4 }],
  [{ step: 'read' }, { hours: 4 }],
]
const safestFirstStep: Span = { minutes: 30 }

/** Where something critical would wait longer than is safe: it is saved only where a person says that it is meant. */
export function timesWarnings(times: ClinicTimes): TimesTrouble[] {
  const found: TimesTrouble[] = []
  for (const [line, most] of safest) {
    const span = spanAt(times, line)
    if (minutesOf(span) <= minutesOf(most)) continue
    const name = lines.find((each) => pathOf(each) === pathOf(line))
    const words = `${name?.group}, critical: ${spanWords(span)} is longer than ${spanWords(most)}.`
    found.push({ at: pathOf(line), words })
  }
  for (const [name, [first]] of Object.entries(times.escalation)) {
    if (!name.startsWith('critical') || !first || minutesOf(first.after) <= minutesOf(safestFirstStep)) continue
    const words = `${escalationWords(name)}: the first step after ${spanWords(first.after)} is later than ${spanWords(safestFirstStep)}.`
    found.push({ at: `escalation.${name}.0`, words })
  }
  return found
}

/** How the times of a clinic differ from the usual ones, a line for each; `nameOf` gives whom a party means. */
export function timesDifferences(times: ClinicTimes, nameOf: (party: string) => string): string[] {
  const own = lines
    .filter((line) => !same(spanAt(times, line), spanAt(usualTimes, line)))
    .map((line) => `${line.group}, ${line.words.toLowerCase()}: ${spanWords(spanAt(times, line))}`)
  const steps = Object.entries(times.escalation)
    .filter(([name, each]) => !same(each, usualTimes.escalation[name]))
    .map(([name, each]) => {
      const said = each.map(({ after, to }) => `${spanWords(after)} → ${to === ownTeam ? ownTeamWords : nameOf(to)}`)
      return `${escalationWords(name)}: ${said.join(', ')}`
    })
  return [...own, ...steps]
}
export const ownTeamWords = 'the team of who has it'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function spanIn(raw: unknown): Span | undefined {
  if (!isObject(raw)) return undefined
  const [unit, ...more] = Object.keys(raw)
  const amount = unit === undefined ? undefined : raw[unit]
  if (more.length > 0 || !spanUnits.includes(unit as SpanUnit)) return undefined
  return Number.isInteger(amount) && (amount as number) > 0 ? (raw as Span) : undefined
}

function stepsIn(raw: unknown): EscalationStep[] | undefined {
  if (!Array.isArray(raw) || raw.length === 0 || raw.length > mostSteps) return undefined
  const steps = raw.map((each): EscalationStep | undefined => {
    const after = isObject(each) ? spanIn(each.after) : undefined
    return after && isObject(each) && typeof each.to === 'string' ? { after, to: each.to } : undefined
  })
  return steps.every((step) => step !== undefined) ? (steps as EscalationStep[]) : undefined
}

/** Times as stored: only what a clinic set itself. What this version does not understand counts as not set. */
export function readTimes(raw: unknown): ClinicTimes {
  const stored = isObject(raw) ? raw : {}
  let times = usualTimes
  for (const line of lines) {
    const part = stored[line.step]
    const span = spanIn(line.what ? isObject(part) && part[line.what] : part)
    if (span) times = withSpan(times, line, span)
  }
  const escalation = Object.entries(isObject(stored.escalation) ? stored.escalation : {}).flatMap(([name, steps]) => {
    const own = isEscalation(name) ? stepsIn(steps) : undefined
    return own ? [[name, own] as const] : []
  })
  return { ...times, escalation: { ...times.escalation, ...Object.fromEntries(escalation) } }
}

/** Whether this version knows an escalation of this name. */
export function isEscalation(name: string): boolean {
  const [pressing, kind, ...more] = name.split(' ')
  return pressings.includes(pressing as Pressing) && more.length === 0 && (kind === undefined || isTaskKind(kind))
}

/** What is to be stored of new times: what stands there stays where nobody changed it, also what is not understood here. */
export function writeTimes(raw: unknown, next: ClinicTimes): Record<string, unknown> {
  const stored = isObject(raw) ? { ...raw } : {}
  const before = readTimes(raw)
  const put = (within: Record<string, unknown>, name: string, was: unknown, is: unknown, usual: unknown): void => {
    if (same(was, is)) return
    if (is === undefined || same(is, usual)) delete within[name]
    else within[name] = is
  }
  const within = (name: string, change: (part: Record<string, unknown>) => void): void => {
    const part = isObject(stored[name]) ? { ...stored[name] } : {}
    change(part)
    if (same(part, stored[name] ?? {}) || (!isObject(stored[name]) && Object.keys(part).length === 0)) return
    if (Object.keys(part).length > 0) stored[name] = part
    else delete stored[name]
  }
  for (const line of lines) {
    const said = [spanAt(before, line), spanAt(next, line), spanAt(usualTimes, line)] as const
    const { step, what } = line
    if (what) within(step, (part) => put(part, what, ...said))
    else put(stored, step, ...said)
  }
  within('escalation', (part) => {
    for (const name of new Set([...Object.keys(before.escalation), ...Object.keys(next.escalation)]))
      put(part, name, before.escalation[name], next.escalation[name], usualTimes.escalation[name])
  })
  return stored
}
