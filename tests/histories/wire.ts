import http from 'node:http'

/** An answer as it arrived: whole, or broken off in the middle of its body. */
export interface Arrived {
  status: number
  headers: Headers
  body: string
  broken: boolean
}

export interface Sent {
  method: string
  /** With the query, from the leading slash on. */
  path: string
  headers: Record<string, string>
  body: string | undefined
}

/** The network between the workstations and the EHR's port: real HTTP over connections that are kept. */
export class Wire {
  #agent = new http.Agent({ keepAlive: true })
  port = 0

  /** Rejects when the connection ends without an answer. */
  send({ method, path, headers, body }: Sent): Promise<Arrived> {
    return new Promise((resolve, reject) => {
      const request = http.request(
        { host: '127.0.0.1', port: this.port, method, path, headers, agent: this.#agent },
        (response) => {
          const parts: Buffer[] = []
          const end = (broken: boolean): void =>
            resolve({
              status: response.statusCode as number,
              headers: headersOf(response.headers),
              body: Buffer.concat(parts).toString(),
              broken,
            })
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('end', () => end(false))
          response.on('error', () => end(true))
        },
      )
      request.on('error', reject)
      request.end(body)
    })
  }

  /** Lets go of kept connections: the EHR is about to end. */
  hangUp(): void {
    this.#agent.destroy()
    this.#agent = new http.Agent({ keepAlive: true })
  }
}

function headersOf(all: http.IncomingHttpHeaders): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(all)) if (typeof value === 'string') headers.set(name, value)
  return headers
}
