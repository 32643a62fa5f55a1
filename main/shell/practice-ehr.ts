import type { EhrStart, EhrToShell } from '../../shared/contract/wire.js'
import type { Log } from './log.js'
import type { ServiceRunner } from './service/service.js'
import { supervise } from './service/supervisor.js'

const patience = 3000

type Failure = Extract<EhrToShell, { t: 'failed' }>['failure']

/** The practice EHR could not be started. */
export class PracticeEhrFailed extends Error {
  readonly failure: Failure
  constructor(failure: Failure, message: string) {
    super(message)
    this.failure = failure
  }
}

export interface PracticeEhr {
  /**
   * Starts it and answers its address. A port that was only remembered gives way to a free one when it is taken; a
   * port asked for does not. From then on it is kept running on that port.
   */
  start(facts: Omit<EhrStart, 't'>, portIsFixed: boolean): Promise<string>
  stop(): Promise<void>
}

export const createPracticeEhr = (
  runner: ServiceRunner,
  module: string,
  log: Log,
  onProgress: (step: string, done: number, total: number) => void,
): PracticeEhr => {
  let facts: Omit<EhrStart, 't'> | null = null
  let movable = false
  let settle: { resolve: (url: string) => void; reject: (error: Error) => void } | null = null
  let startedAt = 0

  const fail = (failure: Failure, message: string) => {
    log('ehr-failed', { failure })
    if (failure === 'port-in-use' && movable && facts?.port) {
      // The next one takes any free port.
      facts = { ...facts, port: 0 }
      const again = settle
      void ehr.stop(null, patience).then(() => {
        settle = again
        ehr.start()
      })
      return
    }
    const waiting = settle
    settle = null
    void ehr.stop(null, patience).then(() => waiting?.reject(new PracticeEhrFailed(failure, message)))
  }

  const hear = (message: EhrToShell) => {
    if (message.t === 'progress') onProgress(message.step, message.done, message.total)
    else if (message.t === 'failed') fail(message.failure, message.message)
    else {
      log('ehr-ready', { ms: Date.now() - startedAt })
      if (facts) facts = { ...facts, port: Number(new URL(message.url).port) }
      movable = false
      settle?.resolve(message.url.replace(/\/+$/, ''))
      settle = null
    }
  }

  const ehr = supervise({
    launch: () => {
      startedAt = Date.now()
      return runner.start(module, 'Rounds practice EHR')
    },
    onStart: (service) => {
      service.onMessage((message) => hear(message as EhrToShell))
      if (facts) service.post({ t: 'start', ...facts } satisfies EhrStart)
    },
    onStop: (code, keepsStopping) => {
      log('ehr-stopped', { code, keepsStopping })
      if (!keepsStopping) return
      settle?.reject(new PracticeEhrFailed('unexpected', 'The practice clinic’s EHR keeps stopping.'))
      settle = null
    },
  })

  return {
    start: async (given, portIsFixed) => {
      await ehr.stop(null, patience)
      facts = given
      movable = !portIsFixed
      return new Promise((resolve, reject) => {
        settle = { resolve, reject }
        ehr.start()
      })
    },
    stop: () => ehr.stop(null, patience),
  }
}
