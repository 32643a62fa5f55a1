import { useEffect, useRef } from 'react'
import type { DeedRow } from '../../shared/contract/views/work/deeds.js'
import { timeForReading } from '../../shared/kernel/dates.js'
import { actedHere, client, send } from './connection.js'
import { closeToast, toast, toastRefusal, useToasts } from './toasts.js'
import { useLive } from './useLive.js'

/** The toast of a deed and of its undo take each other's place. */
const about = ({ id }: DeedRow): string => `deed ${id}`

/** With whom it was for, unless the words say so. */
export function deedWords({ words, patientName }: DeedRow): string {
  const family = patientName?.split(',')[0]
  return family && !words.includes(family) ? `${words}, ${patientName}` : words
}

/** Takes a deed back, all of it or nothing, and says so; the refusal says what has left already or was changed since. */
export async function undoDeed(deed: DeedRow, undone?: (deed: DeedRow) => void): Promise<void> {
  const result = await send('deed.undo', { deed: deed.id })
  if (!result.ok) return toastRefusal(result.refusal)
  undone?.(deed)
  toast(`Taken back: ${deedWords(deed)}`, {
    about: about(deed),
    action: { label: 'Do it again', run: () => void redoDeed(deed, undone) },
  })
}

/** Does again what was taken back. */
export async function redoDeed(deed: DeedRow, undone?: (deed: DeedRow) => void): Promise<void> {
  const result = await send('deed.redo', { deed: deed.id })
  if (!result.ok) return toastRefusal(result.refusal)
  await sayDeed(undefined, undone)
}

const list = async (): Promise<readonly DeedRow[]> => {
  const answer = await client.ask('deed.list', {})
  return answer.ok ? answer.value : []
}

/** Takes back what the person did last at this workstation, also after moving on. */
export async function undoLast(undone?: (deed: DeedRow) => void): Promise<void> {
  const deed = (await list()).find(({ state }) => state !== 'undone')
  if (!deed) return toast('Nothing you did here is left to take back.')
  await undoDeed(deed, undone)
}

/**
 * Says what the command that has just been answered did, with its undo. What waits to be taken back says when it leaves, and
 * the words stay as long.
 */
export async function sayDeed(text?: string, undone?: (deed: DeedRow) => void): Promise<void> {
  const [deed] = await list()
  if (deed) say(deed, text, undone)
}

/** Says otherwise, or no more where there is no `text`, of what was done here last under a task. */
export async function sayOfTask(task: string, text?: string): Promise<void> {
  const deed = (await list()).find((each) => each.task === task)
  if (deed && text) return say(deed, text)
  const told = deed && useToasts.getState().toasts.find((each) => each.about === about(deed))
  if (told) closeToast(told.id)
}

function say(deed: DeedRow, text = deedWords(deed), undone?: (deed: DeedRow) => void): void {
  const leaves = deed.state === 'held' ? deed.leaves : undefined
  const stays = leaves && Math.max(6_000, Date.parse(leaves) - Date.now())
  toast(leaves ? `${text}. Leaves at ${timeForReading(leaves, true)}.` : text, {
    about: about(deed),
    task: deed.task,
    ...(stays && { stays }),
    undo: () => void undoDeed(deed, undone),
  })
}

/** How long whoever did something may take to say so themself, milliseconds. */
const ownWordsMs = 150

/** Sees to it that everything done in this window can be taken back where it is told: once, at the top. */
export function useDeedsTold(): void {
  const newest = useLive('deed.list', {}).data?.[0]
  const seen = useRef<{ deed: string | undefined; toast: string | undefined } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each deed is told once, whatever becomes of it
  useEffect(() => {
    const last = useToasts.getState().toasts.at(-1)?.id
    const before = seen.current
    seen.current = { deed: newest?.id, toast: before?.toast }
    if (!newest || before === null || before.deed === newest.id || newest.state === 'undone' || !actedHere()) {
      seen.current.toast = last
      return undefined
    }
    const timer = setTimeout(() => {
      const { toasts } = useToasts.getState()
      const told = toasts.at(-1)
      const isNew = told !== undefined && told.id !== before.toast && !told.about?.startsWith('deed ')
      if (toasts.some((item) => item.about === about(newest))) return
      // Whoever did it has said more, or offers something else.
      if (isNew && (told.action || told.tone)) return
      if (isNew) closeToast(told.id)
      say(newest, isNew ? told.text.replace(/\.$/, '') : undefined)
    }, ownWordsMs)
    return () => clearTimeout(timer)
  }, [newest?.id])
}
