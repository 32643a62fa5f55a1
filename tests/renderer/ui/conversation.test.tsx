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
        onOpen={async (message, index) => ({
          form: 'pdf',
          contentType: 'application/pdf',
          data: `${message} ${index}`,
        })}
        onSave={({ data }) => {
          saves.push(data)
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

test('of a conversation of years the newest are drawn, all that nobody has seen, and the others when they are asked for', async () => {
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  const many = Array.from({ length: 650 }, (_, n) => said(`m${n}`, {}))
  const draw = (messages: readonly Said[]) =>
    act(() =>
      root.render(
        <Conversation
          label="Messages"
          now={new Date()}
          messages={messages}
          onOpen={async () => ''}
          onSave={async () => undefined}
        />,
      ),
    )
  const drawn = () => [...container.querySelectorAll('[data-message]')].map((each) => each.getAttribute('data-message'))
  const earlier = () => container.querySelector('button')
  await draw(many)
  expect([drawn().length, drawn()[0], drawn().at(-1)]).toEqual([200, 'm450', 'm649'])
  expect(earlier()?.textContent).toBe('Show 200 earlier messages of 450')
  await act(() => earlier()?.click())
  expect([drawn().length, drawn()[0]]).toEqual([400, 'm250'])
  await draw(many.map((each) => (each.id === 'm100' ? { ...each, missed: true as const } : each)))
  expect(drawn()[0]).toBe('m100')
  await act(() => earlier()?.click())
  expect([drawn().length, earlier()]).toEqual([650, null])
  act(() => root.unmount())
})
