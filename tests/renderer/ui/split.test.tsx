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

test('where there is no room for both, the panel waits at the edge and lies over the rest while it is looked at', async () => {
  const { Split } = await import('../../../renderer/ui/index.js')
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  const resize = (width: number) =>
    act(() => {
      window.innerWidth = width
      window.dispatchEvent(new Event('resize'))
    })
  act(() =>
    root.render(
      <Split id="narrow" label="Summary" collapsible panel={<p>Problems</p>}>
        <p>Note</p>
      </Split>,
    ),
  )
  expect(container.textContent).toContain('Problems')
  resize(720)
  expect(container.textContent).toBe('Note')
  const button = container.querySelector<HTMLButtonElement>('button[aria-label="Show Summary"]')
  act(() => button?.click())
  expect(container.querySelector('aside')?.hasAttribute('data-over')).toBe(true)
  expect(document.activeElement).toBe(container.querySelector('aside'))
  expect(container.textContent).toContain('Problems')
  const press = (key: string) =>
    act(() => {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    })
  press('Escape')
  expect(container.querySelector('aside')).toBeNull()
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Show Summary')
  act(() => (document.activeElement as HTMLElement).click())
  // What was looked at for a moment is not what is kept for a window with room.
  resize(1440)
  expect(container.querySelector('aside')?.hasAttribute('data-over')).toBe(false)
  resize(1024)
  act(() => root.unmount())
})

test('a panel nobody has sized is as wide as the window asks for, as the window is now', async () => {
  const { Split } = await import('../../../renderer/ui/index.js')
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  const resize = (width: number) =>
    act(() => {
      window.innerWidth = width
      window.dispatchEvent(new Event('resize'))
    })
  const width = () => container.querySelector('aside')?.style.getPropertyValue('--width')
  resize(1440)
  act(() =>
    root.render(
      <Split id="sized" label="Tasks" size={[264, 316]} panel={<p>List</p>}>
        <p>Item</p>
      </Split>,
    ),
  )
  expect(width()).toBe('316px')
  resize(1180)
  expect(width()).toBe('264px')
  // What somebody chose stays, in every window.
  const handle = container.querySelector('[role=separator]')
  act(() => void handle?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true })))
  expect(width()).toBe('276px')
  resize(1440)
  expect(width()).toBe('276px')
  act(() => root.unmount())
})
