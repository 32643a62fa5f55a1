import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { UnsentWork } from './unsent.js'

const name = 'rescue.rounds'
const magic = Buffer.from('RRF1')
const [saltBytes, ivBytes, tagBytes] = [16, 12, 16]
const head = magic.length + saltBytes + ivBytes + tagBytes

export const rescueFile = (profile: string): string => join(profile, name)

const keyOf = (keyHex: string, salt: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(keyHex, 'hex'), salt, 'rounds rescue', 32))

/** AES-256-GCM under a key derived from the store's: a changed bit makes it unreadable, never different. */
export function seal(text: string, keyHex: string): Buffer {
  const [salt, iv] = [randomBytes(saltBytes), randomBytes(ivBytes)]
  const cipher = createCipheriv('aes-256-gcm', keyOf(keyHex, salt), iv)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([magic, salt, iv, cipher.getAuthTag(), sealed])
}

function unseal(bytes: Buffer, keyHex: string): string | undefined {
  if (bytes.length < head || !bytes.subarray(0, magic.length).equals(magic)) return undefined
  const part = (from: number, length: number): Buffer => bytes.subarray(from, from + length)
  const salt = part(magic.length, saltBytes)
  const decipher = createDecipheriv('aes-256-gcm', keyOf(keyHex, salt), part(magic.length + saltBytes, ivBytes))
  decipher.setAuthTag(part(magic.length + saltBytes + ivBytes, tagBytes))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(head)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

/** The unsent work as it was a moment before; undefined when there is no such file or it cannot be read. */
export function readRescue(profile: string, keyHex: string): UnsentWork | undefined {
  const file = rescueFile(profile)
  try {
    const text = existsSync(file) ? unseal(readFileSync(file), keyHex) : undefined
    return text === undefined ? undefined : (JSON.parse(text) as UnsentWork)
  } catch {
    return undefined
  }
}

/** Replaces the file whole: after a crash it holds either the old work or the new. */
export function writeRescueNow(profile: string, bytes: Buffer): void {
  const part = `${rescueFile(profile)}.now`
  const handle = openSync(part, 'w', 0o600)
  try {
    writeSync(handle, bytes)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(part, rescueFile(profile))
}

/** The same beside everything else the process does. */
export async function writeRescue(profile: string, bytes: Buffer): Promise<void> {
  const part = `${rescueFile(profile)}.part`
  const handle = await open(part, 'w', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.datasync()
  } finally {
    await handle.close()
  }
  await rename(part, rescueFile(profile))
}
