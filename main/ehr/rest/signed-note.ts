import { isObject, type Json, type JsonObject, sameJson } from '../json/lossless.js'
import { Refused } from './outcome.js'

/** The elements a signature vouches for. */
const SEALED = ['content', 'subject', 'author', 'type', 'date', 'description']
/** States a signed document may go to; being a draft again is not among them. */
const STATES = ['final', 'amended', 'entered-in-error']

/**
 * Refuses (422) to change what was signed: a DocumentReference whose docStatus is final or amended keeps its content.
 * What may still be said about it: superseded or entered in error, amended, relatesTo, authenticator, related resources.
 */
export function keepSigned(before: JsonObject, after: JsonObject): void {
  if (!isSigned(before)) return
  const changed = SEALED.find((element) => !sameJson(before[element] ?? null, after[element] ?? null))
  if (changed) throw locked(`its ${changed} stays as it was signed`, `DocumentReference.${changed}`)
  if (!sameJson(encounterOf(before), encounterOf(after)))
    throw locked('it stays with its visit', 'DocumentReference.context.encounter')
  if (!STATES.includes(after.docStatus as string))
    throw locked('it is no draft any more', 'DocumentReference.docStatus')
}

/** Refuses (422) to delete what was signed: whoever looks for it later must find it, marked as entered in error if it was one. */
export function keepWhole(resource: JsonObject): void {
  if (isSigned(resource)) throw locked('it is not deleted', 'DocumentReference')
}

const isSigned = ({ resourceType, docStatus }: JsonObject): boolean =>
  resourceType === 'DocumentReference' && (docStatus === 'final' || docStatus === 'amended')

const encounterOf = ({ context }: JsonObject): Json => (isObject(context) ? (context.encounter ?? null) : null)

const locked = (what: string, where: string): Refused =>
  new Refused(
    422,
    'business-rule',
    `This document is signed: ${what}. Write a document that appends or replaces it, or mark it as entered in error`,
    where,
  )
