import { create } from 'zustand'
import { attachmentTrouble, mostSent } from '../../shared/domain/message/attachment.js'

/** A file somebody chose to send with what they are writing. */
export interface ChosenFile {
  id: string
  /** As the patient sees it: what it is called on this computer may say more than they should read. */
  title: string
  contentType: 'image/jpeg' | 'image/png' | 'application/pdf'
  bytes: Uint8Array
}

/** As the contract takes them. */
const most = 5

/**
 * Chosen files by the draft they go with: they wait in this window, whatever one looks at meanwhile, and are on no disk. So
 * the composer says that they are gone after a restart.
 */
const useFiles = create<{ files: Readonly<Record<string, readonly ChosenFile[]>> }>(() => ({ files: {} }))

const none: readonly ChosenFile[] = []

export const useDraftFiles = (draft: string): readonly ChosenFile[] => useFiles(({ files }) => files[draft] ?? none)

export const filesOf = (draft: string): readonly ChosenFile[] => useFiles.getState().files[draft] ?? none

export const setFiles = (draft: string, chosen: readonly ChosenFile[]): void =>
  useFiles.setState(({ files }) => {
    const { [draft]: _gone, ...rest } = files
    return { files: chosen.length > 0 ? { ...rest, [draft]: chosen } : rest }
  })

/** Another person's files are never sent by the next. */
export const forgetFiles = (): void => useFiles.setState({ files: {} })

/** Adds files to a draft; the trouble in words where they may not go out, and then none is added. */
export async function addFiles(draft: string, chosen: readonly File[]): Promise<string | undefined> {
  // Not read at all: a film would fill the memory first.
  if (chosen.some(({ size }) => size > mostSent)) return 'The files are larger than 1.4 MB. Send a smaller picture.'
  const read = await Promise.all(
    chosen.map(
      async (file): Promise<ChosenFile> => ({
        id: crypto.randomUUID(),
        title: file.type === 'application/pdf' ? 'Document' : 'Picture',
        contentType: file.type as ChosenFile['contentType'],
        bytes: new Uint8Array(await file.arrayBuffer()),
      }),
    ),
  )
  const all = [...filesOf(draft), ...read].map((file, at) => ({
    ...file,
    title: `${file.title.split(' ')[0]} ${at + 1}`,
  }))
  const trouble = all.length > most ? 'A message takes five files at most. None was added.' : attachmentTrouble(all)
  if (!trouble) setFiles(draft, all)
  return trouble
}
