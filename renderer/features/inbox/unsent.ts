import { create } from 'zustand'

/**
 * Words typed for a task and not sent yet: a reply, a comment. They outlive moving to another task or screen, for as
 * long as the window is open; the key says whose they are and for which task.
 */
const useWords = create<{ words: Readonly<Record<string, string>> }>(() => ({ words: {} }))

export function setUnsent(key: string, text: string): void {
  useWords.setState(({ words }) => {
    const { [key]: _gone, ...rest } = words
    return { words: text === '' ? rest : { ...words, [key]: text } }
  })
}

export const unsent = (key: string): string => useWords.getState().words[key] ?? ''

export const useUnsent = (key: string): string => useWords((state) => state.words[key] ?? '')

export const replyKey = (staff: string | undefined, task: string): string => `reply ${staff} ${task}`
export const commentKey = (staff: string | undefined, task: string): string => `comment ${staff} ${task}`
