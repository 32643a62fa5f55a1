import { spawnSync } from 'node:child_process'
import { relative } from 'node:path'
import { bundle } from '../bundle/index.ts'
import { packageDirectory } from '../package/directory.ts'
import { root } from '../root.ts'
import { endWith, say } from '../say.ts'

/**
 * `npm run package`: the app as a folder that runs, in out/package. `npm run package -- --installers`: the installers
 * of this operating system, for which electron-builder fetches its tools.
 */
const pack = async () => {
  await bundle(say)
  if (process.argv.includes('--installers')) {
    const { status } = spawnSync(process.execPath, ['node_modules/electron-builder/cli.js'], {
      cwd: root,
      stdio: 'inherit',
    })
    process.exit(status ?? 1)
  }
  const executable = await packageDirectory(say)
  console.log(`\nThe app is in ${relative(process.cwd(), executable)}`)
}

await pack().catch(endWith)
