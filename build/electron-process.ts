import { type ChildProcess, spawn } from 'node:child_process'
import type { ElectronRuntime } from './electron-runtime/index.ts'
import { root } from './root.ts'

/** Chromium's own remarks about a machine without a desktop: true, harmless and many. */
const noise = /^\[\d+:\d+\/.*(dbus|bus\.cc|viz|gpu|gl_|vaapi|sandbox|font|Vulkan|angle|zygote)/i

const passOn = (from: NodeJS.ReadableStream | null, to: NodeJS.WriteStream): void => {
  let rest = ''
  from?.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (!noise.test(line)) to.write(`${line}\n`)
  })
}

/**
 * Flags Electron needs on this machine before ours. Root is a container's: Chromium's sandbox cannot run there, and there is
 * no graphics card, whose process otherwise starts and dies again and again, and now and then takes a launch or an exit along.
 */
export const machineFlags = (): string[] =>
  process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : []

/** Runs Rounds with these flags of its own. */
export const runRounds = (runtime: ElectronRuntime, flags: string[], env: NodeJS.ProcessEnv): ChildProcess => {
  const child = spawn(runtime.executable, [...machineFlags(), root, ...flags], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  passOn(child.stdout, process.stdout)
  passOn(child.stderr, process.stderr)
  return child
}
