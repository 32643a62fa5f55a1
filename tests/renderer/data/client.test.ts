import { afterEach, describe, expect, test, vi } from 'vitest'
import { createClient, inputKey } from '../../../renderer/data/client.js'
import { FakeCore, Refused, settled } from '../support/fakeCore.js'

const rooms = [
  { id: 'r1', name: 'Room 1', kind: 'room', patient: 'Okafor, A.' },
  { id: 'r2', name: 'Room 2', kind: 'room' },
]

const clinic = (settings: ConstructorParameters<typeof FakeCore>[0] = {}) => {
  const core = new FakeCore({ queries: { 'room.list': () => rooms }, ...settings })
  const client = createClient(core.bridge, { lingerMs: 30, patienceMs: 200 })
  return { core, client }
}

afterEach(() => {
  vi.useRealTimers()
})

describe('live questions', () => {
  test('one watch serves everyone who asks the same', async () => {
    const { core, client } = clinic()
    core.start()
    const one = client.watch('schedule.day', { date: '2026-11-22' })
    const other = client.watch('schedule.day', { date: '2026-11-22' })
    one.subscribe(() => {})
    other.subscribe(() => {})
    await settled()
    expect(core.sent.filter(({ t }) => t === 'watch')).toHaveLength(1)
    expect(one.current()).toBe(other.current())
  })

  test('a change arrives as a difference and leaves untouched rows as they were', async () => {
    const { core, client } = clinic()
    let list = rooms
    core.queries['room.list'] = () => list
    core.start()
    const watch = client.watch('room.list', {})
    const heard = vi.fn()
    watch.subscribe(heard)
    await settled()
    const before = watch.current().data
    list = [rooms[0] as (typeof rooms)[0], { ...(rooms[1] as (typeof rooms)[1]), patient: 'Haddad, S.' }]
    core.changed()
    await settled()
    const after = watch.current().data
    expect(after).toEqual(list)
    expect(after?.[0]).toBe(before?.[0])
    expect(after?.[1]).not.toBe(before?.[1])
    expect(heard).toHaveBeenCalledTimes(2)
  })

  test('is unwatched a little after the last listener has gone, and not when one comes back in time', async () => {
    const { core, client } = clinic()
    core.start()
    const watch = client.watch('room.list', {})
    const leave = watch.subscribe(() => {})
    await settled()
    vi.useFakeTimers()
    leave()
    const leaveAgain = watch.subscribe(() => {})
    await vi.advanceTimersByTimeAsync(1_000)
    expect(core.watching).toBe(1)
    expect(core.sent.filter(({ t }) => t === 'watch')).toHaveLength(1)
    leaveAgain()
    await vi.advanceTimersByTimeAsync(29)
    expect(core.watching).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(core.watching).toBe(0)
  })

  test('what does not linger is unwatched as soon as nobody listens, unless somebody does at once', async () => {
    const { core, client } = clinic()
    core.start()
    const watch = client.watch('room.list', {}, { lingers: false })
    const leave = watch.subscribe(() => {})
    await settled()
    leave()
    const leaveAgain = watch.subscribe(() => {})
    await settled()
    expect(core.watching).toBe(1)
    leaveAgain()
    await vi.waitFor(() => expect(core.watching).toBe(0), { interval: 2, timeout: 25 })
    expect(core.sent.filter(({ t }) => t === 'watch')).toHaveLength(1)
  })

  test('a refusal is told, and an answer after it too', async () => {
    const { core, client } = clinic()
    let out = true
    core.queries['room.list'] = () => {
      if (out) throw new Refused('signed-out', 'Sign in first.')
      return rooms
    }
    core.start()
    const watch = client.watch('room.list', {})
    watch.subscribe(() => {})
    await settled()
    expect(watch.current()).toMatchObject({ data: undefined, refusal: { code: 'signed-out' }, loading: false })
    out = false
    core.changed()
    await settled()
    expect(watch.current()).toMatchObject({ data: rooms, refusal: undefined })
  })

  test('keeps what it knew, marked stale, while the core restarts; then has the new answer', async () => {
    const { core, client } = clinic()
    core.start()
    const watch = client.watch('room.list', {})
    watch.subscribe(() => {})
    await settled()
    core.stop()
    expect(watch.current()).toMatchObject({ data: rooms, stale: true })
    core.queries['room.list'] = () => rooms.slice(0, 1)
    core.start()
    await settled()
    expect(watch.current()).toMatchObject({ data: rooms.slice(0, 1), stale: false })
  })

  test('answers of an old core to an old watch are not taken for the new one', async () => {
    const { core, client } = clinic()
    core.start()
    const watch = client.watch('room.list', {})
    watch.subscribe(() => {})
    await settled()
    const firstId = core.sent[0]?.id
    core.stop()
    core.start()
    await settled()
    const ids = core.sent.filter(({ t }) => t === 'watch').map(({ id }) => id)
    expect(ids).toHaveLength(2)
    expect(ids[1]).not.toBe(firstId)
  })

  test('asked before there is a core, answers once there is one', async () => {
    const { core, client } = clinic()
    const watch = client.watch('room.list', {})
    watch.subscribe(() => {})
    await settled()
    expect(watch.current().loading).toBe(true)
    core.start()
    await settled()
    expect(watch.current().data).toEqual(rooms)
  })

  test('asking once leaves no watch behind', async () => {
    const { core, client } = clinic()
    core.start()
    expect(await client.ask('room.list', {})).toEqual({ ok: true, value: rooms })
    await settled()
    expect(core.watching).toBe(0)
  })
})

test('answers that come in a row are drawn once, and a reply keeps its place among them', async () => {
  let say: (message: unknown) => void = () => {}
  const posted: { t: string; id: number; name: string }[] = []
  const client = createClient({
    post: (message) => posted.push(message as (typeof posted)[number]),
    onMessage: (handler) => {
      say = handler
    },
    onConnect: (handler) => handler(),
    onDisconnect: () => {},
  })
  const told: string[] = []
  let isDrawing = false
  for (const name of ['room.list', 'team.list', 'deed.list'] as const)
    client.watch(name, {}).subscribe(() => {
      told.push(name)
      if (isDrawing) return
      isDrawing = true
      queueMicrotask(() => {
        isDrawing = false
        told.push('drawn')
      })
    })
  void client.send('sync.now', {}).then(() => told.push('reply'))
  const idOf = (wanted: string) => posted.find(({ name }) => name === wanted)?.id
  for (const name of ['room.list', 'team.list']) say({ t: 'data', id: idOf(name), value: [] })
  say({ t: 'reply', id: idOf('sync.now'), ok: true, value: null })
  say({ t: 'data', id: idOf('deed.list'), value: [] })
  await settled()
  expect(told).toEqual(['room.list', 'team.list', 'drawn', 'reply', 'deed.list', 'drawn'])
})

describe('commands', () => {
  const withSync = () => clinic({ commands: { 'sync.now': () => null } })

  test('answers with the value or the refusal', async () => {
    const { core, client } = withSync()
    core.start()
    expect(await client.send('sync.now', {})).toEqual({ ok: true, value: null })
    core.commands['sync.now'] = () => {
      throw new Refused('offline-needed', 'The EHR cannot be reached.')
    }
    expect(await client.send('sync.now', {})).toMatchObject({ ok: false, refusal: { code: 'offline-needed' } })
  })

  test('one whose answer was lost is sent once more under its id, and done once', async () => {
    const { core, client } = withSync()
    core.start()
    core.stopBeforeReply = true
    const answer = client.send('sync.now', {})
    await settled()
    core.start()
    expect(await answer).toEqual({ ok: true, value: null })
    const calls = core.sent.filter((message) => message.t === 'call')
    expect(calls).toHaveLength(2)
    expect(new Set(calls.map((call) => call.commandId)).size).toBe(1)
    expect(core.ran.size).toBe(1)
  })

  test('is not sent a third time', async () => {
    const { core, client } = withSync()
    core.start()
    core.stopBeforeReply = true
    const answer = client.send('sync.now', {})
    await settled()
    core.stopBeforeReply = true
    core.start()
    expect(await answer).toMatchObject({ ok: false, refusal: { code: 'core-restarted' } })
    await settled()
    core.start()
    await settled()
    expect(core.sent.filter(({ t }) => t === 'call')).toHaveLength(2)
  })

  test('gives up with words when no core comes', async () => {
    const { client } = withSync()
    expect(await client.send('sync.now', {})).toMatchObject({ ok: false, refusal: { code: 'core-restarted' } })
  })

  test('two commands have two ids', async () => {
    const { core, client } = withSync()
    core.start()
    await Promise.all([client.send('sync.now', {}), client.send('sync.now', {})])
    expect(core.ran.size).toBe(2)
  })
})

test('inputs with the same content are the same question, whatever the order of their keys', () => {
  expect(inputKey({ text: 'a', limit: 8 })).toBe(inputKey({ limit: 8, text: 'a' }))
  expect(inputKey({ text: 'a', kind: undefined })).toBe(inputKey({ text: 'a' }))
  expect(inputKey({ text: 'a' })).not.toBe(inputKey({ text: 'b' }))
})
