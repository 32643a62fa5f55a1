import { useCallback, useState } from 'react'

/** What the saved views are about: the list, whatever is in view. */
const list = 'list'

/**
 * The action whose panel is open, for as long as what it was opened for is in view. Words typed for one item are never done to
 * the one that a filter, a message of the desktop or a colleague has brought to its place.
 */
export function useOpened(about: string | null): readonly [string | null, (action: string | null) => void] {
  const [opened, setOpened] = useState<{ action: string; about: string | null } | null>(null)
  const open = useCallback(
    (action: string | null) => setOpened(action === null ? null : { action, about: action === 'views' ? list : about }),
    [about],
  )
  const isOpen = opened !== null && (opened.about === list || opened.about === about)
  if (opened && !isOpen) setOpened(null)
  return [isOpen ? opened.action : null, open]
}
