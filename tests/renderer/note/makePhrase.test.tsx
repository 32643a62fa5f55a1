// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { schema } from '../../../shared/document/index.js'
import type { PhrasePatient } from '../../../shared/domain/phrase-facts.js'
import { note, p } from '../editor/support/notes.js'
import { FakeCore, settled } from '../support/fakeCore.js'
import { asWindow } from '../support/window.js'

const saved: { fields: { title: string; document: unknown } }[] = []
const core = new FakeCore({
  queries: {
    'phrase.shelf': () => ({ phrases: [], teams: [], mayClinic: true, mayWrite: true, shared: true }),
    'phrase.uses': () => [],
  },
  commands: { 'phrase.save': (input: (typeof saved)[number]) => void saved.push(input) },
})
const amara: PhrasePatient = { name: 'Okafor, Amara', birthDate: '1979-03-12' as never, sex: 'female', mrn: '204 118' }

let MakePhrase: typeof import('../../../renderer/features/note/phrases/MakePhrase.js')['MakePhrase']
let root: Root | undefined
beforeAll(async () => {
  // jsdom has none, and react-aria asks for it.
  asWindow(core)
  ;({ MakePhrase } = await import('../../../renderer/features/note/phrases/MakePhrase.js'))
  core.start()
})
afterEach(async () => {
  await act(async () => root?.unmount())
  document.body.replaceChildren()
  saved.length = 0
})

async function make(patient: PhrasePatient | undefined, ...words: string[]): Promise<void> {
  const doc = note(words.map((each) => p(each)))
  root = createRoot(document.body.appendChild(document.createElement('div')))
  await act(async () => {
    root?.render(
      <MakePhrase
        doc={doc}
        range={{ from: 2, to: doc.content.size - 2 }}
        patient={patient}
        about=""
        onClose={() => {}}
      />,
    )
    await settled()
  })
  const name = document.querySelector<HTMLInputElement>('input') as HTMLInputElement
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(name, 'agrees')
    name.dispatchEvent(new Event('input', { bubbles: true }))
    await settled()
  })
}
const goOn = (): Promise<void> =>
  act(async () => {
    const press = { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }
    document.querySelector('input')?.dispatchEvent(new KeyboardEvent('keydown', press))
    await settled()
  })
const said = () => document.querySelector('.make-phrase')?.textContent ?? ''

test('what is of one patient is told, and replaced before the same key saves', async () => {
  await make(amara, 'Mrs Okafor agrees on 3 Jun 2026', 'Went by {Okafor|bus}, [[task: call Amara]]')
  expect(said()).toContain('These words are one patient’s: Okafor, 3 Jun 2026, Amara.')
  await goOn()
  expect(saved).toEqual([])
  expect(said()).not.toContain('one patient')
  await goOn()
  expect(saved).toHaveLength(1)
  const doc = schema.nodeFromJSON(saved[0]?.fields.document)
  expect(doc.textBetween(0, doc.content.size, '\n').trim()).toBe(
    '{{name}} agrees on ***\nWent by {***|bus}, [[task: call ***]]',
  )
  expect(saved[0]?.fields.title).toBe('the patient agrees on')
})

test('nothing is saved before it is known who the patient is', async () => {
  await make(undefined, 'Mrs Okafor agrees')
  expect(said()).toContain('not known here yet')
  await goOn()
  expect(saved).toEqual([])
})
