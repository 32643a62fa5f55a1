import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { writeDurably } from './durable-file.js'
import { type PassphraseWrapping, unwrapWithPassphrase, wrapWithPassphrase } from './passphrase.js'

/** The operating system's own keeping place for secrets. */
export interface SystemKeychain {
  available(): boolean
  seal(text: string): Buffer
  open(sealed: Buffer): string
}

type KeyFile = PassphraseWrapping | { wrapped: 'keychain'; sealed: string }

/** Asks the person for the passphrase: to choose one, or to give it, and why it was refused the last time. */
export type AskPassphrase = (first: boolean, problem?: string) => Promise<string>

/** The key cannot be had; the message says what is so and that nothing was changed. */
export class KeyUnavailable extends Error {}
/** The file with the key is gone or damaged, and so is its copy: without another copy nothing opens the store again. */
export class KeyLost extends KeyUnavailable {}

const shortest = 12
const keyLength = 32

/** The key's second place: a few bytes on which everything here depends. It is sealed like the first. */
const copyOf = (path: string) => `${path}.copy`

const readOne = (path: string): KeyFile | undefined => {
  try {
    const file = JSON.parse(readFileSync(path, 'utf8'))
    if (file.wrapped === 'keychain' || file.wrapped === 'passphrase') return file
  } catch {
    // Unreadable and unknown are told to the person alike.
  }
  return undefined
}

const read = (path: string): KeyFile => {
  const file = readOne(path) ?? readOne(copyOf(path))
  if (!file) throw new KeyLost('The file with this profile’s key (key.json) cannot be read. Nothing was changed.')
  if (!readOne(path)) write(path, file)
  else if (!readOne(copyOf(path))) writeCopy(path, file)
  return file
}

const write = (path: string, file: KeyFile) => {
  writeDurably(path, textOf(file))
  writeCopy(path, file)
}

const textOf = (file: KeyFile): string => `${JSON.stringify(file, null, 2)}\n`

const writeCopy = (path: string, file: KeyFile) => {
  try {
    writeDurably(copyOf(path), textOf(file))
  } catch {
    // A full disk: the first is there, and the copy is made at the next start.
  }
}

const fromKeychain = (keychain: SystemKeychain, sealed: string): Buffer => {
  const refused =
    'This computer’s keychain does not open this profile’s key. It opens for the person who made the profile.'
  if (!keychain.available()) {
    throw new KeyUnavailable('The key of this profile is in this computer’s keychain, which cannot be reached now.')
  }
  try {
    const key = Buffer.from(keychain.open(Buffer.from(sealed, 'base64')), 'hex')
    if (key.length === keyLength) return key
  } catch {
    // Told below.
  }
  throw new KeyUnavailable(refused)
}

const fromPassphrase = async (file: PassphraseWrapping, ask: AskPassphrase): Promise<Buffer> => {
  let problem: string | undefined
  for (;;) {
    const key = await unwrapWithPassphrase(file, await ask(false, problem))
    if (key) return key
    problem = 'That is not the passphrase of this profile.'
  }
}

const chosenPassphrase = async (ask: AskPassphrase): Promise<string> => {
  let chosen = await ask(true)
  while (chosen.length < shortest) chosen = await ask(true, `Choose at least ${shortest} characters.`)
  return chosen
}

const create = async (path: string, keychain: SystemKeychain, ask: AskPassphrase): Promise<Buffer> => {
  const key = randomBytes(keyLength)
  if (keychain.available()) {
    write(path, { wrapped: 'keychain', sealed: keychain.seal(key.toString('hex')).toString('base64') })
  } else {
    write(path, await wrapWithPassphrase(key, await chosenPassphrase(ask)))
  }
  return key
}

/**
 * The 256-bit key of the profile's store: made once at random and kept in `key.json`, sealed by the keychain where
 * there is one, else by a passphrase; never in clear; with a copy beside it. `hasStore` guards against a new key beside an old store.
 */
export const unlockKey = async (
  path: string,
  hasStore: boolean,
  keychain: SystemKeychain,
  ask: AskPassphrase,
): Promise<Buffer> => {
  if (!existsSync(path) && !existsSync(copyOf(path))) {
    if (hasStore) throw new KeyLost('The file with this profile’s key (key.json) is missing. Nothing was changed.')
    return create(path, keychain, ask)
  }
  const file = read(path)
  return file.wrapped === 'keychain' ? fromKeychain(keychain, file.sealed) : fromPassphrase(file, ask)
}
