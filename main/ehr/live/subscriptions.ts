import type { WebSocket } from 'ws'
import type { Faults } from '../faults/controller.js'
import { meets } from '../search/judge.js'
import type { Resource } from '../search/values.js'
import type { Change, Records, Version } from '../store/records.js'
import { type Criteria, readCriteria } from './activate.js'

/**
 * R4 subscriptions over a websocket. A client sends `bind [id]` and gets `bound [id]`, then one `ping [id]` for all
 * the matching changes of a twentieth of a second. A ping says that there is news, never what.
 */
export interface Subscriptions {
  attach(socket: WebSocket): void
  close(): void
}

/** Long enough to take a transaction's writes together, short enough to feel immediate. */
const GATHER_MILLISECONDS = 50

/** A socket that does not answer from one beat to the next is gone, whatever its connection says. */
const HEARTBEAT_MILLISECONDS = 30_000

export function subscriptions(records: Records, faults: Pick<Faults, 'live'>): Subscriptions {
  const silent = new Map<WebSocket, boolean>()
  const heartbeat = setInterval(() => {
    for (const [socket, unanswered] of silent) {
      silent.set(socket, true)
      if (unanswered) socket.terminate()
      else socket.ping()
    }
  }, HEARTBEAT_MILLISECONDS)
  heartbeat.unref()
  const bound = new Map<string, { criteria: Criteria; sockets: Set<WebSocket> }>()
  const due = new Set<string>()
  let timer: NodeJS.Timeout | undefined

  const ping = () => {
    timer = undefined
    for (const id of due) for (const socket of bound.get(id)?.sockets ?? []) say(socket, id)
    due.clear()
  }
  const say = (socket: WebSocket, id: string) => {
    const trouble = faults.live('mute', 'lost-ping', 'drops', 'ends')
    if (trouble === 'drops') socket.terminate()
    if (trouble === 'ends') {
      bound.delete(id)
      socket.send(`error ${id} The subscription has ended`)
    }
    if (!trouble) socket.send(`ping ${id}`)
  }
  records.onCommit((changes) => {
    for (const { now } of changes) if (now.type === 'Subscription') refresh(now)
    for (const [id, { criteria }] of bound) if (changes.some((change) => concerns(criteria, change))) due.add(id)
    if (due.size > 0) timer ??= setTimeout(ping, GATHER_MILLISECONDS)
  })

  /** A subscription that was changed or ended while somebody listens. */
  const refresh = (version: Version) => {
    const listening = bound.get(version.id)
    if (!listening) return
    const criteria = activeCriteria(version)
    if (criteria) listening.criteria = criteria
    else bound.delete(version.id)
  }
  const bind = (socket: WebSocket, id: string) => {
    const trouble = faults.live('mute', 'refuses')
    if (trouble === 'mute') return
    const version = records.current('Subscription', id)
    const criteria = version && activeCriteria(version)
    if (!criteria || trouble === 'refuses') {
      socket.send(`error ${id} There is no such active subscription`)
      return
    }
    const listening = bound.get(id) ?? { criteria, sockets: new Set() }
    listening.sockets.add(socket)
    bound.set(id, listening)
    socket.send(`bound ${id}`)
  }
  return {
    attach(socket) {
      silent.set(socket, false)
      socket.on('pong', () => silent.set(socket, false))
      socket.on('message', (data) => {
        const id = /^bind ([A-Za-z0-9\-.]{1,64})$/.exec(String(data).trim())?.[1]
        if (id) bind(socket, id)
        else socket.send('error - Send: bind [subscription id]')
      })
      socket.on('error', () => socket.terminate())
      socket.on('close', () => {
        silent.delete(socket)
        for (const [id, { sockets }] of bound) if (sockets.delete(socket) && sockets.size === 0) bound.delete(id)
      })
    },
    close() {
      clearTimeout(timer)
      clearInterval(heartbeat)
    },
  }
}

function activeCriteria({ json }: Version): Criteria | undefined {
  const subscription = json === null ? undefined : (JSON.parse(json) as Resource)
  const ended = Date.parse(String(subscription?.end)) < Date.now()
  return subscription?.status === 'active' && !ended ? readCriteria(String(subscription.criteria)) : undefined
}

/** What it became matches, or what it was did: a client wants to know of what left its list, too. */
function concerns({ type, conditions }: Criteria, { now, before }: Change): boolean {
  if (now.type !== type) return false
  return [now, before].some((version) => {
    if (!version?.json) return false
    const resource = JSON.parse(version.json) as Resource
    return conditions.every((condition) => meets(condition, resource, version.updated))
  })
}
