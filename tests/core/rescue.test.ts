import { mkdirSync, rmdirSync } from 'node:fs'
import type { Task } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { readRescue, rescueFile } from '../../main/core/store/rescue-file.js'
import { clinic, until, type Workstation } from '../support/clinic.js'

const task: Task = { resourceType: 'Task', status: 'requested', intent: 'order', description: 'Ring the pharmacy' }
const heldTwice = (a: Workstation, words: string): boolean =>
  JSON.stringify(readRescue(a.profile, a.keyHex) ?? {}).includes(words)

test('unsent work that could not be written down a second time is written as soon as it can be', async () => {
  // Nobody is signed in and nothing syncs: no later change brings the words along.
  const a = await (await clinic()).workstation('A')
  // Nothing can be written where a folder stands in the way.
  const inTheWay = `${rescueFile(a.profile)}.part`
  mkdirSync(inTheWay)
  a.create(task)
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(heldTwice(a, 'Ring the pharmacy')).toBe(false)
  rmdirSync(inTheWay)
  await until(() => heldTwice(a, 'Ring the pharmacy'), 15_000)
})
