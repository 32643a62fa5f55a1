import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { figure, type Percentiles, type Result } from '../bench/result.ts'
import { benchmarksAt, newScale, publish, type Scale, sizes } from '../bench/scale.ts'
import { bundle } from '../bundle/index.ts'
import { root } from '../root.ts'
import { endWith, say } from '../say.ts'
import { unseenScreen } from '../screen.ts'

const folder = join(root, 'tests/bench')
const results = join(root, 'out/bench')

const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, ''))
  .sort()

const trio = ({ p50, p95, p99 }: Percentiles) => [p50, p95, p99].map((value) => figure(value).padStart(9)).join('')

const print = ({ name, unit, ours, baseline, ratio, n, more = {} }: Result) => {
  console.log(`\n${name} (${unit}, n = ${n})`)
  console.log(`            ${['p50', 'p95', 'p99'].map((head) => head.padStart(9)).join('')}`)
  console.log(`  ours      ${trio(ours)}`)
  console.log(`  baseline  ${trio(baseline)}`)
  console.log(`  ratio     ${ratio.toFixed(2).padStart(9)}`)
  for (const [what, value] of Object.entries(more)) console.log(`  ${what}: ${figure(value)}`)
}

const measure = (name: string, flags: string[], env: NodeJS.ProcessEnv): Result | undefined => {
  const file = join(results, `${name}.json`)
  rmSync(file, { force: true })
  const hooks = ['--disable-warning=ExperimentalWarning', '--expose-gc', '--import', './build/typescript-sources.mjs']
  const args = [...hooks, 'build/bench/one.ts', join(folder, `${name}.ts`), file, ...flags]
  const { status } = spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' })
  if (status !== 0 || !existsSync(file)) {
    console.error(`\n${name} could not be measured`)
    return undefined
  }
  const result = JSON.parse(readFileSync(file, 'utf8')) as Result
  print(result)
  return result
}

/** Every benchmark of scale at every size, written into `docs/PERFORMANCE.md` and its picture. */
const measureScale = (flags: string[], env: NodeJS.ProcessEnv): boolean => {
  const scale: Scale = newScale()
  const chosen = flags[flags.indexOf('--sizes') + 1]
  const wanted = flags.includes('--sizes') ? (chosen ?? '').split(',').map(Number) : sizes
  let isWhole = true
  for (const patients of wanted) {
    for (const name of benchmarksAt(patients)) {
      const result = measure(name, ['--patients', String(patients), ...flags], env)
      if (result) scale.results.push({ patients, result })
      else isWhole = false
      writeFileSync(join(results, 'scale.json'), `${JSON.stringify(scale, null, 2)}\n`)
    }
  }
  publish(scale)
  return isWhole
}

/**
 * `npm run bench [-- NAME …] [--patients N …]`: measures each against its baseline; flags reach the benchmarks.
 * `npm run bench -- scale [--sizes N,N]` measures what may grow with the clinic at three sizes.
 */
const bench = async () => {
  const args = process.argv.slice(2)
  const firstFlag = args.findIndex((arg) => arg.startsWith('--'))
  const wanted = firstFlag < 0 ? args : args.slice(0, firstFlag)
  const unknown = wanted.filter((name) => !names.includes(name) && name !== 'scale')
  if (unknown.length > 0) throw new Error(`No benchmark ${unknown.join(', ')}. There are: ${names.join(', ')}, scale.`)
  await bundle(say)
  const env = await unseenScreen(say)
  mkdirSync(results, { recursive: true })
  const flags = firstFlag < 0 ? [] : args.slice(firstFlag)
  if (wanted.includes('scale')) process.exit(measureScale(flags, env) ? 0 : 1)
  const done = (wanted.length > 0 ? wanted : names).map((name) => measure(name, flags, env))
  process.exit(done.every(Boolean) ? 0 : 1)
}

await bench().catch(endWith)
