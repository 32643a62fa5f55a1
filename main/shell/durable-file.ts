import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Syncs the folder, so that a rename in it outlasts a power cut; Windows has no such call and does it by itself. */
const syncFolder = (folder: string) => {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Replaces a file whole: after a crash it holds either what it held or what is new, never a part. Mode 0600. */
export const writeDurably = (path: string, content: string | Uint8Array): void => {
  const part = `${path}.part`
  try {
    const handle = openSync(part, 'w', 0o600)
    try {
      writeFileSync(handle, content)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(part, path)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
  syncFolder(dirname(path))
}
