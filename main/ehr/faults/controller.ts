import { Refused } from '../rest/outcome.js'
import type { Effect, EffectDeps, Exchange } from './effect.js'
import { effectOf, isBehaviour } from './effects.js'
import type { Behaviour, Fault, RequestMatch } from './fault.js'
import type { LiveTrouble } from './reading.js'

/** The fault plan of a server: what to do wrong, and how often it was done. */
export interface Faults {
  /** Answers with the fault's number. */
  add(fault: Fault): number
  remove(number: number): void
  clear(): void
  list(): PlannedFault[]
  /** The effects that strike this request, in the order they were planned. Counts the strike. */
  strike(exchange: Exchange): Effect[]
  /** The trouble of the websocket, if any of these is planned. Counts the strike. */
  live(...possible: LiveTrouble[]): LiveTrouble | undefined
}

export interface PlannedFault {
  number: number
  fault: Fault
  /** Requests that fitted so far. */
  seen: number
  /** Requests it was applied to. */
  struck: number
}

export function faultPlan(initial: Fault[], deps: EffectDeps): Faults {
  let planned: PlannedFault[] = []
  let number = 0
  const add = (fault: Fault) => {
    number += 1
    planned.push({ number, fault: checked(fault), seen: 0, struck: 0 })
    return number
  }
  for (const fault of initial) add(fault)
  return {
    add,
    remove(unwanted) {
      planned = planned.filter((each) => each.number !== unwanted)
    },
    clear() {
      planned = []
    },
    list: () => planned.map((each) => ({ ...each })),
    strike(exchange) {
      const effects: Effect[] = []
      for (const each of planned) {
        if (withoutRequest.has(each.fault.behaviour.kind) || !fits(each.fault.when ?? {}, exchange)) continue
        if (isStruck(each)) effects.push(effectOf(each.fault.behaviour, deps))
      }
      return effects
    },
    live(...possible) {
      for (const each of planned) {
        const { behaviour } = each.fault
        if (behaviour.kind === 'live' && possible.includes(behaviour.what) && isStruck(each)) return behaviour.what
      }
      return undefined
    },
  }
}

/** Behaviours that strike no request: of the CapabilityStatement, of the websocket. */
const withoutRequest = new Set<Behaviour['kind']>(['undeclared', 'live'])

function isStruck(each: PlannedFault): boolean {
  each.seen += 1
  const { skip = 0, times = Number.POSITIVE_INFINITY } = each.fault
  if (each.seen <= skip || each.struck >= times) return false
  each.struck += 1
  return true
}

/** A Bundle is struck by what would strike one of its entries alone. */
function fits(match: RequestMatch, exchange: Exchange): boolean {
  const query = new URLSearchParams(exchange.query).toString()
  const own = { method: exchange.method, path: query ? `${exchange.path}?${query}` : exchange.path }
  if (match.body !== undefined && !new RegExp(match.body).test(exchange.body)) return false
  return isAsked(match, own) || entriesOf(exchange).some((entry) => isAsked(match, entry))
}

interface Asked {
  method: string
  path: string
}

const isAsked = ({ method, path }: RequestMatch, asked: Asked): boolean =>
  (method === undefined || [method].flat().includes(asked.method)) &&
  (path === undefined || new RegExp(path).test(asked.path))

/** What the entries of a Bundle ask for. */
function entriesOf({ method, path, body }: Exchange): Asked[] {
  if (method !== 'POST' || path !== '') return []
  try {
    const { entry } = JSON.parse(body) as { entry?: { request?: { method?: string; url?: string } }[] }
    return (entry ?? []).map(({ request }) => ({ method: request?.method ?? '', path: request?.url ?? '' }))
  } catch {
    return []
  }
}

/** Refuses (400) what is not a fault, since it may have come over the network. */
function checked(fault: Fault): Fault {
  const kind = (fault as Partial<Fault> | null)?.behaviour?.kind
  if (!isBehaviour(kind)) throw new Refused(400, 'value', `There is no fault "${String(kind)}"`)
  try {
    for (const pattern of [fault.when?.path, fault.when?.body]) if (pattern !== undefined) new RegExp(pattern)
  } catch {
    throw new Refused(400, 'value', 'A fault matches by regular expressions; this is none')
  }
  return fault
}
