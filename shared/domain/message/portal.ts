/** Whether a patient reads messages in a portal. What is not known counts as no: a message nobody reads tells nobody. */
export type Portal = 'yes' | 'no' | 'unknown'

/** A patient who wrote this recently has a portal, where their record does not say. */
const monthsBack = 18

/** `recorded` is what the patient's record says; `lastWrote` when they last sent a message themselves. */
export function portalOf(recorded: boolean | undefined, lastWrote: string | null, now: Date): Portal {
  if (recorded !== undefined) return recorded ? 'yes' : 'no'
  if (lastWrote === null) return 'unknown'
  const since = new Date(now)
  since.setMonth(since.getMonth() - monthsBack)
  return Date.parse(lastWrote) >= since.getTime() ? 'yes' : 'unknown'
}
