import { draftOf, setDraft, useDraft } from '../../data/index.js'

/** Words typed for a task and not sent yet: a reply, a comment. They outlive the window, and the workstation's restart. */
interface Words {
  task: string
  what: 'reply' | 'comment'
}

export const setUnsent = ({ task, what }: Words, text: string): void => setDraft(task, what, text)

export const unsent = ({ task, what }: Words): string => draftOf(task, what).text

export const useUnsent = ({ task, what }: Words): string => useDraft(task, what).text

export const replyTo = (task: string): Words => ({ task, what: 'reply' })
export const commentOn = (task: string): Words => ({ task, what: 'comment' })
