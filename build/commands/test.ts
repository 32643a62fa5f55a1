import { bundle } from '../bundle/index.ts'
import type { Outcome } from '../check/outcome.ts'
import { staticChecks } from '../check/static.ts'
import { endToEndTests, unitTests } from '../check/tests.ts'
import { endWith, say } from '../say.ts'
import { unseenScreen } from '../screen.ts'

const withEndToEnd = !process.argv.includes('--no-e2e')

const outcomes: Outcome[] = []

const note = (outcome: Outcome): void => {
  outcomes.push(outcome)
  const { name, passed, failed, seconds, output } = outcome
  const counts = passed + failed === 1 ? '' : `, ${passed} passed, ${failed} failed`
  console.log(`${failed === 0 ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s${counts})`)
  if (failed > 0) console.log(`\n${output.trim()}\n`)
}

const built = async (): Promise<Outcome> => {
  const started = performance.now()
  const done = { name: 'build', seconds: 0, output: '' }
  try {
    await bundle(() => {})
    return { ...done, passed: 1, failed: 0, seconds: (performance.now() - started) / 1000 }
  } catch (error) {
    return { ...done, passed: 0, failed: 1, output: (error as Error).message }
  }
}

const test = async () => {
  // Two at a time: as many as the smallest machine has cores.
  const waiting = [...staticChecks]
  const next = async (): Promise<void> => {
    const check = waiting.shift()
    if (!check) return
    note(await check())
    await next()
  }
  await Promise.all([next(), next()])
  note(await unitTests())
  const build = await built()
  note(build)
  if (withEndToEnd && build.failed === 0) note(await endToEndTests(await unseenScreen(say)))

  const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0)
  const failed = sum((outcome) => outcome.failed)
  console.log(`\n${sum((outcome) => outcome.passed)} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
}

await test().catch(endWith)
