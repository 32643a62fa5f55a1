import type { Service } from './service.js'

const minute = 60_000
const mostStopsInAMinute = 5
const firstPause = 200
const longestPause = 5000

export interface Supervised {
  /** Starts it (again), forgetting earlier stops. */
  start(): void
  /** Ends it for good: asks it, or has it asked, and ends it by force when it has not gone after `patience` milliseconds. */
  stop(ask: ((service: Service) => void) | null, patience: number): Promise<void>
  /** The running process, if one runs. */
  current(): Service | null
}

interface Watch {
  launch: () => Service
  /** A process was started; wire it here. */
  onStart: (service: Service) => void
  /** It stopped unasked; another start follows unless `keepsStopping`. */
  onStop: (code: number | null, keepsStopping: boolean) => void
}

/** Keeps a service running: starts it again after a stop, later each time, and gives up at the fifth in a minute. */
export const supervise = ({ launch, onStart, onStop }: Watch): Supervised => {
  let service: Service | null = null
  let wanted = false
  let stops: number[] = []
  let timer: NodeJS.Timeout | undefined
  const waitingForEnd: (() => void)[] = []

  const begin = () => {
    const started = launch()
    service = started
    started.onExit((code) => {
      if (service !== started) return
      service = null
      if (!wanted) {
        for (const told of waitingForEnd.splice(0)) told()
        return
      }
      stops = [...stops, Date.now()].filter((at) => at > Date.now() - minute)
      const keepsStopping = stops.length >= mostStopsInAMinute
      if (keepsStopping) wanted = false
      else timer = setTimeout(begin, Math.min(longestPause, firstPause * 2 ** (stops.length - 1)))
      onStop(code, keepsStopping)
    })
    onStart(started)
  }

  return {
    start: () => {
      wanted = true
      stops = []
      clearTimeout(timer)
      if (!service) begin()
    },
    stop: (ask, patience) =>
      new Promise((resolve) => {
        wanted = false
        clearTimeout(timer)
        const ending = service
        if (!ending) {
          resolve()
          return
        }
        const force = setTimeout(() => ending.kill(), patience)
        waitingForEnd.push(() => {
          clearTimeout(force)
          resolve()
        })
        if (ask) ask(ending)
        else ending.terminate()
      }),
    current: () => service,
  }
}
