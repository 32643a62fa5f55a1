// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeAll, expect, test, vi } from 'vitest'

beforeAll(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }))
})

test('what is beside a panel keeps what was typed while the panel comes and goes', async () => {
  const { Split } = await import('../../../renderer/ui/index.js')
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  const show = (panel: React.ReactNode) =>
    act(() =>
      root.render(
        <Split id="test" label="Front desk" side="right" panel={panel}>
          <textarea defaultValue="" />
        </Split>,
      ),
    )
  show(null)
  const note = container.querySelector('textarea') as HTMLTextAreaElement
  note.value = 'Dizzy for two days'
  show(<p>Check in</p>)
  expect(container.textContent).toContain('Check in')
  expect(container.querySelector('textarea')).toBe(note)
  show(null)
  expect(container.querySelector('aside')).toBeNull()
  expect(container.querySelector('textarea')).toBe(note)
  expect(note.value).toBe('Dizzy for two days')
  act(() => root.unmount())
})
