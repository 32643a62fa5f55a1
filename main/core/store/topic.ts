import type { LocalId } from '../../../shared/kernel/ids.js'

/**
 * What a commit changed and what a live query read, so that only the queries a commit touches run again:
 * a resource type (`Task`), everything of one patient (`patient:…`), one resource (`DocumentReference/…`),
 * or a part of the engine itself.
 */
export type Topic =
  | `${Capitalize<string>}`
  | `patient:${string}`
  | 'outbox'
  | 'session'
  | 'sync'
  | 'holdings'
  | 'spelling'
  | 'clipboard'
  | 'terminology'
  | 'code-lists'
  | 'presence'
  | 'work-clock'
  | 'drafts'
  | 'draft-files'
  | 'rules'
  | 'deeds'
  | 'notify'
  | 'insight'

export const ofPatient = (patient: LocalId): Topic => `patient:${patient}`
export const ofResource = (type: string, id: LocalId): Topic => `${type}/${id}` as Topic
