import { vi } from 'vitest'

// There are no frames where nothing is painted: what waits for one is done at once.
vi.mock('../../renderer/data/nextFrame.js', () => ({ nextFrame: (work: () => void) => work() }))
