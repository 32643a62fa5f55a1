import { parseArgs } from 'node:util'
import { practiceThreadBeside } from './clinic.js'
import { createEhr, type EhrOptions, PortInUse } from './server.js'
import { CannotOpen } from './store/database.js'
import { databaseExists } from './store/load.js'

const USAGE = `Usage: npm run ehr -- --port N --data DIR [--patients N] [--seed S] [--token FILE]

  --port N      port on this computer; 0 picks one
  --data DIR    where its database lives; made when missing, kept when there
  --patients N  size of the practice clinic made in an empty DIR (200)
  --seed S      which clinic: the same number makes the same people (1)
  --token FILE  gets a bearer token with system scopes, readable by you only`

/** What was asked for on the command line cannot be done. */
class Unusable extends Error {}

/** Runs the embedded EHR until it is told to stop. Every failure is one sentence and exit code 1. */
async function run(): Promise<void> {
  const options = readOptions()
  const existed = databaseExists(options.data)
  const ehr = await createEhr({
    ...options,
    onProgress: showProgress,
    practiceThread: practiceThreadBeside(import.meta.url),
  })
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

function readOptions(): EhrOptions {
  const { port, data, patients, seed, token } = readArguments()
  if (data === undefined || data === '') throw new Unusable(`--data is needed.\n\n${USAGE}`)
  return {
    data,
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

let shown = ''
function showProgress(step: string, done: number, total: number): void {
  const line = total > 0 ? `${step}: ${Math.floor((100 * done) / total)} %` : step
  if (line === shown) return
  shown = line
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}${done === total ? '\n' : ''}`)
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
