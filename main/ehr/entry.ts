import type { EhrStart, EhrToShell } from '../../shared/kernel/ehr-process.js'
import { practiceThreadBeside } from './clinic.js'
import { createEhr, PortInUse } from './server.js'
import { CannotOpen } from './store/database.js'

/** Electron's side of a utility process; absent where the shell forked a plain Node process. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

const parent = (process as unknown as { parentPort?: ParentPort }).parentPort

const post = (message: EhrToShell): void => {
  if (parent) parent.postMessage(message)
  else process.send?.(message)
}

async function start({ port, data, patients, seed }: EhrStart): Promise<void> {
  try {
    const onProgress = (step: string, done: number, total: number) => post({ t: 'progress', step, done, total })
    const ehr = await createEhr({
      port,
      data,
      patients,
      seed,
      onProgress,
      practiceThread: practiceThreadBeside(import.meta.url),
    })
    const stop = () => {
      ehr.close().finally(() => process.exit(0))
    }
    process.once('SIGTERM', stop)
    process.once('disconnect', stop)
    post({ t: 'ready', url: ehr.url })
  } catch (error) {
    post({ t: 'failed', failure: failureOf(error), message: (error as Error).message })
  }
}

function failureOf(error: unknown): Extract<EhrToShell, { t: 'failed' }>['failure'] {
  if (error instanceof PortInUse) return 'port-in-use'
  if (!(error instanceof CannotOpen)) return 'unexpected'
  return error.failure === 'no-space' || error.failure === 'damaged' ? error.failure : 'unexpected'
}

const receive = (message: unknown): void => {
  const asked = message as Partial<EhrStart> | null
  if (asked?.t === 'start') void start(asked as EhrStart)
}
if (parent) parent.on('message', ({ data }) => receive(data))
else process.on('message', receive)
