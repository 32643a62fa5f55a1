import { useEffect } from 'react'

/** Marks the document once something that can be used has been painted; tests and start-up measurements wait for it. */
export function useReady(when: boolean): void {
  useEffect(() => {
    if (!when || document.documentElement.dataset.ready) return
    const frame = requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        document.documentElement.dataset.ready = 'yes'
        performance.mark('rounds-ready')
      }),
    )
    return () => cancelAnimationFrame(frame)
  }, [when])
}
