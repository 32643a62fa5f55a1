import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../../build/root.ts'

/** Runs a file of `tests/bench/children` in a process of its own, so that its memory is its own; answers what it prints last. */
export function inChild<Answer>(name: string, input: object, flags: readonly string[] = []): Promise<Answer> {
  const hooks = ['--disable-warning=ExperimentalWarning', '--import', join(root, 'build/typescript-sources.mjs')]
  const file = join(root, 'tests/bench/children', `${name}.ts`)
  const child = spawn(process.execPath, [...hooks, ...flags, file, JSON.stringify(input)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.once('error', reject)
    child.once('close', (code) => {
      const last = said.trim().split('\n').at(-1) ?? ''
      if (code === 0 && last.startsWith('{')) resolve(JSON.parse(last) as Answer)
      else reject(new Error(`${name} ended with ${code}: ${said.slice(-500)}`))
    })
  })
}

/** The child's side: what it was asked, and how it answers. */
export const asked = <Input>(): Input => JSON.parse(process.argv[2] ?? '{}') as Input
export const answer = (value: object): never => {
  console.log(JSON.stringify(value))
  process.exit(0)
}

/** What work cost this process: wall time and processor time in milliseconds, the most memory it ever held in bytes. */
export async function cost(work: () => Promise<unknown>): Promise<{ ms: number; cpuMs: number; peakBytes: number }> {
  const [started, before] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(before)
  return {
    ms: performance.now() - started,
    cpuMs: (user + system) / 1000,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  }
}
