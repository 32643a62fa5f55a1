import type { SyncView } from '../../../shared/contract/views/session.js'
import { timeForReading } from '../../../shared/kernel/dates.js'
import type { Instant } from '../../../shared/kernel/ids.js'
import type { Progress } from './first-pull.js'
import type { Link } from './link.js'

/** Space on the disk that is worth a warning, bytes, and the steps in which it is told. */
const fewBytes = 500_000_000
const spaceStep = 10_000_000
/** A clock that is off by this many minutes is worth telling. */
const tellMinutes = 2

interface Facts {
  signedIn: boolean
  /** The EHR wants the person to sign in again. */
  again: boolean
  link: Pick<Link, 'state' | 'offlineSince' | 'problem'>
  counts: { savedHere: number; sending: number; needsYou: number }
  asOf: Instant | undefined
  progress: Progress | undefined
  minutesAhead: number
  /** What is wrong on this computer, in words. */
  trouble: string | undefined
  /** What the EHR does not give out or does not agree about, a sentence each. */
  missing: readonly string[]
  /** Bytes left on the disk; undefined where it does not say. */
  free?: number | undefined
}

/** Where the work of this workstation is, for the one line of the frame and what stands behind it. */
export function statusOf(facts: Facts): SyncView {
  const { signedIn, again, link, counts, asOf, minutesAhead } = facts
  const state = !signedIn ? 'signed-out' : again ? 'offline' : link.state
  const view: SyncView = { state, line: lineOf(state, facts), ...counts }
  if (asOf) view.asOf = asOf
  if (facts.trouble) view.problem = facts.trouble
  if (facts.free !== undefined && facts.free < fewBytes) view.lowSpace = Math.floor(facts.free / spaceStep) * spaceStep
  if (state === 'offline') {
    const problem = again ? 'The EHR asks you to sign in again. Until then your work is kept here.' : link.problem
    if (link.offlineSince) view.offlineSince = link.offlineSince
    if (problem) view.problem ??= problem
  }
  if (signedIn && facts.missing.length > 0) view.problem ??= facts.missing.join(' ')
  if (signedIn && facts.progress) {
    const { what, done, total, secondsLeft, paused } = facts.progress
    view.firstPull = { what, done, paused }
    if (total !== undefined) view.firstPull.total = total
    if (secondsLeft !== undefined) view.firstPull.secondsLeft = secondsLeft
  }
  if (Math.abs(minutesAhead) >= tellMinutes) view.clockMinutesAhead = minutesAhead
  return view
}

/** `Bringing the clinic here, 25%`. The last percent is never told before it is true. */
function bringing({ done, total, paused }: Progress): string {
  if (paused) return 'Bringing the clinic here is paused'
  const percent = total ? Math.min(99, Math.floor((done / total) * 100)) : 0
  return percent > 0 ? `Bringing the clinic here, ${percent}%` : 'Bringing the clinic here'
}

function lineOf(state: SyncView['state'], { again, link, counts, progress }: Facts): string {
  const { needsYou, sending, savedHere } = counts
  const where = {
    'signed-out': 'Signed out',
    connecting: 'Connecting',
    online: progress && bringing(progress),
    offline: again
      ? 'Sign in again'
      : link.offlineSince
        ? `Offline since ${timeForReading(link.offlineSince)}`
        : 'Offline',
  }[state]
  const line = [
    where,
    needsYou > 0 ? `${needsYou} ${needsYou === 1 ? 'needs' : 'need'} you` : undefined,
    sending > 0 ? `${sending} sending` : undefined,
    savedHere > 0 ? `${savedHere} saved here` : undefined,
  ].filter((part) => part !== undefined)
  return line.length > 0 ? line.join(', ') : 'All in the EHR'
}
