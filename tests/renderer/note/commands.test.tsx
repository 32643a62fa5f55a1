// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import { asLocalId } from '../../../shared/kernel/ids.js'
import { FakeCore, settled } from '../support/fakeCore.js'

const patient = asLocalId('0a0a0a0a-0000-4000-8000-000000000001')
const note = asLocalId('0d0d0d0d-0000-4000-8000-000000000004')

test('an addendum asked for twice is begun once', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  const core = new FakeCore({ commands: { 'note.addend': () => ({ note: crypto.randomUUID() }) } })
  Object.defineProperty(window, 'rounds', { value: core.bridge })
  const { useNoteCommands } = await import('../../../renderer/features/note/useNoteCommands.js')
  const { bindPatient } = await import('../../../renderer/data/connection.js')
  core.start()
  bindPatient(patient)
  const Ask = () => {
    const { addend } = useNoteCommands({ patient, note, title: '', editor: undefined, leftOut: '', onClose: () => {} })
    return <button type="button" onClick={() => void addend()} />
  }
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  await act(async () => root.render(<Ask />))
  await act(async () => {
    const button = document.querySelector('button')
    button?.click()
    button?.click()
    await settled()
  })
  expect([...core.ran.values()].filter(({ name }) => name === 'note.addend')).toHaveLength(1)
  await act(async () => root.unmount())
})
