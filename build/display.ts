import { type ChildProcess, spawn } from 'node:child_process'

/** An X display nobody sees. */
export interface Display {
  /** As the environment variable DISPLAY wants it. */
  name: string
  close(): void
}

/** Whether windows can be seen here. */
export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

const tenSeconds = 10_000

/** The number the server chose, which it writes to file descriptor 3. */
const numberFrom = (server: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Xvfb did not start within 10 s.')), tenSeconds)
    let text = ''
    server.stdio[3]?.on('data', (chunk: Buffer) => {
      text += chunk
      if (!text.endsWith('\n')) return
      clearTimeout(timer)
      resolve(text.trim())
    })
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended at once with code ${code}.`)))
  })

/** Starts Xvfb on a free display number; it ends with this process at the latest. */
export const startDisplay = async (): Promise<Display> => {
  const args = ['-displayfd', '3', '-screen', '0', '1680x1050x24', '-nolisten', 'tcp', '-noreset']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true })
  const close = () => {
    process.off('exit', close)
    server.kill()
  }
  process.on('exit', close)
  try {
    return { name: `:${await numberFrom(server)}`, close }
  } catch (error) {
    close()
    throw error
  }
}
