/** Why a command was refused. An expected failure is a value; an exception is a bug. */
export type RefusalCode =
  | 'not-found'
  | 'stale'
  | 'locked'
  | 'not-permitted'
  | 'signed-out'
  | 'offline-needed'
  | 'wrong-patient'
  | 'invalid'
  | 'conflict'
  | 'no-space'
  /** The patient reads no messages in a portal. */
  | 'no-portal'
  | 'core-restarted'
  | 'unexpected'

/** A named refusal with one sentence for the person who asked, in the clinic's words. */
export interface Refusal {
  code: RefusalCode
  message: string
}

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

export const refuse = (code: RefusalCode, message: string): Result<never> => ({ ok: false, refusal: { code, message } })
