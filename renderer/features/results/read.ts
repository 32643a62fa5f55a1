import { useEffect, useRef, useState } from 'react'

/** A result counts as shown once it has been before somebody this long, milliseconds. */
const readAfter = 1_000
/** What has to have been before somebody: the name and the last value, and with them all between. */
const ends = ['header', 'tbody tr:last-child'] as const

/**
 * Which cards have been on screen long enough to have been read. `keys` names all of them: one that changes is another,
 * and has to be shown again.
 */
export function useRead(keys: string) {
  const [read, setRead] = useState<ReadonlySet<string>>(new Set())
  const elements = useRef(new Map<string, HTMLElement>())
  const watches = useRef(new Map<string, (element: HTMLElement | null) => void>())

  // biome-ignore lint/correctness/useExhaustiveDependencies: cards that come or change are watched as well
  useEffect(() => {
    const timers = new Map<Element, ReturnType<typeof setTimeout>>()
    const seen = new Map<string, Set<Element>>()
    const cards = new Map<Element, string>()
    const note = (target: Element): void => {
      const key = cards.get(target)
      if (!key || document.hidden) return
      const both = (seen.get(key) ?? new Set()).add(target)
      seen.set(key, both)
      if (both.size >= ends.length) setRead((before) => new Set(before).add(key))
    }
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, intersectionRatio } of entries) {
          clearTimeout(timers.get(target))
          if (intersectionRatio > 0.9)
            timers.set(
              target,
              setTimeout(() => note(target), readAfter),
            )
        }
      },
      { threshold: [0, 0.95] },
    )
    for (const [key, element] of elements.current) {
      for (const end of ends) {
        const found = element.querySelector(end)
        if (!found) continue
        cards.set(found, key)
        observer.observe(found)
      }
    }
    return () => {
      observer.disconnect()
      for (const timer of timers.values()) clearTimeout(timer)
    }
  }, [keys])

  return {
    read,
    watch: (key: string) => {
      const known = watches.current.get(key)
      if (known) return known
      const place = (element: HTMLElement | null) => {
        if (element) elements.current.set(key, element)
        else elements.current.delete(key)
      }
      watches.current.set(key, place)
      return place
    },
  }
}
