import { isTaskKind, kindOf } from '../../../shared/domain/task/kind.js'

export const kindWords = (kind: string): string => (isTaskKind(kind) ? kindOf[kind].many : kind)

/** `12 min`, `3 h`, `1.5 d`: how long, without a false precision. */
export function longWords(minutes: number | undefined): string {
  if (minutes === undefined) return '–'
  if (minutes < 90) return `${minutes} min`
  const hours = minutes / 60
  if (hours < 36) return `${Math.round(hours)} h`
  const days = hours / 24
  return `${days < 10 ? days.toFixed(1).replace(/\.0$/, '') : Math.round(days)} d`
}

/** `22 Nov` of `2026-11-22`. */
export const dayWords = (day: string): string =>
  new Date(`${day}T12:00:00`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
