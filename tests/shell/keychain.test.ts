import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type AskPassphrase,
  KeyLost,
  KeyUnavailable,
  type SystemKeychain,
  unlockKey,
} from '../../main/shell/keychain.js'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rounds-key-'))
  file = join(folder, 'key.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

const none: SystemKeychain = {
  available: () => false,
  seal: () => {
    throw new Error('no keychain')
  },
  open: () => {
    throw new Error('no keychain')
  },
}

/** Seals by turning bytes around, which is enough to tell sealed from clear. */
const mine: SystemKeychain = {
  available: () => true,
  seal: (text) => Buffer.from(Buffer.from(text).map((byte) => byte ^ 0xa5)),
  open: (sealed) => Buffer.from(sealed.map((byte) => byte ^ 0xa5)).toString(),
}

const nobody: AskPassphrase = () => Promise.reject(new Error('nobody was to be asked'))

/** A person who gives these answers in turn; notes what they were asked. */
const person = (...answers: string[]) => {
  const asked: [boolean, string | undefined][] = []
  const ask: AskPassphrase = async (first, problem) => {
    asked.push([first, problem])
    const answer = answers.shift()
    if (answer === undefined) throw new Error('asked once too often')
    return answer
  }
  return { ask, asked }
}

describe('with a keychain', () => {
  test('a random key is made once and found again, and never written in clear', async () => {
    const key = await unlockKey(file, false, mine, nobody)
    expect(key).toHaveLength(32)
    expect(await unlockKey(file, true, mine, nobody)).toEqual(key)
    const written = readFileSync(file)
    for (const form of [
      key.toString('hex'),
      key.toString('base64'),
      Buffer.from(key.toString('hex')).toString('base64'),
    ]) {
      expect(written.includes(form)).toBe(false)
    }
    expect(written.includes(key)).toBe(false)
  })

  test('another profile gets another key', async () => {
    const key = await unlockKey(file, false, mine, nobody)
    expect(await unlockKey(join(folder, 'other.json'), false, mine, nobody)).not.toEqual(key)
  })

  test('a keychain that cannot be reached, or is another person’s, changes nothing', async () => {
    await unlockKey(file, false, mine, nobody)
    const before = readFileSync(file)
    const theirs: SystemKeychain = { ...mine, open: () => 'something else' }
    await expect(unlockKey(file, true, none, nobody)).rejects.toThrow(KeyUnavailable)
    await expect(unlockKey(file, true, theirs, nobody)).rejects.toThrow(KeyUnavailable)
    expect(readFileSync(file)).toEqual(before)
  })
})

describe('without a keychain', () => {
  test('a passphrase is chosen, and opens the same key again', async () => {
    const key = await unlockKey(file, false, none, person('a good passphrase').ask)
    expect(await unlockKey(file, true, none, person('a good passphrase').ask)).toEqual(key)
    expect(readFileSync(file).includes(key.toString('hex'))).toBe(false)
    expect(readFileSync(file, 'utf8')).not.toContain('a good passphrase')
  })

  test('too short a one is refused', async () => {
    const { ask, asked } = person('not so long', 'long enough, this')
    await unlockKey(file, false, none, ask)
    expect(asked).toEqual([
      [true, undefined],
      [true, 'Choose at least 12 characters.'],
    ])
  })

  test('a wrong one is refused with a sentence, the file untouched, and the right one still opens', async () => {
    const key = await unlockKey(file, false, none, person('a good passphrase').ask)
    const before = readFileSync(file)
    const { ask, asked } = person('a bad passphrase', 'A good passphrase', 'a good passphrase')
    expect(await unlockKey(file, true, none, ask)).toEqual(key)
    expect(asked).toEqual([
      [false, undefined],
      [false, 'That is not the passphrase of this profile.'],
      [false, 'That is not the passphrase of this profile.'],
    ])
    expect(readFileSync(file)).toEqual(before)
  })

  test('letters composed and decomposed are the same passphrase', async () => {
    const key = await unlockKey(file, false, none, person('caf\u00e9 au lait et croissants').ask)
    expect(await unlockKey(file, true, none, person('cafe\u0301 au lait et croissants').ask)).toEqual(key)
  })
})

test('a store without its key gets no new key', async () => {
  await expect(unlockKey(file, true, mine, nobody)).rejects.toThrow('missing')
  expect(existsSync(file)).toBe(false)
})

test.each(['', '{', '{"wrapped":"nothing"}', '[]'])('an unreadable key file (%j) is left as it is', async (text) => {
  writeFileSync(file, text)
  await expect(unlockKey(file, true, mine, nobody)).rejects.toThrow(KeyUnavailable)
  expect(readFileSync(file, 'utf8')).toBe(text)
})

test('the key file is for its owner alone, and nothing half-written stays behind', async () => {
  await unlockKey(file, false, mine, nobody)
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder).sort()).toEqual(['key.json', 'key.json.copy'])
})

test('the key is kept twice: a damaged or missing file is made anew from its copy', async () => {
  const key = await unlockKey(file, false, mine, nobody)
  for (const harm of [() => writeFileSync(file, '{"wrapped":"key'), () => rmSync(file)]) {
    harm()
    expect(await unlockKey(file, true, mine, nobody)).toEqual(key)
    expect(readFileSync(file, 'utf8')).toBe(readFileSync(`${file}.copy`, 'utf8'))
  }
  rmSync(`${file}.copy`)
  expect(await unlockKey(file, true, mine, nobody)).toEqual(key)
  expect(existsSync(`${file}.copy`)).toBe(true)
  for (const path of [file, `${file}.copy`]) writeFileSync(path, 'x')
  await expect(unlockKey(file, true, mine, nobody)).rejects.toBeInstanceOf(KeyLost)
})
