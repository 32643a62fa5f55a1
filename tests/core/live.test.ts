import { expect, onTestFinished, test } from 'vitest'
import { Calm } from '../../main/core/calm.js'
import { Live } from '../../main/core/live.js'
import { ok } from '../../shared/kernel/result.js'
import { until } from '../support/clinic.js'

/** Live questions whose answers take so long, milliseconds, and in which order they were told. */
function asked(costs: Record<string, number>) {
  const live = new Live(new Calm())
  onTestFinished(() => live.stop())
  const told: string[] = []
  let answers = 0
  for (const [name, ms] of Object.entries(costs)) {
    live.watch(name, {
      id: told.length,
      unhurried: false,
      ask() {
        const until = performance.now() + ms
        while (performance.now() < until);
        answers += 1
        return ok({ value: { name, answers }, topics: ['Task'] })
      },
      send: () => void told.push(name),
    })
  }
  const change = async (): Promise<string[]> => {
    told.length = 0
    live.changed(new Set(['Task']))
    await until(() => told.length === Object.keys(costs).length)
    return told
  }
  return { live, told, change }
}

test('what is quick to answer does not wait for what is slow', async () => {
  const { change } = asked({ slow: 90, quick: 0, middling: 30 })
  expect(await change()).toEqual(['quick', 'middling', 'slow'])
})

test('what somebody asks meanwhile does not wait for all that is to be answered again', async () => {
  const { change, told, live } = asked({ a: 15, b: 15, c: 15 })
  let before: number | undefined
  live.watch('first', {
    id: 9,
    unhurried: false,
    ask() {
      if (before === undefined && told.length === 0) setImmediate(() => (before ??= told.length))
      return ok({ value: Math.random(), topics: ['Task'] })
    },
    send: () => {},
  })
  before = undefined
  await change()
  expect(before).toBeLessThan(3)
})

test('whoever stops asking is not answered any more', async () => {
  const { live, told } = asked({ a: 10, b: 10 })
  told.length = 0
  let ends = false
  live.watch('ending', {
    id: 9,
    unhurried: false,
    ask() {
      if (ends) live.unwatch('b')
      return ok({ value: Math.random(), topics: ['Task'] })
    },
    send: () => {},
  })
  ends = true
  live.changed(new Set(['Task']))
  await until(() => told.includes('a'))
  live.changed(new Set(['Task']))
  await until(() => told.length > 1)
  expect(told).toEqual(['a', 'a'])
})

test('what nobody looks at waits until nobody does anything, but not for ever', async () => {
  const calm = new Calm()
  const live = new Live(calm)
  onTestFinished(() => {
    live.stop()
    calm.stop()
  })
  const told: string[] = []
  for (const name of ['looked at', 'unhurried'])
    live.watch(name, {
      id: told.length,
      unhurried: name === 'unhurried',
      ask: () => ok({ value: Math.random(), topics: ['Task'] }),
      send: () => void told.push(name),
    })
  told.length = 0
  const busy = setInterval(() => calm.stir(), 20)
  onTestFinished(() => clearInterval(busy))
  calm.stir()
  live.changed(new Set(['Task']))
  await until(() => told.length > 0)
  expect(told).toEqual(['looked at'])
  await until(() => told.length === 2)
  clearInterval(busy)
  live.changed(new Set(['Task']))
  await until(() => told.length === 4)
  expect(told.slice(2)).toEqual(['looked at', 'unhurried'])
})

test('who is signed in is told to all at once', async () => {
  const calm = new Calm()
  const live = new Live(calm)
  onTestFinished(() => live.stop())
  let answers = 0
  live.watch('notices', {
    id: 1,
    unhurried: true,
    ask() {
      answers += 1
      return ok({ value: answers, topics: ['Task', 'session'] })
    },
    send: () => {},
  })
  calm.soon = () => () => {}
  live.changed(new Set(['session']))
  await until(() => answers === 2)
})
