// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeAll, expect, test, vi } from 'vitest'

beforeAll(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
})

test('a list that comes back while somebody types in its filter leaves them their field', async () => {
  const { WindowList } = await import('../../../renderer/ui/WindowList.js')
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  const show = (ids: readonly string[]) =>
    act(() =>
      root.render(
        <>
          <input aria-label="Filter" />
          {ids.length > 0 && (
            <WindowList
              label="Tasks"
              ids={ids}
              itemAt={(index) => ({ id: ids[index] as string })}
              selected={null}
              onSelect={() => {}}
              render={({ id }) => id}
              autoFocus
            />
          )}
        </>,
      ),
    )
  show(['a'])
  const list = () => container.querySelector('[role=listbox]')
  expect(document.activeElement).toBe(list())
  const field = container.querySelector('input') as HTMLInputElement
  field.focus()
  show([])
  show(['a', 'b'])
  expect(document.activeElement).toBe(field)
  act(() => root.unmount())
})
