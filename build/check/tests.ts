import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.ts'
import { type Outcome, type Run, runScript } from './outcome.ts'

interface Counts {
  passed: number
  failed: number
}

/** A runner that ended badly without naming a failed test (it could not even load them) counts as one failure. */
const outcome = (name: string, run: Run, counts: Counts | null): Outcome => {
  const { passed, failed } = counts ?? { passed: 0, failed: 0 }
  const isSilentFailure = failed === 0 && (run.code !== 0 || counts === null)
  return { name, passed, failed: failed + (isSilentFailure ? 1 : 0), seconds: run.seconds, output: run.output }
}

const countsIn = <Report>(file: string, read: (report: Report) => Counts): Counts | null =>
  existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : null

/** Unit and integration tests. */
export const unitTests = async (): Promise<Outcome> => {
  const file = join(root, 'out/vitest.json')
  rmSync(file, { force: true })
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
  const run = await runScript(['node_modules/vitest/vitest.mjs', 'run', ...reporters])
  const counts = countsIn(file, (report: { numPassedTests: number; numFailedTests: number }) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
  }))
  return outcome('unit and integration tests', run, counts)
}

/** End-to-end tests in real Electron. */
export const endToEndTests = async (env: NodeJS.ProcessEnv): Promise<Outcome> => {
  const file = join(root, 'out/e2e.json')
  rmSync(file, { force: true })
  const run = await runScript(['node_modules/playwright/cli.js', 'test'], env)
  const counts = countsIn(file, ({ stats }: { stats: { expected: number; unexpected: number; flaky: number } }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
  }))
  return outcome('end-to-end tests', run, counts)
}
