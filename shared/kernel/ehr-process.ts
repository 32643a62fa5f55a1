/** The embedded EHR's process: shell → EHR. */
export interface EhrStart {
  t: 'start'
  /** 0 picks a free port. */
  port: number
  data: string
  patients: number
  seed: number
}
/** The embedded EHR's process: EHR → shell. */
export type EhrToShell =
  | { t: 'progress'; step: string; done: number; total: number }
  | { t: 'ready'; url: string }
  | { t: 'failed'; failure: 'port-in-use' | 'no-space' | 'damaged' | 'unexpected'; message: string }
