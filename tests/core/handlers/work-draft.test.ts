import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { clinic } from '../../support/clinic.js'
import { copyOf } from '../../support/damage.js'
import { practice } from './support/day.js'
import { Workstation } from './support/workstation.js'

test('what somebody is writing is there after a power cut, theirs alone, until it is sent or cleared', async () => {
  const station = new Workstation(practice())
  onTestFinished(() => station.stop())
  await station.do('work.draft', { task: 'one', what: 'reply', text: 'Please take' })
  await station.do('work.draft', { task: 'one', what: 'reply', text: 'Please take half a tablet' })
  await station.do('work.draft', { task: 'two', what: 'act', text: '', data: '{"orders":1}' })
  await station.powerCut()
  expect(station.ask('work.drafts', {})).toMatchObject([
    { task: 'one', what: 'reply', text: 'Please take half a tablet' },
    { task: 'two', what: 'act', text: '', data: '{"orders":1}' },
  ])
  expect(station.ask('work.drafts', { task: 'two' })).toHaveLength(1)

  await station.signIn('hale')
  expect(station.ask('work.drafts', {})).toEqual([])
  await station.do('work.draft', { task: 'one', what: 'reply', text: 'Mine' })
  await station.signIn('novak')
  expect(station.ask('work.drafts', { task: 'one' })).toMatchObject([{ text: 'Please take half a tablet' }])
  await station.do('work.draft', { task: 'one', what: 'reply', text: '' })
  expect(station.ask('work.drafts', { task: 'one' })).toEqual([])
})

test('a store that lost its last changes gets what was being written back', async () => {
  const a = await (await (await clinic()).workstation('A')).as('novak')
  const write = (text: string) =>
    a.running.core.call('work.draft', { task: 'one', what: 'comment', text }, text, { window: 1, bound: null })
  await write('Rang')
  await a.running.stop()
  const older = copyOf(a.profile)
  a.running = (await import('../../../main/core/create.js')).createCore({
    ...{ profile: a.profile, keyHex: a.keyHex, ehrUrl: a.ehrUrl, practice: true, workstation: 'A' },
  })
  await write('Rang twice, no answer')
  await a.running.stop()
  for (const end of ['', '-wal', '-shm']) rmSync(join(a.profile, `rounds.db${end}`), { force: true })
  cpSync(join(older, 'rounds.db'), join(a.profile, 'rounds.db'))
  await a.restart()
  expect(a.running.core.ask('work.drafts', {})).toMatchObject({ value: [{ text: 'Rang twice, no answer' }] })
})
