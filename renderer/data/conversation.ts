import { useEffect } from 'react'
import type { ThreadView } from '../../shared/contract/views/work/messages.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { client } from './connection.js'
import { useLive } from './useLive.js'

/** How long a conversation stands on screen before it counts as read, milliseconds. */
const readAfter = 1_000

/** A conversation by any message of it; read once it has stood there a moment. */
export function useConversation(root: LocalId | null): ThreadView | null | undefined {
  const { data } = useLive('thread.view', root ? { root } : null)
  const newest = data?.messages.at(-1)?.id
  const unread = data?.kind === 'team' && data.unread
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer message begins the moment anew
  useEffect(() => {
    if (!root || !unread) return
    const timer = setTimeout(() => void client.send('thread.read', { root }), readAfter)
    return () => clearTimeout(timer)
  }, [root, newest, unread])
  return data
}
