import { type Outcome, runScript } from './outcome.ts'

const check = (name: string, args: string[]) => async (): Promise<Outcome> => {
  const { code, output, seconds } = await runScript(args)
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, seconds, output }
}

const cruiser = [
  ...['--import', './build/check/typescript-6.mjs', 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'],
  ...['shared', 'main', 'preload', 'renderer', '--config', '.dependency-cruiser.cjs'],
]

/** The checks that run nothing of ours. */
export const staticChecks = [
  check('types', ['node_modules/typescript/bin/tsc', '-b']),
  check('lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']),
  check('import directions', cruiser),
  check('dead code', ['node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints']),
]
