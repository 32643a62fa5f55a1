import type { Context } from '../handlers/context.js'
import { one } from '../store/statement.js'

/** A clock set back, or a computer that slept, is noticed within this, milliseconds. */
const longestMs = 60_000

/**
 * Says `work-clock` whenever time alone has changed something shown: something became due, a claim ended, a loop's next
 * step was to be done, a snooze or an absence began or was over. Answers how to end it.
 */
export function keepWorkClock(context: Context): () => void {
  const { store, sync } = context
  let timer: NodeJS.Timeout | undefined
  let from = sync.serverNow().toISOString()
  const plan = (): void => {
    clearTimeout(timer)
    const now = sync.serverNow().toISOString()
    const next = nextAfter(context, from < now ? from : now)
    const wait = next === undefined ? longestMs : Date.parse(next) - Date.parse(now) + 1
    timer = setTimeout(tick, Math.min(longestMs, Math.max(0, wait)))
    timer.unref()
  }
  const tick = (): void => {
    try {
      const now = sync.serverNow().toISOString()
      const next = nextAfter(context, from)
      const passed = next !== undefined && next <= now
      from = now
      if (passed) store.announce('work-clock')
      plan()
    } catch {
      timer = setTimeout(tick, longestMs).unref()
    }
  }
  const unlisten = store.onChange((topics) => {
    if (changing.some((type) => topics.has(type))) plan()
  })
  plan()
  return () => {
    clearTimeout(timer)
    unlisten()
  }
}

const changing = [
  'Task',
  'PractitionerRole',
  'ServiceRequest',
  'DiagnosticReport',
  'Communication',
  'PlanDefinition',
] as const

/** The first instant after one at which something held here passes. */
function nextAfter({ store }: Context, from: string): string | undefined {
  const row = one<{ next: string | null }>(
    store.db,
    `WITH since(at) AS (SELECT ?) SELECT min(at) AS next FROM (
       SELECT min(due) AS at FROM task WHERE status = 'open' AND due > (SELECT at FROM since)
       UNION ALL SELECT min(due) FROM task WHERE status = 'claimed' AND due > (SELECT at FROM since)
       UNION ALL SELECT min(lease_until) FROM task WHERE status = 'claimed' AND lease_until > (SELECT at FROM since)
       UNION ALL SELECT min(snoozed_until) FROM task WHERE status IN ('open', 'claimed') AND snoozed_until > (SELECT at FROM since)
       UNION ALL SELECT min(expected) FROM loop WHERE awaited IS NOT NULL AND expected > (SELECT at FROM since)
       UNION ALL SELECT min(starts) FROM absence WHERE starts > (SELECT at FROM since)
       UNION ALL SELECT min(ends) FROM absence WHERE ends > (SELECT at FROM since))`,
    from,
  )
  return row?.next ?? undefined
}
