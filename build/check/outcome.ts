import { spawn } from 'node:child_process'
import { root } from '../root.ts'

/** What one check found. A static check counts as one; a test runner brings its own counts. */
export interface Outcome {
  name: string
  passed: number
  failed: number
  seconds: number
  /** Shown when something failed. */
  output: string
}

export interface Run {
  code: number
  output: string
  seconds: number
}

/** Runs a script on this Node and keeps what it printed. */
export const runScript = (args: string[], env: NodeJS.ProcessEnv = process.env): Promise<Run> =>
  new Promise((resolve) => {
    const started = performance.now()
    const plain = { ...env, NO_COLOR: '1', FORCE_COLOR: undefined }
    const child = spawn(process.execPath, args, { cwd: root, env: plain, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      output += chunk
    })
    child.on('close', (code) => {
      resolve({ code: code ?? 1, output, seconds: (performance.now() - started) / 1000 })
    })
  })
