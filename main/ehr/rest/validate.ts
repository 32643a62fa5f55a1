import { isObject, type Json, type JsonObject } from '../json/lossless.js'
import { Refused } from './outcome.js'
import { requiredOf } from './required.js'

/** The body as a resource of that type, or a refusal that says what is wrong with it and where. `anyReference`: to anything. */
export function asResource(type: string, body: Json | undefined, anyReference = false): JsonObject {
  if (!isObject(body)) throw new Refused(400, 'structure', `The body must be one ${type} as a JSON object`)
  if (body.resourceType !== type) {
    const found = typeof body.resourceType === 'string' ? body.resourceType : 'nothing'
    throw new Refused(400, 'invalid', `Expected a resource of type ${type}, found ${found}`, 'resourceType')
  }
  validate(type, body, anyReference)
  return body
}

/** Throws Refused (422) where the resource breaks a rule of FHIR R4 that this server checks. */
export function validate(type: string, resource: JsonObject, anyReference = false): void {
  const { required, codes } = requiredOf(type)
  for (const element of required) if (!has(resource, element)) throw absent(type, element)
  for (const [element, allowed] of Object.entries(codes)) {
    const code = resource[element]
    if (code === undefined) continue
    if (typeof code !== 'string' || !allowed.includes(code)) {
      throw new Refused(422, 'value', `${type}.${element} may be ${allowed.join(', ')}`, `${type}.${element}`)
    }
  }
  if (resource.meta !== undefined && !isObject(resource.meta)) {
    throw new Refused(422, 'structure', `${type}.meta must be an object`, `${type}.meta`)
  }
  if (!anyReference) checkReferences(resource, type)
}

/** An element counts as there also when only its extensions are (`_birthDate`), as for an absent-data reason. */
function has(resource: JsonObject, element: string): boolean {
  if (element.endsWith('[x]')) {
    const stem = element.slice(0, -3)
    return Object.keys(resource).some((key) => key.replace(/^_/, '').startsWith(stem))
  }
  const value = resource[element] ?? resource[`_${element}`]
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
}

const absent = (type: string, element: string) =>
  new Refused(422, 'required', `${type}.${element} is required`, `${type}.${element}`)

const REFERENCE = /^(#.*|https?:\/\/.+|[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}(\/_history\/[A-Za-z0-9\-.]{1,64})?)$/

function checkReferences(value: Json, path: string): void {
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      checkReferences(item, `${path}[${i}]`)
    })
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (key === 'reference' && (typeof item !== 'string' || !REFERENCE.test(item))) {
        throw new Refused(422, 'value', why(item), `${path}.reference`)
      }
      checkReferences(item, `${path}.${key}`)
    }
  }
}

const why = (reference: Json): string =>
  typeof reference === 'string' && reference.startsWith('urn:')
    ? `${reference} is not among the entries that came with this`
    : 'This is not a FHIR reference'
