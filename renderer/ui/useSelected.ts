import { useEffect, useState } from 'react'

/**
 * What is selected in a list: its first until somebody chooses, or what was asked for. Chosen once and then kept: a screen
 * that went on by itself when something leaves its list would take the next key for another patient's.
 */
export function useSelected<Id extends string>(first: Id | undefined, asked: Id | null = null) {
  const [selected, setSelected] = useState(asked)
  useEffect(() => {
    if (selected === null && first !== undefined) setSelected(first)
  }, [selected, first])
  return [selected, setSelected] as const
}
