import type { Basic } from '@medplum/fhirtypes'
import { expect, it } from 'vitest'
import { Presence, type PresenceDeps } from '../../main/core/sync/presence.js'
import { asLocalId } from '../../shared/kernel/ids.js'
import { until } from '../support/clinic.js'

const note = asLocalId('n')

it('who leaves a note while the EHR is being told that they are there is not shown for a minute more', async () => {
  const told: (string | undefined)[] = []
  const waiting: (() => void)[] = []
  const take = async (basic: Basic) => {
    told.push(basic.subject?.reference)
    await new Promise<void>((resolve) => waiting.push(resolve))
    return { ok: true, status: 201, value: { ...basic, id: 'b1' } }
  }
  const presence = new Presence({
    store: {
      onChange: () => {},
      announce: () => {},
      row: (type: string) => ({ server_id: `${type}-1` }),
      setting: () => 'this workstation',
      identity: { resolve: () => undefined },
    },
    client: { create: take, update: take, search: async () => ({ ok: false, kind: 'network' }) },
    now: () => new Date(),
    newId: () => 'id',
    user: () => ({ id: asLocalId('p'), name: 'Jo Ruiz, MA' }),
    mark: () => ({}),
  } as unknown as PresenceDeps)
  presence.here(1, note, undefined)
  await until(() => told.length === 1)
  presence.here(1, null, undefined)
  // Its timer fires while the first answer is still awaited.
  await new Promise((resolve) => setTimeout(resolve, 50))
  waiting.pop()?.()
  await until(() => told.length === 2, 20_000)
  expect(told).toEqual(['DocumentReference/DocumentReference-1', undefined])
  waiting.pop()?.()
  await presence.stop()
})
