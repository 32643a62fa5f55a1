import type { Notice, NotifyView } from '../../../../shared/contract/views/work/notify.js'
import { storedNotices } from '../../../../shared/contract/work/deeds.js'
import { awayAt } from '../../../../shared/domain/task/cover.js'
import { type NoticeSettings, usualNotices } from '../../../../shared/domain/task/notice.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { ok } from '../../../../shared/kernel/result.js'
import { absencesAt, awayOf } from '../../store/absence.js'
import type { Sqlite } from '../../store/connection.js'
import { chooseHold, holdChosen, holdSeconds } from '../../store/hold.js'
import { all, one, run } from '../../store/statement.js'
import { priorities } from '../../store/task.js'
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

const weighty = `WHEN t.flag IN ('HH', 'LL') OR t.priority = 0 THEN 'critical'`

/**
 * Open work of a person's that is worth a word and was not told of yet: new, their own by name, or escalated to them, whoever
 * has it; what a colleague took and left is their party's again. Why is
 * the weightiest reason alone; each step of an escalation is news of its own, a claim of one's own is none. However much
 * waits, only what was never told is read. (Left to itself SQLite would go through all tasks by id, to put two lists together.)
 */
const newsSql = `
  WITH mine (party) AS (SELECT value FROM json_each(@parties)),
  shared (id) AS (
    SELECT t.id FROM task t INDEXED BY task_authored WHERE t.authored >= @since
      AND EXISTS (SELECT 1 FROM mine m JOIN task_for f ON f.party = m.party AND f.task = t.id
        AND f.why IN ('owner', 'role', 'claimed-from'))
    UNION SELECT f.task FROM mine m CROSS JOIN task_for f ON f.party = m.party AND f.why = 'escalated'),
  waiting (task, kind, escalated) AS (
    SELECT t.id, CASE ${weighty}
        WHEN t.kind = 'mention' THEN 'mention'
        WHEN t.escalated > 0 OR t.priority < ${priorities.indexOf('routine')} THEN 'urgent'
        WHEN t.requester IS @me THEN NULL
        WHEN t.kind = 'patient-message' THEN 'message'
        WHEN t.lease_until IS NULL THEN 'assigned' END, t.escalated
    FROM task t WHERE t.owner = @me AND t.status IN ('open', 'claimed')
    UNION ALL SELECT t.id, CASE ${weighty}
        WHEN t.kind = 'mention' THEN NULL
        WHEN t.escalated > 0 OR t.priority < ${priorities.indexOf('routine')} THEN 'urgent' END, t.escalated
    FROM shared CROSS JOIN task t ON t.id = shared.id WHERE t.owner IS NOT @me
      AND (t.status = 'open' OR (t.status = 'claimed' AND (t.lease_until <= @at OR EXISTS (
        SELECT 1 FROM mine m JOIN task_for f ON f.party = m.party AND f.why = 'escalated' AND f.task = t.id))))),
  news (id, kind, task) AS (SELECT kind || ' ' || task || ' ' || escalated, kind, task FROM waiting WHERE kind IS NOT NULL)
  SELECT id, kind, task FROM news n
  WHERE NOT EXISTS (SELECT 1 FROM notify_seen s WHERE s.who = @me AND s.id = n.id)`

function noticesOf(context: Context, me: LocalId, role: Parameters<typeof partiesOf>[1]['role']): Notice[] {
  const { db } = context.store
  const parties = JSON.stringify(partiesOf(context, { id: me, role }).map(({ party }) => party))
  const now = context.sync.serverNow()
  const since = new Date(now.getTime() - newsMs).toISOString()
  const ofTasks = all<Notice>(db, newsSql, { parties, since, at: now.toISOString(), me })
  const lost = all<{ id: number; task: LocalId }>(
    db,
    `SELECT id, task FROM task_news WHERE who = ? AND seen = 0 AND what LIKE 'lost-%'
       AND NOT EXISTS (SELECT 1 FROM notify_seen s WHERE s.who = ? AND s.id = 'claim-lost ' || task || ' ' || task_news.id)
     ORDER BY id`,
    me,
    me,
  ).map(({ id, task }): Notice => ({ id: `claim-lost ${task} ${id}`, kind: 'claim-lost', task }))
  return [...ofTasks, ...lost]
}

/** How a person chose to be told; damaged, it is as usual. */
function settingsOf({ store }: Context, who: LocalId): NoticeSettings {
  try {
    return storedNotices.parse(JSON.parse(store.setting(keyOf(who)) ?? '{}'))
  } catch {
    return usualNotices
  }
}

function markTold(db: Sqlite, who: LocalId, ids: readonly string[], at: string): void {
  const sql = 'INSERT OR IGNORE INTO notify_seen (who, id, at) VALUES (?, ?, ?)'
  for (const id of ids) run(db, sql, who, id, at)
  const before = new Date(Date.parse(at) - rememberMs).toISOString()
  // What still waits is not told again as if it were new.
  run(
    db,
    `DELETE FROM notify_seen WHERE at < ? AND id <> ?
       AND substr(id, instr(id, ' ') + 1, 36) NOT IN (SELECT id FROM task WHERE status IN ('open', 'claimed'))`,
    before,
    begun,
  )
}

export const notifyQueries = {
  'notify.pending': {
    unhurried: true,
    run(context) {
      const me = context.session.user()
      const { db } = context.store
      const topics = ['Task', 'CareTeam', 'PractitionerRole', 'work-clock', 'notify'] as const
      if (!me) return { value: { who: null, notices: [], settings: usualNotices, first: false, away: false }, topics }
      const at = context.sync.serverNow().toISOString()
      const isBegun = one(db, 'SELECT 1 FROM notify_seen WHERE who = ? AND id = ?', me.id, begun) !== undefined
      const notices = noticesOf(context, me.id, me.role)
      const value: NotifyView = {
        who: me.id,
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
