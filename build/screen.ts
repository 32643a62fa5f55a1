import { startDisplay } from './display.ts'
import { electronRuntime } from './electron-runtime/index.ts'
import { ensureSystemLibraries } from './system-libraries.ts'

/**
 * Sees to all that windows nobody watches need: the Electron runtime, its system libraries and, on Linux, one Xvfb
 * for the whole run. Answers the environment to run in.
 */
export const unseenScreen = async (say: (line: string) => void): Promise<NodeJS.ProcessEnv> => {
  const runtime = electronRuntime(say)
  const isLinux = process.platform === 'linux'
  ensureSystemLibraries(runtime.executable, isLinux, say)
  if (!isLinux) return process.env
  const display = await startDisplay()
  return { ...process.env, DISPLAY: display.name, WAYLAND_DISPLAY: undefined }
}
