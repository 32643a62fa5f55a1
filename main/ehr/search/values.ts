import type { Parameter, Path } from './parameter.js'
import { type Stretch, stretchOf } from './period.js'

/** A resource as plain JSON, with only what every resource has named. */
export interface Resource {
  resourceType: string
  id?: string
  meta?: { versionId?: string; lastUpdated?: string; [key: string]: unknown }
  [key: string]: unknown
}

/** `system` is undefined for a plain code, whose system the element implies. */
export interface Token {
  system: string | undefined
  code: string
}

type Element = Record<string, unknown>

const NOTHING: never[] = []

/** Every element the parameter's paths reach. */
export function elements(resource: Resource, parameter: Parameter): readonly unknown[] {
  let found: unknown[] | undefined
  for (const path of parameter.paths) {
    if (resource[path.steps[0] as string] === undefined) continue
    found ??= []
    walk(resource, path, 0, found)
  }
  return found ?? NOTHING
}

function walk(here: unknown, path: Path, step: number, found: unknown[]): void {
  if (here === undefined || here === null) return
  if (Array.isArray(here)) {
    for (const item of here) walk(item, path, step, found)
  } else if (step === path.steps.length) {
    if (!path.where || (here as Element)[path.where.key] === path.where.value) found.push(here)
  } else if (typeof here === 'object') {
    walk((here as Element)[path.steps[step] as string], path, step + 1, found)
  }
}

export function tokens(resource: Resource, parameter: Parameter): Token[] {
  const found: Token[] = []
  for (const element of elements(resource, parameter)) addTokens(element, found)
  return found
}

function addTokens(element: unknown, found: Token[]): void {
  if (typeof element === 'string' || typeof element === 'boolean') {
    found.push({ system: undefined, code: String(element) })
    return
  }
  const { system, code, value, coding } = element as Element
  if (Array.isArray(coding)) for (const item of coding) addTokens(item, found)
  else if (typeof code === 'string') found.push({ system: text(system), code })
  else if (typeof value === 'string') found.push({ system: text(system), code: value })
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** References as `Type/id`; absolute ones to other servers stay whole; contained ones are left out. */
export function references(resource: Resource, parameter: Parameter): string[] {
  const found: string[] = []
  for (const element of elements(resource, parameter)) {
    const reference = localReference((element as Element).reference)
    if (reference && (!parameter.only || reference.startsWith(`${parameter.only}/`))) found.push(reference)
  }
  return found
}

function localReference(reference: unknown): string | undefined {
  if (typeof reference !== 'string' || reference === '' || reference.startsWith('#')) return undefined
  return localForm(reference)
}

/** A reference to this server as `Type/id`: without its own address and without a version. */
export function localForm(reference: string): string {
  const path = reference.startsWith('http') ? reference.replace(OWN_ADDRESS, '') : reference
  const version = path.indexOf('/_history/')
  return version < 0 ? path : path.slice(0, version)
}

const OWN_ADDRESS = /^https?:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?\/fhir\//

/** The strings a string parameter compares, as written. */
export function strings(resource: Resource, parameter: Parameter): string[] {
  const found: string[] = []
  for (const element of elements(resource, parameter)) addStrings(element, found)
  return found
}

const STRING_PARTS = ['text', 'family', 'given', 'prefix', 'suffix', 'line', 'city', 'district', 'state', 'postalCode']

function addStrings(element: unknown, found: string[]): void {
  if (typeof element === 'string') found.push(element)
  else if (Array.isArray(element)) for (const item of element) addStrings(item, found)
  else if (typeof element === 'object' && element !== null) {
    for (const part of STRING_PARTS) addStrings((element as Element)[part], found)
  }
}

/** How strings compare by default: without case, accents or surplus spaces. */
export const normalised = (value: string): string =>
  /^[ -~]*$/.test(value)
    ? value.toLowerCase().trim()
    : value.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()

export function stretches(resource: Resource, parameter: Parameter): Stretch[] {
  const found: Stretch[] = []
  for (const element of elements(resource, parameter)) {
    const stretch = typeof element === 'string' ? stretchOf(element) : periodStretch(element as Element)
    if (stretch) found.push(stretch)
  }
  return found
}

/** An end left out is open: a Period without one goes on. */
function periodStretch(period: Element): Stretch | undefined {
  const start = stretchOf(text(period.start))
  const end = stretchOf(text(period.end))
  if (!start && !end) return undefined
  return { from: start?.from ?? FIRST_TIME, to: end?.to ?? LAST_TIME }
}

const FIRST_TIME = -8.64e15
const LAST_TIME = 8.64e15
