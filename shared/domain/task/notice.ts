/** What the desktop tells of work that waits. None of it says whose it is or what it is about. */
export const noticeKinds = ['critical', 'urgent', 'mention', 'assigned', 'claim-lost', 'message'] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** What a person wants to be told, and when. */
export interface NoticeSettings {
  /** Local clock times, `18:00`; over midnight where the end is the earlier. Null: at any time. */
  quiet: { from: string; until: string } | null
  /** Critical values are told in quiet hours, too. */
  criticalAlways: boolean
  /** Kinds that are never told. */
  off: NoticeKind[]
}

export const usualNotices: NoticeSettings = { quiet: null, criticalAlways: true, off: [] }

/** Whether something of this kind is told at a moment of the local clock. */
export function mayTell(kind: NoticeKind, { quiet, criticalAlways, off }: NoticeSettings, at: Date): boolean {
  if (off.includes(kind)) return false
  return !isQuiet(quiet, at) || (kind === 'critical' && criticalAlways)
}

function isQuiet(quiet: NoticeSettings['quiet'], at: Date): boolean {
  if (!quiet || quiet.from === quiet.until) return false
  const now = minutes(`${at.getHours()}:${at.getMinutes()}`)
  const [from, until] = [minutes(quiet.from), minutes(quiet.until)]
  return from < until ? from <= now && now < until : now >= from || now < until
}

function minutes(clock: string): number {
  const [hours, rest] = clock.split(':').map(Number) as [number, number]
  return hours * 60 + rest
}
