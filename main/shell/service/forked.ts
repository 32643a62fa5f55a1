import { fork } from 'node:child_process'
import { serviceEnvironment } from './environment.js'
import type { Service, ServiceRunner } from './service.js'

/**
 * Services as Node processes of their own, for a runtime too old to load the store. Node ends with its channel, so
 * none outlives the shell.
 */
export const forkedRunner = (node: string, say: (text: string) => void): ServiceRunner => ({
  takesPorts: false,
  start: (module): Service => {
    const child = fork(module, [], {
      execPath: node,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: serviceEnvironment(process.env),
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A Ctrl+C in a terminal is the shell's to hear: it stops its services in order.
      detached: true,
    })
    child.stdout?.on('data', (chunk) => say(String(chunk)))
    child.stderr?.on('data', (chunk) => say(String(chunk)))
    return {
      pid: child.pid,
      post: (message) => {
        // A message to a process that has just ended is lost like any other in flight.
        if (child.connected) child.send(message as object, () => {})
      },
      onMessage: (handler) => child.on('message', handler),
      onExit: (handler) => {
        let told = false
        const tell = (code: number | null) => {
          if (!told) handler(code)
          told = true
        }
        child.once('exit', tell)
        child.once('error', () => {
          if (child.exitCode === null && child.pid === undefined) tell(null)
        })
      },
      terminate: () => void child.kill('SIGTERM'),
      kill: () => void child.kill('SIGKILL'),
    }
  },
})
