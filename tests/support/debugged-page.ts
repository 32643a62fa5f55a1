import { WebSocket } from 'ws'

/** A page of an app that only Chromium's debugging protocol reaches: the packaged one, which no inspector may enter. */
export interface DebuggedPage {
  /** Evaluates an expression in the page; promises are awaited, the value comes back as JSON. */
  evaluate<T>(expression: string): Promise<T>
  close(): void
}

interface Target {
  type: string
  webSocketDebuggerUrl: string
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 100))

const firstPage = async (port: number): Promise<Target> => {
  for (;;) {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as Target[]
    const page = targets.find(({ type }) => type === 'page')
    if (page) return page
    await pause()
  }
}

interface Answer {
  id: number
  result?: { result: { value: unknown }; exceptionDetails?: { text: string; exception?: { description?: string } } }
  /** The protocol's own refusal, as when the page was loading. */
  error?: { message: string }
}

/** Connects to the first page there. */
export const debuggedPage = async (port: number): Promise<DebuggedPage> => {
  const socket = new WebSocket((await firstPage(port)).webSocketDebuggerUrl)
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const waiting = new Map<number, (answer: Answer) => void>()
  socket.on('message', (text) => {
    const answer = JSON.parse(String(text)) as Answer
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  let lastId = 0
  return {
    evaluate: async <T>(expression: string) => {
      lastId += 1
      const id = lastId
      const params = { expression, awaitPromise: true, returnByValue: true }
      const { result, error } = await new Promise<Answer>((resolve) => {
        waiting.set(id, resolve)
        socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }))
      })
      if (!result) throw new Error(error?.message ?? 'no answer')
      const { exceptionDetails } = result
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
      return result.result.value as T
    },
    close: () => socket.close(),
  }
}
