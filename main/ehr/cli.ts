import { parseArgs } from 'node:util'
import { practiceThreadBeside } from './clinic.js'
import { createEhr, type EhrOptions, makeData, PortInUse } from './server.js'
import { CannotOpen } from './store/database.js'
import { databaseExists, type LoadProgress } from './store/load.js'

const USAGE = `Usage: npm run ehr -- --port N --data DIR [--patients N] [--seed S] [--token FILE] [--make-only]

  --port N      port on this computer; 0 picks one
  --data DIR    where its database lives; made when missing, kept when there
  --patients N  size of the practice clinic made in an empty DIR (200)
  --seed S      which clinic: the same number makes the same people (1)
  --token FILE  gets a bearer token with system scopes, readable by you only
  --make-only   ends when the practice clinic is made; stopped half way, it begins again at the next try`

/** What was asked for on the command line cannot be done. */
class Unusable extends Error {}

/** Runs the embedded EHR until it is told to stop. Every failure is one sentence and exit code 1. */
async function run(): Promise<void> {
  const { makeOnly, ...options } = readOptions()
  const existed = databaseExists(options.data)
  const made = { ...options, onProgress: showProgress(), practiceThread: practiceThreadBeside(import.meta.url) }
  if (makeOnly) {
    await makeData(made)
    console.log(`${existed ? 'There already is a' : 'Made the'} clinic in ${options.data}`)
    return
  }
  const ehr = await createEhr(made)
  if (existed) console.log(`Using the clinic already in ${options.data}`)
  console.log(`The EHR is at ${ehr.url}`)
  console.log('It holds made-up patients only, answers to this computer only, and does not encrypt its database.')
  if (options.systemTokenFile) console.log(`A token with system scopes is in ${options.systemTokenFile}`)
  console.log('Ctrl+C stops it.')
  const stop = () => {
    ehr.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

function readOptions(): EhrOptions & { makeOnly: boolean } {
  const { port, data, patients, seed, token, 'make-only': makeOnly = false } = readArguments()
  if (data === undefined || data === '') throw new Unusable(`--data is needed.\n\n${USAGE}`)
  return {
    data,
    makeOnly,
    port: whole('--port', port ?? '0', 0, 65_535),
    patients: whole('--patients', patients ?? '200', 1, 500_000),
    seed: whole('--seed', seed ?? '1', 0, Number.MAX_SAFE_INTEGER),
    ...(token ? { systemTokenFile: token } : {}),
  }
}

function readArguments() {
  const text = { type: 'string' } as const
  try {
    const options = {
      port: text,
      data: text,
      patients: text,
      seed: text,
      token: text,
      'make-only': { type: 'boolean' },
      help: { type: 'boolean' },
    } as const
    const { values } = parseArgs({ options })
    if (values.help) {
      console.log(USAGE)
      process.exit(0)
    }
    return values
  } catch (error) {
    throw new Unusable(`${(error as Error).message}\n\n${USAGE}`)
  }
}

function whole(name: string, value: string, least: number, most: number): number {
  if (/^\d{1,16}$/.test(value) && Number(value) >= least && Number(value) <= most) return Number(value)
  throw new Unusable(`${name} takes a whole number from ${least} to ${most}`)
}

/** On a terminal one line that changes; elsewhere, when it takes its time, a line for every tenth. */
function showProgress(): LoadProgress {
  const isTerminal = process.stderr.isTTY
  const started = Date.now()
  let step = ''
  let began = 0
  let shown = -1
  return (now, done, total) => {
    if (now !== step) {
      step = now
      began = Date.now()
      shown = -1
    }
    const percent = total > 0 ? Math.floor((100 * done) / total) : 0
    const part = isTerminal ? percent : Math.floor(percent / 10)
    if (part === shown || (!isTerminal && Date.now() - started < MEASURED)) return
    shown = part
    const text = `${step}: ${percent} %${left(Date.now() - began, done, total)}`
    process.stderr.write(isTerminal ? `\r\u001b[K${text}${done === total ? '\n' : ''}` : `${text}\n`)
  }
}

/** Too short a while says nothing of how long the rest takes, milliseconds. */
const MEASURED = 3000

function left(elapsed: number, done: number, total: number): string {
  if (elapsed < MEASURED || done === 0 || done >= total) return ''
  const seconds = Math.ceil((elapsed * (total - done)) / done / 1000)
  return seconds < 100 ? `, about ${seconds} s left` : `, about ${Math.ceil(seconds / 60)} min left`
}

function sentence(error: unknown): string {
  if (error instanceof CannotOpen || error instanceof PortInUse || error instanceof Unusable) return error.message
  const { code, path, message } = error as NodeJS.ErrnoException
  if (code && path) return `The EHR cannot write ${path} (${code})`
  return `The EHR could not start: ${message}`
}

run().catch((error: unknown) => {
  console.error(sentence(error))
  process.exit(1)
})
