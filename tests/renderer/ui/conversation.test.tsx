// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeAll, expect, test, vi } from 'vitest'
import { Conversation, type Said } from '../../../renderer/ui/Conversation.js'
import { asInstant } from '../../../shared/kernel/ids.js'

beforeAll(() => void vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true))

const said = (id: string, more: Partial<Said>): Said => ({
  ...{ id, kind: 'patient', from: 'Okafor, Amara J.', fromPatient: true, at: asInstant('2026-11-22T10:00:00.000Z') },
  ...{ text: id, attachments: [] },
  ...more,
})

test('a message nobody had seen says so, and a PDF is saved where the person chooses, once for one press', async () => {
  const saves: string[] = []
  let done = (_words: string) => {}
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  await act(() =>
    root.render(
      <Conversation
        label="Messages"
        now={new Date()}
        messages={[
          said('m1', { attachments: [{ index: 0, title: 'Letter', form: 'pdf' }] }),
          said('m2', { missed: true }),
          said('m3', { fromPatient: false }),
        ]}
        onOpen={async () => 'not asked for'}
        onSave={(message, index) => {
          saves.push(`${message} ${index}`)
          return new Promise((resolve) => {
            done = resolve
          })
        }}
      />,
    ),
  )
  const tags = [...container.querySelectorAll('[data-message]')].map((each) => each.textContent?.includes('not seen'))
  expect(tags).toEqual([false, true, false])
  const save = [...container.querySelectorAll('button')].find(({ textContent }) => textContent === 'Save as')
  await act(() => save?.click())
  await act(() => save?.click())
  expect(saves).toEqual(['m1 0'])
  await act(async () => done('Saved where you chose.'))
  expect(container.querySelector('[role=status]')?.textContent).toBe('Saved where you chose.')
  act(() => root.unmount())
})
