import { useRef, useState } from 'react'

/** Does one thing at a time: what is pressed again while it is under way does nothing. `busy` is for what shows it. */
export function useOneAtATime(): { busy: boolean; once: (act: () => Promise<unknown>) => Promise<void> } {
  const under = useRef(false)
  const [busy, setBusy] = useState(false)
  const once = async (act: () => Promise<unknown>) => {
    if (under.current) return
    under.current = true
    setBusy(true)
    try {
      await act()
    } finally {
      under.current = false
      setBusy(false)
    }
  }
  return { busy, once }
}
