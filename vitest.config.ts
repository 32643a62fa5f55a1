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

/** Files that put other modules in the place of the real ones, and those that have a document of their own. */
const alone = ['tests/core/work/fault.test.ts', 'tests/shell/**', 'tests/renderer/**', 'tests/histories/**']

const every = 'tests/**/*.test.{ts,tsx}'
const never = ['tests/e2e/**', 'tests/bench/**', 'tests/tour/**']

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    // Only to end what hangs: whole workstations and a whole server in one process, on computers that do other things too.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Workstations and servers wait for each other for most of their time.
    maxWorkers: Math.min(8, Math.ceil(availableParallelism() * 1.5)),
    sequence: { sequencer: LongFirst },
    projects: [
      // Each file makes its own clinics, so that the same modules serve one file after the other: a third less to compute.
      { extends: true, test: { name: 'together', include: [every], exclude: [...never, ...alone], isolate: false } },
      { extends: true, test: { name: 'alone', include: alone.map(testsIn), exclude: never } },
    ],
  },
})

function testsIn(path: string): string {
  return path.endsWith('**') ? `${path}/*.test.{ts,tsx}` : path
}
