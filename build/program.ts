import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { bundle } from './bundle/index.ts'
import { root } from './root.ts'
import { endWith, say } from './say.ts'

/** Runs the command-line program of the core or the EHR with our own arguments, and ends as it ends. */
export const runProgram = async (name: 'core' | 'ehr'): Promise<void> => {
  await bundle(say, [name]).catch(endWith)
  const program = join(root, 'out/app', name, 'cli.mjs')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  // Ctrl+C reaches it by itself; a signal sent to this process alone is passed on.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}
