import { vi } from 'vitest'
import type { FakeCore } from './fakeCore.js'

/** Makes jsdom the window of an app on this core; what jsdom does not have is stood in for. */
export function asWindow({ bridge }: FakeCore): void {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal('CSS', { escape: (text: string) => text })
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }))
  Element.prototype.scrollIntoView = () => {}
  Object.defineProperty(window, 'rounds', { value: bridge })
}
