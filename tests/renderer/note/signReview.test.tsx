// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { changeChip } from '../../../renderer/editor/chips/insert.js'
import { createNoteEditor, type NoteEditor } from '../../../renderer/editor/createNoteEditor.js'
import type { NoteView } from '../../../shared/contract/views/note.js'
import type { PatientBanner } from '../../../shared/contract/views/patient.js'
import { asLocalId } from '../../../shared/kernel/ids.js'
import { inline, rx } from '../../support/chips.js'
import { note, p } from '../editor/support/notes.js'
import { NoteStore } from '../editor/support/store.js'
import { FakeCore, settled } from '../support/fakeCore.js'
import { asWindow } from '../support/window.js'

const patient = asLocalId('0a0a0a0a-0000-4000-8000-000000000001')
const id = asLocalId('0d0d0d0d-0000-4000-8000-000000000004')
const why = 'Amoxicillin is of the group the allergy is to: Penicillin.'
const core = new FakeCore({
  queries: {
    'chart.view': () => ({ vitals: [] }),
    'conflict.list': () => [],
    'note.view': () => null,
    'note.left-out': () => [],
    'medication.check': ({ text }: { text: string }) => ({
      allergies: text.startsWith('Amoxicillin') ? [{ id: patient, allergy: 'Penicillin', weight: 'avoid', why }] : [],
    }),
  },
})
type Part = typeof import('../../../renderer/features/note/SignReview.js')
let part: Part
beforeAll(async () => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
  asWindow(core)
  const { listenForKeys } = await import('../../../renderer/data/keyboard.js')
  listenForKeys(window)
  part = await import('../../../renderer/features/note/SignReview.js')
  core.start()
})

const amoxicillin = rx('Amoxicillin 500 mg capsule')
let root: Root
let editor: NoteEditor
let signed = 0
beforeEach(async () => {
  signed = 0
  const doc = note([inline('Strep. ', amoxicillin, ' for ten days')], [p('Red throat.')])
  const store = new NoteStore(doc, { now: 0, later: () => () => {} })
  editor = createNoteEditor(document.body.appendChild(document.createElement('div')), {
    document: doc,
    version: 0,
    link: store.link(),
    editable: true,
    label: 'Note',
  })
  editor.focus()
  root = createRoot(document.body.appendChild(document.createElement('div')))
  await act(async () => {
    root.render(
      <part.SignReview
        editor={editor}
        note={{ id, patient, title: 'Sore throat' } as NoteView}
        patient={
          { name: 'Okafor, Amara J.', birthDate: '1979-03-12', age: '47 y', mrn: '204 118', colour: 1 } as PatientBanner
        }
        signer={{ id: patient, name: 'Dr Lena Novak', role: 'clinician' } as never}
        team={[]}
        signing={false}
        problem={undefined}
        onSign={() => {
          signed += 1
        }}
        onLook={() => {}}
        onClose={() => {}}
      />,
    )
    await settled()
  })
})
afterEach(async () => {
  await act(async () => root.unmount())
  editor.destroy()
  document.body.replaceChildren()
})
const button = (words: RegExp) =>
  [...document.querySelectorAll('button')].find(({ textContent }) => words.test(textContent ?? ''))
const sign = () =>
  act(async () => {
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }),
    )
    await settled()
  })

test('a medicine the patient is allergic to is listed before anybody signs, and opens to say why', async () => {
  expect(button(/^Sign as/)?.disabled).toBe(true)
  const item = button(/Say why$/)
  expect(item?.textContent).toContain(`Must be mended first: Subjective: “Amoxicillin 500 mg capsule”. ${why}`)
  // The key that signs goes to what keeps it from being signed.
  await sign()
  expect([document.activeElement, signed]).toEqual([item, 0])
  await act(async () => item?.click())
  expect(editor.snapshot().openChip).toEqual({ id: amoxicillin.id, removing: false })
  await act(async () => {
    const data = { ...(amoxicillin.data as object), reason: 'The rash as a child was measles' }
    editor.run(changeChip(amoxicillin.id, { data }))
  })
  await vi.waitFor(
    async () => {
      await act(() => settled())
      expect(button(/Say why$/)).toBeUndefined()
    },
    { timeout: 20_000 },
  )
  // From the text the key comes back to the review first.
  await sign()
  expect([document.activeElement, signed]).toEqual([button(/^Sign as/), 0])
  await sign()
  expect(signed).toBe(1)
})

test('the button that signs says whose note it is and what signing makes', () => {
  const words = button(/^Sign as/)
    ?.getAttribute('aria-describedby')
    ?.split(' ')
    .map((part) => document.getElementById(part)?.textContent)
    .join(' ')
  expect(words).toContain('Okafor, Amara J.born 12 Mar 1979')
  expect(words).toContain('Signing makes 1 prescription')
})
