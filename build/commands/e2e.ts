import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { bundle } from '../bundle/index.ts'
import { root } from '../root.ts'
import { endWith, say } from '../say.ts'
import { unseenScreen } from '../screen.ts'

/** `npm run e2e [-- --grep WORDS]`: the end-to-end tests alone; flags go to Playwright's runner. */
const e2e = async () => {
  await bundle(say)
  const env = await unseenScreen(say)
  const runner = join(root, 'node_modules/playwright/cli.js')
  const child = spawn(process.execPath, [runner, 'test', ...process.argv.slice(2)], {
    cwd: root,
    env,
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}

await e2e().catch(endWith)
