import { useEffect } from 'react'
import { create } from 'zustand'
import { client } from './connection.js'
import { filesKept, forgetFiles, useFilesKept } from './draftFiles.js'
import { useStaff } from './session.js'
import { toast } from './toasts.js'
import { useLive } from './useLive.js'

/** Words being written for a task or a conversation, with what stands beside them. */
export interface Draft {
  text: string
  data?: string
}

const empty: Draft = { text: '' }
const keyOf = (task: string, what: string): string => JSON.stringify([task, what])

/** What the person at this window is writing and has not sent, whatever task and screen it is for. */
const useDrafts = create<{ drafts: Readonly<Record<string, Draft>> }>(() => ({ drafts: {} }))

/** Keys whose last words the disk does not have yet; true while they are on their way to it. */
const unsaved = new Map<string, boolean>()

const put = (key: string, draft: Draft): void =>
  useDrafts.setState(({ drafts }) => {
    const { [key]: _gone, ...rest } = drafts
    return { drafts: draft.text === '' && draft.data === undefined ? rest : { ...drafts, [key]: draft } }
  })

/** Saves under way, each until nothing typed meanwhile is left. */
const saving = new Set<Promise<void>>()

/** Until all that was typed is on the disk: before a command that uses it up, so that its undo brings back every word. */
export const draftsKept = async (): Promise<void> => void (await Promise.all([...saving, filesKept()]))

function keep(key: string): void {
  const work = save(key).finally(() => saving.delete(work))
  saving.add(work)
}

/** One at a time for each: what was typed meanwhile goes next, as it is then. */
async function save(key: string): Promise<void> {
  if (unsaved.get(key)) return
  unsaved.set(key, true)
  const [task, what] = JSON.parse(key) as [string, string]
  const sent = useDrafts.getState().drafts[key] ?? empty
  const result = await client.send('work.draft', { task, what, ...sent })
  // Somebody else signed in meanwhile, or it was let go.
  if (!unsaved.has(key)) return
  if ((useDrafts.getState().drafts[key] ?? empty) !== sent && result.ok) {
    unsaved.set(key, false)
    return save(key)
  }
  unsaved.delete(key)
  if (!result.ok) toast(`What you are writing is not saved: ${result.refusal.message}`, { tone: 'danger', stays: 9000 })
}

/** Keeps words as they are typed: on the disk the moment they are. Empty text without data forgets them. */
export function setDraft(task: string, what: string, draft: Draft | string): void {
  const key = keyOf(task, what)
  put(key, typeof draft === 'string' ? { text: draft } : draft)
  if (!unsaved.has(key)) unsaved.set(key, false)
  keep(key)
}

export const draftOf = (task: string, what: string): Draft => useDrafts.getState().drafts[keyOf(task, what)] ?? empty

/** The draft for a task, as it is here, after a restart too. */
export const useDraft = (task: string, what: string): Draft =>
  useDrafts((state) => state.drafts[keyOf(task, what)] ?? empty)

/** Brings what was being written here before, in this window or another; once, at the top. */
export function useDraftsKept(): void {
  const staff = useStaff()?.id
  const kept = useLive('work.drafts', staff ? {} : null).data
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person's words are never shown to the next
  useEffect(() => {
    unsaved.clear()
    forgetFiles()
    useDrafts.setState({ drafts: {} })
  }, [staff])
  useFilesKept(staff)
  useEffect(() => {
    if (!kept) return
    const here = useDrafts.getState().drafts
    const drafts = Object.fromEntries(
      kept.map(({ task, what, text, data }) => {
        const key = keyOf(task, what)
        const held = here[key]
        // The same words stay the same object: nobody who shows them draws again.
        const isSame = held?.text === text && held.data === data
        return [key, isSame ? held : { text, ...(data !== undefined && { data }) }]
      }),
    )
    for (const key of unsaved.keys()) {
      const mine = here[key]
      if (mine) drafts[key] = mine
      else delete drafts[key]
    }
    useDrafts.setState({ drafts })
  }, [kept])
}
