import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'

/** A key wrapped by a passphrase: scrypt stretches it, AES-256-GCM seals the key. All byte strings in base64. */
export interface PassphraseWrapping {
  wrapped: 'passphrase'
  scrypt: { N: number; r: number; p: number; salt: string }
  iv: string
  tag: string
  sealed: string
}

/** 128 MB and about half a second for each guess. */
const cost = { N: 2 ** 17, r: 8, p: 1 }
const maxmem = 256 * 1024 * 1024

const stretch = promisify<string, Buffer, number, object, Buffer>(scrypt)
const bytes = (base64: string) => Buffer.from(base64, 'base64')

export const wrapWithPassphrase = async (key: Buffer, passphrase: string): Promise<PassphraseWrapping> => {
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const cipher = createCipheriv(
    'aes-256-gcm',
    await stretch(passphrase.normalize('NFKC'), salt, 32, { ...cost, maxmem }),
    iv,
  )
  const sealed = Buffer.concat([cipher.update(key), cipher.final()])
  return {
    wrapped: 'passphrase',
    scrypt: { ...cost, salt: salt.toString('base64') },
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    sealed: sealed.toString('base64'),
  }
}

/** The key, or null when the passphrase is not the one it was wrapped with. */
export const unwrapWithPassphrase = async (file: PassphraseWrapping, passphrase: string): Promise<Buffer | null> => {
  const { N, r, p, salt } = file.scrypt
  const stretched = await stretch(passphrase.normalize('NFKC'), bytes(salt), 32, { N, r, p, maxmem })
  const decipher = createDecipheriv('aes-256-gcm', stretched, bytes(file.iv))
  decipher.setAuthTag(bytes(file.tag))
  try {
    return Buffer.concat([decipher.update(bytes(file.sealed)), decipher.final()])
  } catch {
    return null
  }
}
