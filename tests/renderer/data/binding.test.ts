import { describe, expect, test } from 'vitest'
import { createBinding } from '../../../renderer/data/binding.js'
import { createClient } from '../../../renderer/data/client.js'
import { asLocalId } from '../../../shared/kernel/ids.js'
import { FakeCore, Refused, settled } from '../support/fakeCore.js'

const amara = asLocalId('00000000-0000-4000-8000-000000000001')
const luis = asLocalId('00000000-0000-4000-8000-000000000002')
const appointment = '00000000-0000-4000-8000-0000000000aa'

const window = () => {
  const done: string[] = []
  const core = new FakeCore({
    commands: {
      'visit.arrive': ({ patient }: { patient: string }) => void done.push(`arrive ${patient}`),
      'note.rename': ({ patient }: { patient: string }) => void done.push(`rename ${patient}`),
      'patient.open': ({ open }: { open: string | null }) => void done.push(`open ${open}`),
    },
  })
  const client = createClient(core.bridge, { patienceMs: 200 })
  const binding = createBinding(client)
  core.start()
  return { core, client, binding, done }
}
const rename = (patient: string) => ({ patient, note: appointment, title: 'Visit' })

describe('a window shows one patient', () => {
  test('a command about the shown patient goes after the binding', async () => {
    const { binding, done } = window()
    binding.bind(amara)
    expect(await binding.send('note.rename', rename(amara))).toMatchObject({ ok: true })
    expect(done).toEqual([`open ${amara}`, `rename ${amara}`])
  })

  test('a command about another patient is refused here and never sent', async () => {
    const { core, binding } = window()
    binding.bind(amara)
    await settled()
    expect(await binding.send('note.rename', rename(luis))).toMatchObject({
      ok: false,
      refusal: { code: 'wrong-patient' },
    })
    expect(core.sent.filter((message) => message.t === 'call' && message.name === 'note.rename')).toHaveLength(0)
  })

  test('the newest of quick switches wins', async () => {
    const { core, binding } = window()
    binding.bind(amara)
    binding.bind(luis)
    binding.bind(amara)
    binding.bind(luis)
    await settled()
    expect(core.bound).toBe(luis)
    expect(binding.store.getState()).toMatchObject({ wanted: luis, bound: luis })
  })

  test('a list acts on another patient and the window comes back to its own', async () => {
    const { core, binding, done } = window()
    binding.bind(amara)
    await settled()
    const arrive = binding.sendFor('visit.arrive', { patient: luis, appointment })
    const typing = binding.send('note.rename', rename(amara))
    expect(await arrive).toMatchObject({ ok: true })
    expect(await typing).toMatchObject({ ok: true })
    expect(done).toEqual([`open ${amara}`, `open ${luis}`, `arrive ${luis}`, `open ${amara}`, `rename ${amara}`])
    expect(core.bound).toBe(amara)
  })

  test('a command is not sent when the patient could not be bound', async () => {
    const { core, binding, done } = window()
    core.commands['patient.open'] = () => {
      throw new Refused('not-found', 'This patient is not on this workstation.')
    }
    expect(await binding.sendFor('visit.arrive', { patient: luis, appointment })).toMatchObject({
      ok: false,
      refusal: { code: 'not-found' },
    })
    expect(done).toEqual([])
  })

  test('a new core is told whom the window shows before anything else about them', async () => {
    const { core, binding, done } = window()
    binding.bind(amara)
    await settled()
    core.stop()
    expect(binding.store.getState().bound).toBeNull()
    const typing = binding.send('note.rename', rename(amara))
    core.start()
    expect(await typing).toMatchObject({ ok: true })
    expect(done.at(-1)).toBe(`rename ${amara}`)
    expect(core.bound).toBe(amara)
  })
})
