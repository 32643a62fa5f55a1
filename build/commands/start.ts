import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { ehrAddress } from '../../main/shell/ehr-address.ts'
import { bundle } from '../bundle/index.ts'
import { type Display, hasDisplay, startDisplay } from '../display.ts'
import { runRounds } from '../electron-process.ts'
import { electronRuntime } from '../electron-runtime/index.ts'
import { root } from '../root.ts'
import { endWith, say } from '../say.ts'
import { ensureSystemLibraries } from '../system-libraries.ts'

const picture = join(root, 'out/first-screen.png')
const practicePassphrase = 'practice clinic'

const readFlags = () => {
  const { values } = parseArgs({
    options: {
      profile: { type: 'string' },
      ehr: { type: 'string' },
      patients: { type: 'string' },
      seed: { type: 'string' },
      port: { type: 'string' },
    },
  })
  if (values.ehr !== undefined && !ehrAddress(values.ehr)) {
    throw new Error(
      `“${values.ehr}” is not the address of an EHR. It looks like this: --ehr https://ehr.example.org/fhir`,
    )
  }
  for (const name of ['patients', 'seed', 'port'] as const) {
    const value = values[name]
    if (value !== undefined && !/^\d{1,9}$/.test(value))
      throw new Error(`--${name} takes a whole number, not “${value}”.`)
  }
  return values
}

/** With nobody to see a window: a picture of it, and for the practice clinic a passphrase nobody needs to type. */
const unseen = (display: Display, isPractice: boolean) => {
  rmSync(picture, { force: true })
  mkdirSync(join(root, 'out'), { recursive: true })
  const env = { ...process.env, DISPLAY: display.name }
  const told = setInterval(() => {
    if (!existsSync(picture)) return
    clearInterval(told)
    console.log(`\nThe first screen is in ${relative(process.cwd(), picture)}. Rounds stays up until Ctrl+C.\n`)
  }, 200)
  if (!isPractice) return env
  say(`where there is no keychain, the practice profile's passphrase is “${practicePassphrase}”`)
  return { ...env, ROUNDS_PASSPHRASE: practicePassphrase }
}

const start = async () => {
  const flags = readFlags()
  console.log('Starting Rounds')
  await bundle(say)
  const runtime = electronRuntime(say)
  const isSeen = hasDisplay()
  ensureSystemLibraries(runtime.executable, !isSeen, say)
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)])
  let env = process.env
  if (!isSeen) {
    say('there is no display here: the window opens on a virtual one (Xvfb)')
    env = unseen(await startDisplay(), flags.ehr === undefined)
    args.push('--first-screen', picture)
  }
  if (flags.ehr === undefined) say('no --ehr given: opening the practice clinic, with made-up patients')
  const rounds = runRounds(runtime, args, env)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => rounds.kill('SIGTERM'))
  rounds.on('exit', (code) => process.exit(code ?? 0))
}

await start().catch(endWith)
