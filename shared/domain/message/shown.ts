/** What of a message its reader sees, as the contract's `MessageView` has it. */
interface Seen {
  id: string
  kind: string
  fromPatient: boolean
  text: string
  attachments: { readonly length: number }
}

/**
 * The patient's messages of a conversation as somebody has them before them: which ones, in which words. Two are the same
 * only where nothing of the patient's came, went or was changed between them, whenever it says that it was written.
 */
export function shownOf(messages: readonly Seen[]): string {
  const theirs = messages.filter(({ kind, fromPatient }) => kind === 'patient' && fromPatient)
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  const take = (words: string) => {
    for (let at = 0; at < words.length; at += 1) {
      const code = words.charCodeAt(at)
      a = Math.imul(a ^ code, 2654435761)
      b = Math.imul(b ^ code, 1597334677)
    }
  }
  // Two messages may say the same moment: which of them comes first is nobody's news.
  for (const { id, text, attachments } of [...theirs].sort((one, other) => (one.id < other.id ? -1 : 1)))
    take(`${id}\n${text.length} ${attachments.length}\n${text}\n`)
  return `${theirs.length}.${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`
}
