import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../root.ts'
import { endWith } from '../say.ts'

interface Failed {
  seed: number
  path: string
  wrong: string[]
  story: string[]
}

const worker = join(root, 'tests/histories/worker.ts')
const hooks = join(root, 'build/typescript-sources.mjs')

const readFlags = () => {
  const flags = new Map<string, string>()
  const args = process.argv.slice(2)
  for (let i = 0; i < args.length; i++) {
    const [name = '', value] = (args[i] ?? '').replace(/^--/, '').split('=')
    if (!['n', 'seed', 'jobs', 'path', 'all'].includes(name)) throw new Error(`There is no flag ${args[i]}.`)
    flags.set(name, name === 'all' ? 'yes' : (value ?? args[++i] ?? ''))
  }
  const number = (name: string, otherwise: number) => {
    const value = Number(flags.get(name) ?? otherwise)
    if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} takes a whole number.`)
    return value
  }
  return {
    n: number('n', flags.has('path') ? 1 : 1000),
    seed: number('seed', Math.floor(Math.random() * 1_000_000)),
    jobs: Math.max(1, number('jobs', 1)),
    path: flags.get('path'),
    all: flags.has('all'),
  }
}

const minutes = (ms: number) => `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`

/** Steps as they are; with a path, also what followed from each. */
const tell = ({ seed, path, wrong, story }: Failed, whole: boolean, shortened: boolean) => {
  console.log(`\n\nHistory ${seed} went wrong:\n`)
  for (const line of wrong) console.log(`  ${line}`)
  console.log(shortened ? '\nThe shortest way to it:\n' : '')
  for (const line of story) if (whole || !line.startsWith(' ')) console.log(`  ${line}`)
  console.log(`\nTo see it ${shortened ? 'again, with all that happened in between' : 'made shorter'}:`)
  console.log(`  npm run histories -- --n 1 --seed ${seed}${shortened ? ` --path ${path}` : ''}`)
}

/**
 * `npm run histories -- [--n N] [--seed S] [--jobs J] [--all]`: N random histories of the clinic, the first of seed S, the
 * second of seed S + 1 and so on, in J processes. The first that goes wrong is made as short as it gets and told; `--all`
 * goes on and tells each as it is. `--path P` goes straight to the shortened form of one.
 */
const histories = async () => {
  const { n, seed, jobs, path, all } = readFlags()
  const began = Date.now()
  let next = seed
  let passed = 0
  let failures = 0
  let shown = 0
  const progress = (last: boolean) => {
    const every = process.stdout.isTTY ? 500 : 30_000
    if (!last && Date.now() - shown < every) return
    shown = Date.now()
    const done = passed + failures
    const rate = done / ((Date.now() - began) / 1000)
    const left = rate > 0 ? `, ${minutes(((n - done) / rate) * 1000)} left` : ''
    const line = `${done} of ${n} histories, ${rate.toFixed(1)} a second${left}${failures ? `, ${failures} went wrong` : ''}`
    process.stdout.write(process.stdout.isTTY ? `\r${line}   ` : `${line}\n`)
  }
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child: ChildProcess = fork(worker, {
        cwd: root,
        execArgv: ['--disable-warning=ExperimentalWarning', '--import', hooks],
      })
      let asked = -1
      let ended = false
      const ask = () => {
        if (next >= seed + n || (failures > 0 && !all)) {
          ended = true
          child.disconnect()
          return
        }
        asked = next
        next += 1
        child.send({ seed: asked, path, asIs: all })
      }
      child.on('message', (answer: { seed: number; failed: Failed | undefined }) => {
        if (answer.failed) {
          failures += 1
          tell(answer.failed, path !== undefined, !all)
        } else if (answer.seed >= 0) passed += 1
        progress(false)
        ask()
      })
      child.on('exit', (code) => {
        if (ended) resolve()
        else reject(new Error(`A worker ended by itself (${code}) at history ${asked}.`))
      })
    })
  await Promise.all(Array.from({ length: Math.min(jobs, n) }, one))
  progress(true)
  if (process.stdout.isTTY) process.stdout.write('\n')
  if (failures > 0) {
    console.log(`\n${failures} of ${passed + failures} histories went wrong, seed ${seed}`)
    process.exit(1)
  }
  console.log(`${passed} histories passed, seed ${seed}`)
}

await histories().catch(endWith)
