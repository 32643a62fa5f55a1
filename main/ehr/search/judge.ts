import type { Condition, WantedToken } from './condition.js'
import { satisfies } from './period.js'
import { elements, normalised, type Resource, references, stretches, strings, type Token, tokens } from './values.js'

/** Whether a resource meets a condition, read from the resource itself. `updated` is its server time. */
export function meets(condition: Condition, resource: Resource, updated: number): boolean {
  switch (condition.kind) {
    case 'id':
      return condition.ids.includes(resource.id as string)
    case 'updated': {
      const moment = { from: updated, to: updated + 1 }
      return condition.bounds.some(({ prefix, stretch }) => satisfies(moment, prefix, stretch))
    }
    case 'missing':
      return isMissing(condition, resource) === condition.missing
    case 'token': {
      const held = tokens(resource, condition.parameter)
      return held.some((each) => condition.tokens.some((wanted) => sameToken(wanted, each))) !== condition.not
    }
    case 'reference':
      return references(resource, condition.parameter).some((each) => condition.references.includes(each))
    case 'string':
      return strings(resource, condition.parameter).some((each) =>
        condition.texts.some((text) => sameText(condition.how, text, each)),
      )
    case 'date':
      return stretches(resource, condition.parameter).some((each) =>
        condition.bounds.some(({ prefix, stretch }) => satisfies(each, prefix, stretch)),
      )
    case 'uri':
      return elements(resource, condition.parameter).some((each) => condition.uris.includes(each as string))
  }
}

/**
 * False when the resource's text shows that it cannot meet the condition, so that it need not be read. Every text here
 * was printed by JSON.stringify, so a code is in it exactly as that prints it.
 */
export function mayMeet(condition: Condition, json: string): boolean {
  if (condition.kind !== 'token' || condition.not) return true
  return condition.tokens.some(
    ({ code }) =>
      code === undefined || json.includes(code === 'true' || code === 'false' ? code : JSON.stringify(code)),
  )
}

function isMissing({ parameter }: Condition & { kind: 'missing' }, resource: Resource): boolean {
  if (parameter.type === 'reference') return references(resource, parameter).length === 0
  return elements(resource, parameter).length === 0
}

function sameToken(wanted: WantedToken, held: Token): boolean {
  const system = wanted.system === undefined || held.system === undefined || wanted.system === held.system
  return system && (wanted.code === undefined || wanted.code === held.code)
}

function sameText(how: 'starts' | 'exact' | 'contains', wanted: string, held: string): boolean {
  if (how === 'exact') return wanted === held
  return how === 'contains'
    ? normalised(held).includes(normalised(wanted))
    : normalised(held).startsWith(normalised(wanted))
}
