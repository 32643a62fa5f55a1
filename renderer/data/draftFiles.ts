import { useEffect } from 'react'
import { create } from 'zustand'
import { attachmentTrouble, mostSent } from '../../shared/domain/message/attachment.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { client } from './connection.js'
import { toast } from './toasts.js'
import { useLive } from './useLive.js'

/** A file somebody chose to send with what they are writing. */
export interface ChosenFile {
  id: string
  /** As the patient sees it: what it is called on this computer may say more than they should read. */
  title: string
  contentType: string
  /** Base64. */
  data: string
}

/** As the contract takes them. */
const most = 5

/** Chosen files by the draft they go with: in the encrypted store, and here. */
const useFiles = create<{ files: Readonly<Record<string, readonly ChosenFile[]>> }>(() => ({ files: {} }))

/** Drafts whose files the disk does not have yet, each with the last change on its way to it. */
const unsaved = new Map<string, Promise<void>>()

const none: readonly ChosenFile[] = []

export const useDraftFiles = (draft: string): readonly ChosenFile[] => useFiles(({ files }) => files[draft] ?? none)

export const filesOf = (draft: string): readonly ChosenFile[] => useFiles.getState().files[draft] ?? none

/** Until all files chosen are on the disk, as `draftsKept` of words. */
export const filesKept = async (): Promise<void> => void (await Promise.all(unsaved.values()))

/** Has these files go with a draft, in place of those before. */
export function setFiles(draft: string, chosen: readonly ChosenFile[]): void {
  if (chosen.length === 0 && filesOf(draft).length === 0) return
  useFiles.setState(({ files }) => {
    const { [draft]: _gone, ...rest } = files
    return { files: chosen.length > 0 ? { ...rest, [draft]: chosen } : rest }
  })
  // One after the other: the last of them is what stays.
  const work: Promise<void> = keep(draft, chosen, unsaved.get(draft)).finally(() => {
    if (unsaved.get(draft) === work) unsaved.delete(draft)
  })
  unsaved.set(draft, work)
}

async function keep(draft: string, chosen: readonly ChosenFile[], before: Promise<void> | undefined): Promise<void> {
  await before
  const result = await client.send('work.keep-files', { task: draft, files: [...chosen] })
  if (!result.ok) toast(`The files are not kept: ${result.refusal.message}`, { tone: 'danger', stays: 9000 })
}

/** Another person's files are never sent by the next. */
export function forgetFiles(): void {
  unsaved.clear()
  useFiles.setState({ files: {} })
}

/** Brings the files chosen here before, in this window or another; once, at the top. */
export function useFilesKept(staff: LocalId | undefined): void {
  const kept = useLive('work.draft-files', staff ? { who: staff } : null).data
  useEffect(() => {
    if (!kept) return
    useFiles.setState(({ files }) => {
      const next: Record<string, readonly ChosenFile[]> = {}
      for (const { task, files: those } of kept)
        next[task] = isSame(files[task], those) ? (files[task] ?? those) : those
      for (const draft of unsaved.keys()) {
        const mine = files[draft]
        if (mine) next[draft] = mine
        else delete next[draft]
      }
      return { files: next }
    })
  }, [kept])
}

const isSame = (held: readonly ChosenFile[] | undefined, kept: readonly ChosenFile[]): boolean =>
  held?.length === kept.length && kept.every(({ id, title }, at) => held[at]?.id === id && held[at]?.title === title)

const base64 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

/** Why these files do not go with one message, in words. */
export const filesTrouble = (files: readonly ChosenFile[]): string | undefined =>
  files.length > most
    ? 'A message takes five files at most.'
    : attachmentTrouble(
        files.map(({ contentType, data }) => ({
          contentType,
          bytes: Uint8Array.from(atob(data), (char) => char.charCodeAt(0)),
        })),
      )

/** Adds files to a draft; the trouble in words where they may not go out, and then none is added. */
export async function addFiles(draft: string, chosen: readonly File[]): Promise<string | undefined> {
  // Not read at all: a film would fill the memory first.
  if (chosen.some(({ size }) => size > mostSent)) return 'The files are larger than 1.4 MB. Send a smaller picture.'
  const read = await Promise.all(
    chosen.map(
      async (file): Promise<ChosenFile> => ({
        id: crypto.randomUUID(),
        title: file.type === 'application/pdf' ? 'Document' : 'Picture',
        contentType: file.type,
        data: base64(new Uint8Array(await file.arrayBuffer())),
      }),
    ),
  )
  const all = [...filesOf(draft), ...read].map((file, at) => ({
    ...file,
    title: `${file.title.split(' ')[0]} ${at + 1}`,
  }))
  const trouble = all.length > most ? 'A message takes five files at most. None was added.' : filesTrouble(all)
  if (!trouble) setFiles(draft, all)
  return trouble
}
