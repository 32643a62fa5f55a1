import { useEffect, useState } from 'react'
import { shell } from '../data/index.js'
import { LeaveGuard } from './LeaveGuard.js'

/** Asked when the last window closes or Rounds quits with work that has not left. */
export function QuitGuard() {
  const [unsent, setUnsent] = useState<{ count: number } | null>(null)
  useEffect(() => shell.onQuitAsked(setUnsent), [])
  if (!unsent) return null
  return (
    <LeaveGuard
      what="quit"
      count={unsent.count}
      onStay={() => setUnsent(null)}
      onLeave={() => void shell.quitAnyway()}
    />
  )
}
