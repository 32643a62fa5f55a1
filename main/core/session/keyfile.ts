import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { promisify } from 'node:util'

/** The key of a store, wrapped by a passphrase; the form is the shell's `key.json`. All byte strings in base64. */
interface Wrapped {
  wrapped: 'passphrase'
  scrypt: { N: number; r: number; p: number; salt: string }
  iv: string
  tag: string
  sealed: string
}

/** Why there is no key, in a sentence. */
export class NoKey extends Error {}

const cost = { N: 2 ** 17, r: 8, p: 1 }
const maxmem = 256 * 1024 * 1024
const shortest = 8
const stretch = promisify<string, Buffer, number, object, Buffer>(scrypt)
const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64')

/** The store key in `key.json`, in hex. Only a key wrapped by a passphrase can be had without the app's own window. */
export async function keyFrom(file: string, passphrase: string): Promise<string> {
  const wrapping = read(file)
  const { N, r, p, salt } = wrapping.scrypt
  const stretched = await stretch(passphrase.normalize('NFKC'), bytes(salt), 32, { N, r, p, maxmem })
  const decipher = createDecipheriv('aes-256-gcm', stretched, bytes(wrapping.iv))
  decipher.setAuthTag(bytes(wrapping.tag))
  try {
    return Buffer.concat([decipher.update(bytes(wrapping.sealed)), decipher.final()]).toString('hex')
  } catch {
    throw new NoKey('That is not the passphrase of this profile.')
  }
}

/** A new random store key, wrapped by a passphrase into a new `key.json`. */
export async function makeKey(file: string, passphrase: string): Promise<string> {
  if (passphrase.length < shortest) throw new NoKey(`A passphrase needs at least ${shortest} characters.`)
  const [key, salt, iv] = [randomBytes(32), randomBytes(16), randomBytes(12)]
  const cipher = createCipheriv(
    'aes-256-gcm',
    await stretch(passphrase.normalize('NFKC'), salt, 32, { ...cost, maxmem }),
    iv,
  )
  const sealed = Buffer.concat([cipher.update(key), cipher.final()])
  const wrapping: Wrapped = {
    wrapped: 'passphrase',
    scrypt: { ...cost, salt: salt.toString('base64') },
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    sealed: sealed.toString('base64'),
  }
  writeFileSync(file, `${JSON.stringify(wrapping, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  return key.toString('hex')
}

function read(file: string): Wrapped {
  if (!existsSync(file) && !existsSync(`${file}.copy`)) throw new NoKey(`There is no ${file}.`)
  const found = parsed(file) ?? parsed(`${file}.copy`)
  if (found?.wrapped === 'keychain')
    throw new NoKey('The key of this profile is in the keychain, which only the app itself can open.')
  if (found?.wrapped !== 'passphrase') throw new NoKey(`${file} cannot be read.`)
  return found as Wrapped
}

function parsed(file: string): { wrapped?: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { wrapped?: string }
  } catch {
    return undefined
  }
}
