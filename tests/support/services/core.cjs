/**
 * A stand-in for the core that answers every message with itself. It lets the shell's own part be tested: ports,
 * restarts, the quit guard. `die` ends it; `{ unsent }` is told to the shell.
 */
const shell = process.parentPort
const ports = new Map()

const answer = (port, message) => {
  if (message === 'die') process.exit(3)
  if (typeof message?.unsent === 'number') shell.postMessage({ t: 'unsent', count: message.unsent, needsYou: 0 })
  port.postMessage({ echo: message, pid: process.pid })
}

shell.on('message', ({ data: message, ports: [port] }) => {
  if (message.t === 'start') shell.postMessage({ t: 'ready' })
  if (message.t === 'attach') {
    ports.set(message.window, port)
    port.on('message', ({ data }) => answer(port, data))
    port.start()
  }
  if (message.t === 'detach') ports.get(message.window)?.close()
  if (message.t === 'sleep' || message.t === 'wake')
    for (const each of ports.values()) each.postMessage({ told: message.t })
  if (message.t === 'stop') shell.postMessage({ t: 'stopped' })
})
