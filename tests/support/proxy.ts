import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A network cable of one workstation: TCP to the EHR that can be pulled out and put back, on one port for ever. */
export interface Cable {
  /** Where the workstation finds the EHR. */
  port: number
  pull(): Promise<void>
  plug(): Promise<void>
}

export async function cable(target: () => number): Promise<Cable> {
  const sockets = new Set<Socket>()
  let server: Server | undefined
  const open = (port: number): Promise<number> =>
    new Promise((resolve, reject) => {
      const listening = createServer((near) => {
        const far = connect(target(), '127.0.0.1')
        for (const [socket, other] of [
          [near, far],
          [far, near],
        ] as const) {
          socket.setNoDelay(true)
          sockets.add(socket)
          socket.on('error', () => other.destroy())
          socket.on('close', () => {
            sockets.delete(socket)
            other.destroy()
          })
          socket.pipe(other)
        }
      })
      server = listening
      listening.once('error', reject)
      listening.listen(port, '127.0.0.1', () => resolve((listening.address() as AddressInfo).port))
    })
  const port = await open(0)
  return {
    port,
    async pull() {
      const closing = server
      server = undefined
      if (!closing) return
      const closed = new Promise((resolve) => closing.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
    async plug() {
      if (!server) await open(port)
    },
  }
}
