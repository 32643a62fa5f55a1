import { type ChildProcess, fork, spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const node = join(root, 'node_modules/.bin/node')
const fromSource = ['--disable-warning=ExperimentalWarning', '--import', './build/typescript-sources.mjs']

export interface Finished {
  code: number | null
  output: string
}

/** The command line server as a process of its own, run from its source. */
export function runCli(...options: string[]) {
  const child = spawn(node, [...fromSource, 'main/ehr/cli.ts', ...options], { cwd: root })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  child.stdout.on('data', (data) => (output += data))
  child.stderr.on('data', (data) => (output += data))
  const finished = new Promise<Finished>((resolve) => child.on('exit', (code) => resolve({ code, output })))
  return {
    finished,
    /** Its address, once it serves. */
    address: () =>
      new Promise<string>((resolve, reject) => {
        const look = () => {
          const found = /The EHR is at (\S+)/.exec(output)?.[1]
          if (found) resolve(found)
        }
        child.stdout.on('data', look)
        look()
        finished.then(() => reject(new Error(output)))
      }),
    stop: () => child.kill('SIGTERM'),
    kill: () => child.kill('SIGKILL'),
  }
}

/** The process the shell starts, forked as it is where there are no utility processes. */
export function forkEntry(): {
  child: ChildProcess
  messages: Record<string, unknown>[]
  until(t: string): Promise<void>
} {
  const child = fork(join(root, 'main/ehr/entry.ts'), { cwd: root, execPath: node, execArgv: fromSource })
  onTestFinished(() => void child.kill('SIGKILL'))
  const messages: Record<string, unknown>[] = []
  child.on('message', (message) => messages.push(message as Record<string, unknown>))
  const until = (t: string) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (messages.some((message) => message.t === t)) resolve()
      }
      child.on('message', look)
      look()
    })
  return { child, messages, until }
}
