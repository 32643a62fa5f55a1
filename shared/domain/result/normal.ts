import type { ContentValue, ResultContent } from './fingerprint.js'

/** What else decides whether a result may be reviewed together with others. */
export interface Surroundings {
  /** It is not certain whose it is. */
  held: boolean
  deceased: boolean
  /** The patient wrote something that nobody has answered. */
  unansweredMessage: boolean
  /** An earlier version of it was reviewed already, so that this one corrects it. */
  reviewedBefore: boolean
}

/** The limits of a value, where the laboratory printed any. */
export type Limits = ReadonlyMap<ContentValue, { low?: number; high?: number }>

const isNormal = (value: ContentValue, limits: { low?: number; high?: number } | undefined): boolean => {
  if (value.text === undefined || (value.flag !== undefined && value.flag !== 'N')) return false
  const number = /^-?[\d,]*\.?\d+$/.test(value.text) ? Number(value.text.replaceAll(',', '')) : undefined
  const { low, high } = limits ?? {}
  if (number !== undefined && (low !== undefined || high !== undefined))
    return (low === undefined || number >= low) && (high === undefined || number <= high)
  return value.flag === 'N'
}

/**
 * Why a result has to be read by itself; empty when it may be reviewed together with other normal ones. Nothing is taken
 * as normal that is not: a value without a range needs the laboratory's own N, and words of the laboratory need a reader.
 */
export function whyAlone(content: ResultContent, limits: Limits, around: Surroundings): string[] {
  const { status, values, conclusion, documents, missing } = content
  const reasons: string[] = []
  const corrected = ['amended', 'corrected', 'appended'].includes(status)
  if (around.held) reasons.push('it is not certain whose result this is')
  if (corrected || around.reviewedBefore) reasons.push('it was corrected')
  else if (status !== 'final') reasons.push('it is not final')
  if (missing > 0 || values.length === 0) reasons.push('not all of its values are here')
  else if (values.some(({ status: of }) => of === 'amended' || of === 'corrected'))
    reasons.push('a value was corrected')
  else if (values.some(({ status: of }) => of !== 'final')) reasons.push('a value is not final')
  if (!values.every((value) => isNormal(value, limits.get(value))))
    reasons.push('not every value is known to be normal')
  if (conclusion || documents?.length || values.some(({ notes }) => notes))
    reasons.push('the laboratory wrote something with it')
  if (around.deceased) reasons.push('the patient has died')
  if (around.unansweredMessage) reasons.push('a message of the patient waits for an answer')
  return reasons
}
