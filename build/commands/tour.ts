import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from '../bundle/index.ts'
import { root } from '../root.ts'
import { endWith, say } from '../say.ts'
import { unseenScreen } from '../screen.ts'

/** `npm run tour [-- WORD …]`: drives the app through its screens and keeps pictures in out/tour. */
const tour = async () => {
  await bundle(say)
  const env = await unseenScreen(say)
  const wanted = process.argv.slice(2)
  if (wanted.length === 0) rmSync(join(root, 'out/tour'), { recursive: true, force: true })
  const hooks = ['--disable-warning=ExperimentalWarning', '--import', './build/typescript-sources.mjs']
  const { status } = spawnSync(process.execPath, [...hooks, 'tests/tour/runner/run.ts', ...wanted], {
    cwd: root,
    env,
    stdio: 'inherit',
  })
  process.exit(status ?? 1)
}

await tour().catch(endWith)
