import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createCore } from '../../main/core/create.js'
import { clinic } from '../support/clinic.js'

test('a store of another EHR is refused, and nothing goes on in the background', async () => {
  const ehr = await clinic()
  const a = await ehr.workstation('A')
  await a.running.stop()
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
  const before = timers()
  const options = { profile: a.profile, keyHex: a.keyHex, ehrUrl: a.ehrUrl, practice: false, workstation: 'A' }
  expect(() => createCore(options)).toThrow(/practice clinic/)
  expect(timers()).toBe(before)
})

test('a repair that ends at the next start leaves what an earlier one set aside', async () => {
  const ehr = await clinic()
  const a = await ehr.workstation('A')
  await a.running.stop()
  const at = (...names: string[]): string => join(a.profile, ...names)
  copyFileSync(at('rounds.db'), at('rounds.db.recovered'))
  mkdirSync(at('set-aside-2099-01-01T00-00-00.000Z'))
  writeFileSync(at('set-aside-2099-01-01T00-00-00.000Z', 'rounds.db'), 'set aside before')
  await a.restart()
  expect(readFileSync(at('set-aside-2099-01-01T00-00-00.000Z', 'rounds.db'), 'utf8')).toBe('set aside before')
  expect(existsSync(at('rounds.db.recovered'))).toBe(false)
})
