import { useEffect } from 'react'
import { mayTell, noticeKinds } from '../../shared/domain/task/notice.js'
import { go, send, shell, useLive, useNow } from '../data/index.js'

/** How often it is looked whether quiet hours have ended, milliseconds. */
const lookMs = 30_000
/** As many as are reported as told at once. */
const atOnce = 1_000

/**
 * Has the desktop tell what came for the person, several of a kind as one, and shows on the icon how much of it is urgent.
 * What came in quiet hours is told when they end, as far as it still waits. In every window: the shell tells each once.
 */
export function Notifier() {
  const pending = useLive('notify.pending', {}).data
  const counts = useLive('inbox.counts', {}).data
  const now = useNow(lookMs)
  const urgent = counts?.boxes.mine.urgent ?? 0
  useEffect(() => shell.onNotice((task) => go('inbox', task)), [])
  useEffect(() => void shell.badge(urgent), [urgent])
  useEffect(() => () => void shell.badge(0), [])
  useEffect(() => {
    if (!pending || pending.away) return
    const { who, notices, settings, first } = pending
    const seen: string[] = []
    for (const kind of noticeKinds) {
      const ofKind = notices.filter((notice) => notice.kind === kind)
      const last = ofKind.at(-1)
      if (!last) continue
      const isOff = settings.off.includes(kind)
      if (!isOff && !mayTell(kind, settings, now)) continue
      const ids = ofKind.map(({ id }) => id)
      // The shell tells each once; to the next person who signs in here it is news of their own.
      if (!isOff) void shell.notify({ ids: ids.map((id) => `${who} ${id}`), kind, task: last.task })
      seen.push(...ids)
    }
    if (first && seen.length === 0) void send('notify.seen', { ids: [] })
    for (let at = 0; at < seen.length; at += atOnce) void send('notify.seen', { ids: seen.slice(at, at + atOnce) })
  }, [pending, now])
  return null
}
