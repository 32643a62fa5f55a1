import { useEffect } from 'react'
import type { AttachmentContent, ThreadView } from '../../shared/contract/views/work/messages.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { client } from './connection.js'
import { shell } from './shell.js'
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

/** A file of a message as it is shown; a sentence where it cannot be. */
export async function openAttachment(message: string, index: number): Promise<AttachmentContent | string> {
  const result = await client.send('attachment.open', { message: message as LocalId, index })
  return result.ok ? result.value : result.refusal.message
}

const savedWords = {
  saved: 'Saved where you chose. It is not encrypted there: delete it when it is done with.',
  'no-space': 'There is no space left where you wanted to save it. Nothing was saved.',
  'not-allowed': 'You may not save a file there. Nothing was saved.',
  failed: 'The file could not be saved.',
} as const

/** Saves a file that came with a message, checked, where the person chooses; what became of it in words, none when cancelled. */
export async function saveAttachment(message: string, index: number): Promise<string | undefined> {
  const file = await openAttachment(message, index)
  if (typeof file === 'string') return file
  if (file.form !== 'pdf') return savedWords.failed
  const saved = await shell.saveFile(file.data)
  return saved === 'cancelled' ? undefined : savedWords[saved]
}
