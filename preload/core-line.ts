import type { IpcRenderer } from 'electron'
import { channel } from '../shared/contract/channel.js'
import type { Bridge } from '../shared/contract/shell.js'

type CoreLine = Pick<Bridge, 'post' | 'onMessage' | 'onConnect' | 'onDisconnect'>

/**
 * The window's line to the core: through a MessagePort of its own when one came along, else relayed by the shell.
 * Messages that come before the page listens are kept for it.
 */
export const createCoreLine = (ipc: IpcRenderer): CoreLine => {
  let send: ((message: unknown) => void) | null = null
  let port: MessagePort | null = null
  let early: unknown[] = []
  let receive: ((message: unknown) => void) | null = null
  let connected: (() => void) | null = null
  let disconnected: (() => void) | null = null

  const take = (message: unknown) => {
    if (receive) receive(message)
    else early.push(message)
  }

  const hangUp = () => {
    port?.close()
    port = null
    send = null
    early = []
  }

  ipc.on(channel.connected, (event) => {
    hangUp()
    const given = event.ports[0]
    if (given) {
      port = given
      given.onmessage = ({ data }) => take(data)
      send = (message) => given.postMessage(message)
    } else {
      send = (message) => ipc.send(channel.message, message)
    }
    connected?.()
  })
  ipc.on(channel.disconnected, () => {
    hangUp()
    disconnected?.()
  })
  ipc.on(channel.message, (_event, message: unknown) => {
    if (send && !port) take(message)
  })

  return {
    post: (message) => send?.(message),
    onMessage: (handler) => {
      receive = handler
      const waiting = early
      early = []
      for (const message of waiting) handler(message)
    },
    onConnect: (handler) => {
      connected = handler
      if (send) handler()
    },
    onDisconnect: (handler) => {
      disconnected = handler
    },
  }
}
