import type { ClinicTimes } from '../../../../shared/domain/clinic-times.js'
import { createScreenState } from '../../../data/index.js'

/** Times as somebody is changing them. */
export interface TimesDraft {
  /** The version they began from; undefined while nothing is changed. */
  from: number | undefined
  times: ClinicTimes | undefined
  /** What they were before each change, newest last. */
  before: readonly ClinicTimes[]
  /** The field being typed in: what is typed in one is taken back at once. */
  typing: string | null
  /** Somebody has said that something critical may wait this long. */
  meant: boolean
}

const nothing: TimesDraft = { from: undefined, times: undefined, before: [], typing: null, meant: false }

/** Kept while one looks at something else; nothing counts before it is saved. */
export const useTimesDraft = createScreenState<TimesDraft>(nothing)

/** Makes a change that can be taken back; with `field`, one of several while somebody types there. */
export function change(saved: { version: number; times: ClinicTimes }, next: ClinicTimes, field?: string): void {
  const { from, times = saved.times, before, typing } = useTimesDraft.getState()
  const goesOn = field !== undefined && field === typing
  useTimesDraft.setState({
    from: from ?? saved.version,
    times: next,
    before: goesOn ? before : [...before, times],
    typing: field ?? null,
    meant: false,
  })
}

export function undo(): void {
  const { before } = useTimesDraft.getState()
  const last = before.at(-1)
  if (last) useTimesDraft.setState({ times: last, before: before.slice(0, -1), typing: null, meant: false })
}

export const forget = (): void => useTimesDraft.setState(nothing)

/** These times are saved; what was changed while they were is a change of them. */
export function saved(times: ClinicTimes, version: number): void {
  if (useTimesDraft.getState().times === times) forget()
  else useTimesDraft.setState({ from: version, before: [times], typing: null })
}
