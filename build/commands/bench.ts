import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from '../bundle/index.ts'
import { root } from '../root.ts'
import { endWith, say } from '../say.ts'
import { unseenScreen } from '../screen.ts'

interface Percentiles {
  p50: number
  p95: number
  p99: number
}

interface Result {
  name: string
  unit: string
  ours: Percentiles
  baseline: Percentiles
  ratio: number
  n: number
  more?: Record<string, number>
}

const folder = join(root, 'tests/bench')
const results = join(root, 'out/bench')

const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, ''))
  .sort()

const number = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))
const trio = ({ p50, p95, p99 }: Percentiles) => [p50, p95, p99].map((value) => number(value).padStart(9)).join('')

const print = ({ name, unit, ours, baseline, ratio, n, more = {} }: Result) => {
  console.log(`\n${name} (${unit}, n = ${n})`)
  console.log(`            ${['p50', 'p95', 'p99'].map((head) => head.padStart(9)).join('')}`)
  console.log(`  ours      ${trio(ours)}`)
  console.log(`  baseline  ${trio(baseline)}`)
  console.log(`  ratio     ${ratio.toFixed(2).padStart(9)}`)
  for (const [what, value] of Object.entries(more)) console.log(`  ${what}: ${number(value)}`)
}

const measure = (name: string, flags: string[], env: NodeJS.ProcessEnv): boolean => {
  const file = join(results, `${name}.json`)
  rmSync(file, { force: true })
  const hooks = ['--disable-warning=ExperimentalWarning', '--expose-gc', '--import', './build/typescript-sources.mjs']
  const args = [...hooks, 'build/bench/one.ts', join(folder, `${name}.ts`), file, ...flags]
  const { status } = spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' })
  if (status !== 0 || !existsSync(file)) {
    console.error(`\n${name} could not be measured`)
    return false
  }
  print(JSON.parse(readFileSync(file, 'utf8')))
  return true
}

/** `npm run bench [-- NAME …] [--patients N …]`: measures each against its baseline; flags reach the benchmarks. */
const bench = async () => {
  const args = process.argv.slice(2)
  const firstFlag = args.findIndex((arg) => arg.startsWith('--'))
  const wanted = firstFlag < 0 ? args : args.slice(0, firstFlag)
  const unknown = wanted.filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new Error(`No benchmark ${unknown.join(', ')}. There are: ${names.join(', ')}.`)
  await bundle(say)
  const env = await unseenScreen(say)
  mkdirSync(results, { recursive: true })
  const flags = firstFlag < 0 ? [] : args.slice(firstFlag)
  const done = (wanted.length > 0 ? wanted : names).map((name) => measure(name, flags, env))
  process.exit(done.every(Boolean) ? 0 : 1)
}

await bench().catch(endWith)
