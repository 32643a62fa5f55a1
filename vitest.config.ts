import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Whole clinics: minutes of waiting for each other, so that none of them must be the last one running. */
const long = /\/tests\/(histories|sync|validity)\/|shared-note/

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [
      ...sorted.filter(({ moduleId }) => long.test(moduleId)),
      ...sorted.filter(({ moduleId }) => !long.test(moduleId)),
    ]
  }
}

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['tests/e2e/**', 'tests/bench/**', 'tests/tour/**'],
    environment: 'node',
    pool: 'forks',
    // Only to end what hangs: the slowest take 5 s on a computer that does nothing else.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Workstations and servers wait for each other for most of their time.
    maxWorkers: Math.min(8, Math.ceil(availableParallelism() * 1.5)),
    sequence: { sequencer: LongFirst },
  },
})
