import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import type { Salvaged } from '../../shared/contract/wire.js'
import { createCore, type RunningCore } from './create.js'
import { isSetAside, salvageInto } from './salvage.js'
import { keyFrom, makeKey, NoKey } from './session/keyfile.js'
import { explain, StoreFailure } from './store/connection.js'
import { workOnLists } from './terminology/command-line.js'
import { RefusedList } from './terminology/lists/refused.js'

const usage = `Usage: npm run core -- status|pull|push --ehr URL --profile DIR [--practice] [--token FILE] [--passphrase-file FILE]
       npm run core -- salvage --profile DIR --out FOLDER [--passphrase-file FILE]
       npm run core -- lists|import|remove --profile DIR [--system condition|medication --file FILE] [--passphrase-file FILE]

  status   what this workstation holds, what has not left it, and whether the EHR answers
  pull     one whole pull, the first one included
  push     sends everything that has not left
  salvage  writes what has not left into FOLDER, from a damaged profile too, or from a folder “set-aside-…” of one. The
           profile is not changed. The files are not encrypted and hold patients’ records.
  lists    the official code lists of a profile
  import   reads one: for condition the ICD-10-CM order file of CMS, for medication products.txt of FDA's Orange Book,
           plain or gzipped; the one in use stays until the new one is whole. Ctrl+C stops it. Rounds must be closed.
  remove   takes the imported list of --system away

  --practice              the EHR is the practice clinic
  --token FILE            a bearer token to use in place of the person signed in
  --passphrase-file FILE  the profile's passphrase; asked for when missing. ROUNDS_STORE_KEY (64 hex digits) goes first.`

/** What was asked for cannot be done, in one sentence. */
class Unusable extends Error {}

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const

function readArguments(): {
  command: string
  ehr: string
  profile: string
  out: string
  practice: boolean
  system: string
  file: string
  token?: string
  passphrase?: string
} {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse()
  } catch (error) {
    throw new Unusable(`${(error as Error).message}\n\n${usage}`)
  }
  const { values, positionals } = parsed
  const command = positionals[0] ?? ''
  if (values.help) {
    console.log(usage)
    process.exit(0)
  }
  const wanted: Record<string, string | undefined> = {
    status: values.ehr,
    pull: values.ehr,
    push: values.ehr,
    salvage: values.out,
    lists: values.profile,
    import: values.system && values.file,
    remove: values.system,
  }
  if (!wanted[command] || !values.profile) throw new Unusable(usage)
  if (values.ehr && !URL.canParse(values.ehr)) throw new Unusable(`“${values.ehr}” is not an address.`)
  return {
    command,
    ehr: values.ehr ?? '',
    profile: values.profile,
    out: values.out ?? '',
    system: values.system ?? '',
    file: values.file ?? '',
    practice: values.practice ?? false,
    ...(values.token ? { token: values.token } : {}),
    ...(values['passphrase-file'] ? { passphrase: values['passphrase-file'] } : {}),
  }
}

const parse = () =>
  parseArgs({
    allowPositionals: true,
    options: {
      ehr: text,
      profile: text,
      out: text,
      system: text,
      file: text,
      token: text,
      'passphrase-file': text,
      practice: flag,
      help: flag,
    },
  })

async function storeKey(profile: string, passphraseFile: string | undefined): Promise<string> {
  const given = process.env.ROUNDS_STORE_KEY
  if (given) return given
  const file = keyFileOf(profile)
  const passphrase = passphraseFile
    ? readFileSync(passphraseFile, 'utf8').trimEnd()
    : await ask('Passphrase of the profile: ')
  if (existsSync(file) || existsSync(`${file}.copy`)) return keyFrom(file, passphrase)
  if (existsSync(join(profile, 'rounds.db'))) throw new NoKey('The key of this profile (key.json) is missing.')
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  return makeKey(file, passphrase)
}

/** What was set aside was so from the profile around it, whose key it has. */
const keyFileOf = (profile: string): string => {
  const folder = resolve(profile)
  const own = join(folder, 'key.json')
  return isSetAside(folder) && !existsSync(own) ? join(dirname(folder), 'key.json') : own
}

async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new NoKey('The passphrase is needed: --passphrase-file, or ROUNDS_STORE_KEY.')
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await lines.question(question)
  } finally {
    lines.close()
  }
}

function tellSalvaged(out: string, { changes, hasWords, lost, unsure }: Salvaged): void {
  console.log(`${changes} changes and ${hasWords ? 'the words' : 'no words'} of notes were written to ${out}.`)
  if (lost > 0) console.log(`${lost} could not be read, or not whole.`)
  if (unsure) console.log('Whether there was more can no longer be told.')
}

/** Counts and states only: nothing of a patient is printed. */
function show({ context }: RunningCore): void {
  const { sync, outbox } = context
  const view = sync.view()
  const holdings = sync.holdings()
  const lines: [string, string | number | undefined][] = [
    ['signed in', context.session.user()?.name ?? 'nobody'],
    ['state', view.line],
    ['problem', view.problem],
    ['complete up to', view.asOf],
    [
      'first pull',
      view.firstPull && `${view.firstPull.what}, ${view.firstPull.done} of ${view.firstPull.total ?? 'unknown'}`,
    ],
    ['patients', holdings.patients],
    ['whole charts', holdings.charts.filter((chart) => chart.asOf).length],
    ['on disk', `${Math.round(holdings.bytes / 1_048_576)} MB`],
    ['clock ahead, minutes', view.clockMinutesAhead],
  ]
  for (const [name, value] of lines) if (value !== undefined) console.log(`${`${name}:`.padEnd(22)}${value}`)
  for (const row of outbox.rows())
    console.log(
      `  ${row.state.padEnd(11)}${row.op} ${row.type}, since ${row.since}${row.reason ? `: ${row.reason}` : ''}`,
    )
}

async function run(): Promise<void> {
  const { command, ehr, profile, out, system, file, practice, token, passphrase } = readArguments()
  if (command === 'salvage')
    return tellSalvaged(out, await salvageInto(out, profile, await storeKey(profile, passphrase)))
  if (command === 'lists' || command === 'import' || command === 'remove')
    return workOnLists(command, { profile, keyHex: await storeKey(profile, passphrase), system, file })
  const running = createCore({
    profile,
    keyHex: await storeKey(profile, passphrase),
    ehrUrl: ehr,
    practice,
    workstation: 'command line',
    ...(token ? { toolToken: readFileSync(token, 'utf8').trim() } : {}),
  })
  const { sync, session } = running.context
  try {
    if (!token && !session.user())
      throw new Unusable('Nobody is signed in with this profile. Sign in in the app, or give --token FILE.')
    await sync.once(command === 'status' ? 'look' : (command as 'pull' | 'push'))
    show(running)
    if (sync.view().state !== 'online') process.exitCode = 1
  } finally {
    await running.stop()
  }
}

run().catch((error: unknown) => {
  const known =
    error instanceof Unusable || error instanceof NoKey || error instanceof StoreFailure || error instanceof RefusedList
  console.error(known ? (error as Error).message : explain(error).message)
  process.exit(1)
})
