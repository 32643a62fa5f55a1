import { useRef } from 'react'

/** What is selected as it was last seen: it stays in view when it leaves its list under one's hands, until one moves on. */
export function useLastSeen<T>(selected: string | null, row: T | undefined): T | undefined {
  const last = useRef<{ id: string; row: T } | null>(null)
  if (selected !== null && row !== undefined) last.current = { id: selected, row }
  return last.current !== null && last.current.id === selected ? last.current.row : undefined
}
