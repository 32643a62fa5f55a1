import { setTimeout as delay } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import WebSocket from 'ws'
import { type Running, startEhr, task } from './server.js'

const subscription = (criteria: string, more: Record<string, unknown> = {}) => ({
  resourceType: 'Subscription',
  status: 'requested',
  reason: 'Poke',
  criteria,
  channel: { type: 'websocket' },
  ...more,
})

async function listen(ehr: Running) {
  const socket = new WebSocket(`${ehr.ehr.origin.replace('http', 'ws')}/ws`, {
    headers: { authorization: `Bearer ${ehr.ehr.systemToken}` },
  })
  onTestFinished(() => socket.close())
  const heard: string[] = []
  socket.on('message', (data) => heard.push(String(data)))
  await new Promise((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })
  const until = async (text: string) => {
    for (let i = 0; i < 100 && !heard.includes(text); i++) await delay(20)
    expect(heard).toContain(text)
  }
  return { socket, heard, until }
}

test('a bound client is told of every matching change, and of nothing else', async () => {
  const ehr = await startEhr()
  const made = await ehr.post('Subscription', subscription('Task?status=requested'))
  expect([made.status, made.json.status]).toEqual([201, 'active'])
  const { id } = made.json
  const { socket, heard, until } = await listen(ehr)
  socket.send(`bind ${id}`)
  await until(`bound ${id}`)

  const pings = () => heard.filter((text) => text === `ping ${id}`).length
  /** The change brings so many pings, and after a while no more; a ping that is late is waited for. */
  const brings = async (expected: number, change: () => Promise<{ json: { id: string } }>): Promise<string> => {
    const before = pings()
    const reply = await change()
    for (let i = 0; i < 250 && pings() < before + expected; i++) await delay(20)
    await delay(150)
    expect(pings() - before).toBe(expected)
    return reply.json?.id
  }
  const created = await brings(1, () => ehr.post('Task', task()))
  await brings(0, () => ehr.post('Task', task({ status: 'completed' })))
  await brings(0, () => ehr.post('Communication', { resourceType: 'Communication', status: 'completed' }))
  await brings(1, () => ehr.put(`Task/${created}`, task({ status: 'completed', id: created })))
  const another = await brings(1, () => ehr.post('Task', task()))
  await brings(1, () => ehr.remove(`Task/${another}`))
  await brings(0, () => ehr.post('Task', task({ status: 'bad' })))
  // What is written together is told together.
  const entry = Array.from({ length: 8 }, () => ({ resource: task(), request: { method: 'POST', url: 'Task' } }))
  await brings(1, () => ehr.post('', { resourceType: 'Bundle', type: 'batch', entry }))
})

test('a subscription that ends falls silent', async () => {
  const ehr = await startEhr()
  const made = (await ehr.post('Subscription', subscription('Task?'))).json
  const { socket, heard, until } = await listen(ehr)
  socket.send(`bind ${made.id}`)
  await until(`bound ${made.id}`)
  await ehr.put(`Subscription/${made.id}`, { ...made, status: 'off' })
  await ehr.post('Task', task())
  await delay(150)
  expect(heard).toEqual([`bound ${made.id}`])
  socket.send(`bind ${made.id}`)
  socket.send('hello')
  await until(`error ${made.id} There is no such active subscription`)
})

test('only what this server can deliver is accepted', async () => {
  const ehr = await startEhr()
  const rows: [Record<string, unknown>, number][] = [
    [subscription('Task?', { channel: { type: 'rest-hook', endpoint: 'http://x' } }), 422],
    [subscription('Nonsense?'), 422],
    [subscription('Task?colour=red'), 400],
    [subscription('Task?status=requested&owner=Practitioner/doctor'), 201],
  ]
  for (const [body, status] of rows) expect((await ehr.post('Subscription', body)).status).toBe(status)
})

test('the socket needs a bearer token', async () => {
  const ehr = await startEhr()
  const socket = new WebSocket(`${ehr.ehr.origin.replace('http', 'ws')}/ws`)
  const status = await new Promise((resolve) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
    socket.on('open', () => resolve('open'))
    socket.on('error', () => undefined)
  })
  expect(status).toBe(401)
})

test('the troubles a websocket can have', async () => {
  const ehr = await startEhr()
  const { id } = (await ehr.post('Subscription', subscription('Task?'))).json
  const trouble = (what: 'mute' | 'refuses' | 'lost-ping' | 'drops' | 'ends') => {
    ehr.ehr.faults.clear()
    ehr.ehr.faults.add({ behaviour: { kind: 'live', what }, times: 1 })
  }
  const first = await listen(ehr)
  trouble('mute')
  first.socket.send(`bind ${id}`)
  for (let i = 0; i < 250 && ehr.ehr.faults.list()[0]?.struck !== 1; i++) await delay(20)
  expect(first.heard).toEqual([])
  trouble('refuses')
  first.socket.send(`bind ${id}`)
  await first.until(`error ${id} There is no such active subscription`)
  first.socket.send(`bind ${id}`)
  await first.until(`bound ${id}`)
  trouble('lost-ping')
  await ehr.post('Task', task())
  await delay(120)
  expect(first.heard).not.toContain(`ping ${id}`)
  trouble('ends')
  await ehr.post('Task', task())
  await first.until(`error ${id} The subscription has ended`)
  const second = await listen(ehr)
  second.socket.send(`bind ${id}`)
  await second.until(`bound ${id}`)
  trouble('drops')
  const closed = new Promise((resolve) => second.socket.on('close', resolve))
  await ehr.post('Task', task())
  await closed
})
