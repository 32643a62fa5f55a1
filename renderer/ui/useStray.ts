import { useRef } from 'react'

/**
 * Whether a press is the second of two whose first was on something else: a row that came under the pointer meanwhile,
 * when a panel opened or a bar went away. Nobody meant that row.
 */
export function useStray(): (press: { detail: number }, id: string) => boolean {
  const first = useRef<string | null>(null)
  return ({ detail }, id) => {
    if (detail <= 1) first.current = id
    return first.current !== id
  }
}
