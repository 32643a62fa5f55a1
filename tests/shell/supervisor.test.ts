import { spawn } from 'node:child_process'
import { afterEach, expect, test, vi } from 'vitest'
import type { Service } from '../../main/shell/service/service.js'
import { type Supervised, supervise } from '../../main/shell/service/supervisor.js'

/** A real process that runs until it is ended, or for `lives` milliseconds; a stubborn one, once it says so, ends by force only. */
const service = (lives = 60_000, onStubborn?: () => void): Service => {
  const deaf = onStubborn ? "process.on('SIGTERM', () => {}); console.log('deaf'); " : ''
  const child = spawn(process.execPath, ['-e', `${deaf}setTimeout(() => process.exit(7), ${lives})`])
  if (onStubborn) child.stdout.once('data', onStubborn)
  return {
    pid: child.pid,
    post: () => {},
    onMessage: () => {},
    onExit: (handler) => void child.once('exit', handler),
    terminate: () => void child.kill('SIGTERM'),
    kill: () => void child.kill('SIGKILL'),
  }
}

let supervised: Supervised | undefined
afterEach(async () => {
  await supervised?.stop(null, 0)
})

const until = (holds: () => boolean) => vi.waitFor(() => expect(holds()).toBe(true), { timeout: 15_000, interval: 20 })

test('a process that stops is started again', async () => {
  const started: (number | undefined)[] = []
  const stops: unknown[] = []
  supervised = supervise({
    launch: () => service(),
    onStart: ({ pid }) => started.push(pid),
    onStop: (...stop) => stops.push(stop),
  })
  supervised.start()
  expect(started).toHaveLength(1)
  supervised.current()?.kill()
  await until(() => started.length === 2)
  expect(stops).toEqual([[null, false]])
  expect(started[0]).not.toBe(started[1])
})

test('the fifth stop in a minute is the last, until it is started anew', async () => {
  const stops: unknown[] = []
  let starts = 0
  supervised = supervise({
    launch: () => service(0),
    onStart: () => {
      starts += 1
    },
    onStop: (...stop) => stops.push(stop),
  })
  supervised.start()
  await until(() => stops.length === 5)
  expect(stops.map((stop) => (stop as unknown[])[1])).toEqual([false, false, false, false, true])
  expect(supervised.current()).toBe(null)
  expect(starts).toBe(5)
  supervised.start()
  expect(starts).toBe(6)
})

test('one that was stopped stays stopped', async () => {
  const stops: unknown[] = []
  supervised = supervise({ launch: () => service(), onStart: () => {}, onStop: (...stop) => stops.push(stop) })
  supervised.start()
  await supervised.stop((asked) => asked.kill(), 5000)
  expect(supervised.current()).toBe(null)
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(supervised.current()).toBe(null)
  expect(stops).toEqual([])
})

test('one that does not go when asked is ended', async () => {
  let isDeaf = false
  const stubborn = () =>
    service(60_000, () => {
      isDeaf = true
    })
  supervised = supervise({ launch: stubborn, onStart: () => {}, onStop: () => {} })
  supervised.start()
  await until(() => isDeaf)
  const started = performance.now()
  await supervised.stop(null, 300)
  expect(performance.now() - started).toBeGreaterThanOrEqual(290)
  expect(supervised.current()).toBe(null)
})

test('stopping what does not run is done at once, and while it waits to be started again too', async () => {
  let starts = 0
  let stopped: Promise<void> | undefined
  supervised = supervise({
    launch: () => service(),
    onStart: () => {
      starts += 1
    },
    // It waits to be started again, from now on.
    onStop: () => {
      stopped = supervised?.stop(null, 1000)
    },
  })
  await supervised.stop(null, 1000)
  supervised.start()
  supervised.current()?.kill()
  await until(() => stopped !== undefined)
  await stopped
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(starts).toBe(1)
})

test('asked twice to stop, it tells both', async () => {
  supervised = supervise({ launch: () => service(), onStart: () => {}, onStop: () => {} })
  supervised.start()
  await Promise.all([supervised.stop(null, 5000), supervised.stop(null, 5000)])
  expect(supervised.current()).toBe(null)
})
