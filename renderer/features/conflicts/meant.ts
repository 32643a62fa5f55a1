import { useRef } from 'react'

/** As long as a double click may take, milliseconds. */
const doubleMs = 500

/**
 * Whether what is on screen has stood there long enough to be meant: the second press of a double click is not for what
 * came up under it.
 */
export function useMeant(shown: string): () => boolean {
  const last = useRef<{ shown: string | undefined; since: number }>({ shown: undefined, since: 0 })
  if (last.current.shown !== shown) last.current = { shown, since: performance.now() }
  return () => performance.now() - last.current.since >= doubleMs
}
