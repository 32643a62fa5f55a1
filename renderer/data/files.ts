import type { InputOf } from '../../shared/contract/contract.js'
import type { AttachmentContent } from '../../shared/contract/views/work/messages.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { client, send } from './connection.js'
import { shell } from './shell.js'

/** A file of a message as it is shown; a sentence where it cannot be. */
export async function openAttachment(message: string, index: number): Promise<AttachmentContent | string> {
  const result = await client.send('attachment.open', { message: message as LocalId, index })
  return result.ok ? result.value : result.refusal.message
}

/** A file of a document of the patient this window shows; a sentence where it cannot be. */
export async function openDocumentFile(which: InputOf<'document.file'>): Promise<AttachmentContent | string> {
  const result = await send('document.file', which)
  return result.ok ? result.value : result.refusal.message
}

const savedWords = {
  saved: 'Saved where you chose. It is not encrypted there: delete it when it is done with.',
  'no-space': 'There is no space left where you wanted to save it. Nothing was saved.',
  'not-allowed': 'You may not save a file there. Nothing was saved.',
  failed: 'The file could not be saved.',
} as const

/** Saves a PDF that has been opened, and so checked, where the person chooses; what became of it in words, none when cancelled. */
export async function saveOpened({ form, data }: AttachmentContent): Promise<string | undefined> {
  if (form !== 'pdf') return savedWords.failed
  const saved = await shell.saveFile(data)
  return saved === 'cancelled' ? undefined : savedWords[saved]
}
