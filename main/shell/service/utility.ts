import { utilityProcess } from 'electron'
import { serviceEnvironment } from './environment.js'
import type { Service, ServiceRunner } from './service.js'

/** Services as Electron's utility processes: a window's port goes straight to them. */
export const utilityRunner = (say: (text: string) => void): ServiceRunner => ({
  takesPorts: true,
  start: (module, name): Service => {
    const child = utilityProcess.fork(module, [], {
      serviceName: name,
      stdio: 'pipe',
      env: serviceEnvironment(process.env),
    })
    child.stdout?.on('data', (chunk) => say(String(chunk)))
    child.stderr?.on('data', (chunk) => say(String(chunk)))
    return {
      get pid() {
        return child.pid
      },
      post: (message, ports) => child.postMessage(message, ports),
      onMessage: (handler) => child.on('message', handler),
      onExit: (handler) => child.once('exit', handler),
      terminate: () => void child.kill(),
      kill: () => {
        if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
      },
    }
  },
})
