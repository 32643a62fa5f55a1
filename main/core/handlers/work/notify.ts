import type { Notice, NotifyView } from '../../../../shared/contract/views/work/notify.js'
import { awayAt } from '../../../../shared/domain/task/cover.js'
import { type NoticeKind, type NoticeSettings, usualNotices } from '../../../../shared/domain/task/notice.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { ok } from '../../../../shared/kernel/result.js'
import { absencesAt, awayOf } from '../../store/absence.js'
import type { Sqlite } from '../../store/connection.js'
import { chooseHold, holdChosen, holdSeconds } from '../../store/hold.js'
import { all, one, run } from '../../store/statement.js'
import type { CommandHandlers, Context, QueryHandlers } from '../context.js'
import { denied } from '../people.js'
import { partiesOf } from './parties.js'

/** Older work that was never told is told no more, milliseconds: it stands in the list. */
const newsMs = 12 * 3_600_000
/** What was told is remembered so long, milliseconds. */
const rememberMs = 40 * 86_400_000
/** Told with the first look of a person at this workstation: what waited before is no news. */
const begun = 'begun'

const keyOf = (who: LocalId): string => `notify ${who}`

/** Open work of a person's that may be worth a word: new, their own by name, or escalated to them. However much waits, little is read. */
const waitingSql = `
  WITH mine (party) AS (SELECT value FROM json_each(?)),
  candidate (id) AS (
    SELECT t.id FROM task t WHERE t.authored >= ?
      AND EXISTS (SELECT 1 FROM mine m JOIN task_for f ON f.party = m.party AND f.task = t.id AND f.why IN ('owner', 'role'))
    UNION SELECT id FROM task WHERE owner = ? AND status IN ('open', 'claimed')
    UNION SELECT f.task FROM mine m JOIN task_for f ON f.party = m.party WHERE f.why = 'escalated')
  SELECT t.id, t.kind, t.flag, t.priority, t.owner, t.requester, t.escalated, t.lease_until
  FROM candidate c JOIN task t ON t.id = c.id
  WHERE t.status = 'open' OR (t.status = 'claimed' AND t.owner = ?)`

interface Waiting {
  id: LocalId
  kind: string
  flag: string | null
  priority: number
  owner: LocalId | null
  requester: LocalId | null
  escalated: number
  lease_until: string | null
}

/** Why a task is told of, the weightiest reason alone; undefined when it is not. */
function kindOf(task: Waiting, me: LocalId): NoticeKind | undefined {
  const { kind, flag, priority, owner, requester, escalated, lease_until } = task
  if (flag === 'HH' || flag === 'LL' || priority === 0) return 'critical'
  if (kind === 'mention') return owner === me ? 'mention' : undefined
  if (escalated > 0 || priority < 3) return 'urgent'
  if (owner !== me || requester === me) return undefined
  if (kind === 'patient-message') return 'message'
  // A claim of one's own is no news.
  return lease_until === null ? 'assigned' : undefined
}

function noticesOf(context: Context, me: LocalId, role: Parameters<typeof partiesOf>[1]['role']): Notice[] {
  const { db } = context.store
  const parties = partiesOf(context, { id: me, role }).map(({ party }) => party)
  const since = new Date(context.sync.serverNow().getTime() - newsMs).toISOString()
  const tasks = all<Waiting>(db, waitingSql, JSON.stringify(parties), since, me, me)
  const ofTasks = tasks.flatMap((task): Notice[] => {
    const kind = kindOf(task, me)
    // Each step of an escalation is news of its own.
    return kind ? [{ id: `${kind} ${task.id} ${task.escalated}`, kind, task: task.id }] : []
  })
  const lost = all<{ id: number; task: LocalId }>(
    db,
    `SELECT id, task FROM task_news WHERE who = ? AND seen = 0 AND what LIKE 'lost-%' ORDER BY id`,
    me,
  ).map(({ id, task }): Notice => ({ id: `claim-lost ${task} ${id}`, kind: 'claim-lost', task }))
  const told = new Set(all<{ id: string }>(db, 'SELECT id FROM notify_seen WHERE who = ?', me).map(({ id }) => id))
  return [...ofTasks, ...lost].filter(({ id }) => !told.has(id))
}

const settingsOf = ({ store }: Context, who: LocalId): NoticeSettings => {
  const kept = store.setting(keyOf(who))
  return kept ? { ...usualNotices, ...(JSON.parse(kept) as Partial<NoticeSettings>) } : usualNotices
}

function markTold(db: Sqlite, who: LocalId, ids: readonly string[], at: string): void {
  const sql = 'INSERT OR IGNORE INTO notify_seen (who, id, at) VALUES (?, ?, ?)'
  for (const id of ids) run(db, sql, who, id, at)
  const before = new Date(Date.parse(at) - rememberMs).toISOString()
  run(db, 'DELETE FROM notify_seen WHERE at < ? AND id <> ?', before, begun)
}

export const notifyQueries = {
  'notify.pending': {
    run(context) {
      const me = context.session.user()
      const { db } = context.store
      const topics = ['Task', 'CareTeam', 'PractitionerRole', 'work-clock', 'notify'] as const
      if (!me) return { value: { notices: [], settings: usualNotices, first: false, away: false }, topics }
      const at = context.sync.serverNow().toISOString()
      const isBegun = one(db, 'SELECT 1 FROM notify_seen WHERE who = ? AND id = ?', me.id, begun) !== undefined
      const notices = noticesOf(context, me.id, me.role)
      const value: NotifyView = {
        // What waited before the first look is no news, but for what is critical.
        notices: isBegun ? notices : notices.filter(({ kind }) => kind === 'critical'),
        settings: settingsOf(context, me.id),
        first: !isBegun,
        away: awayAt(absencesAt(db, at).map(awayOf), at).has(me.id),
      }
      return { value, topics }
    },
  },
  'deed.hold': {
    run: ({ store }) => ({
      value: { seconds: holdChosen(store.db), least: holdSeconds.least, most: holdSeconds.most },
      topics: ['deeds'],
    }),
  },
} satisfies Partial<QueryHandlers>

export const notifyCommands = {
  'notify.seen': {
    run(context, { ids }, { who }) {
      context.store.commit({ who: who.id, at: context.at() }, (tx) => {
        const isBegun = one(tx.db, 'SELECT 1 FROM notify_seen WHERE who = ? AND id = ?', who.id, begun)
        const before = isBegun ? [] : noticesOf(context, who.id, who.role).filter(({ kind }) => kind !== 'critical')
        markTold(tx.db, who.id, [begun, ...ids, ...before.map(({ id }) => id)], tx.at)
        tx.touch('notify')
      })
      return ok(null)
    },
  },
  'notify.choose': {
    run(context, settings, { who }) {
      context.store.commit({ who: who.id, at: context.at() }, (tx) => {
        tx.set(keyOf(who.id), JSON.stringify(settings))
        tx.touch('notify')
      })
      return ok(null)
    },
  },
  'deed.choose-hold': {
    run(context, { seconds }, { who }) {
      const no = denied(who, 'work.rules')
      if (no) return no
      context.store.commit({ who: who.id, at: context.at() }, (tx) => {
        chooseHold(tx, seconds)
        tx.audit('choose hold')
        tx.touch('deeds')
      })
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>
