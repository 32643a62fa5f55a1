import { join } from 'node:path'
import { build } from 'vite'
import { root } from '../../build/root.js'

const bundleInto = async (folder: string, name: string, input: string): Promise<void> =>
  void (await build({
    configFile: false,
    logLevel: 'warn',
    root,
    publicDir: false,
    ssr: { noExternal: true, external: [] },
    build: {
      ssr: true,
      target: 'node24',
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: { [name]: join(root, input) },
        external: [/^node:/, 'better-sqlite3'],
        platform: 'node',
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  }))

/** A folder for each process that runs tests: another may be making its own, or running it. */
const folder = join(root, 'out/dying-core', process.env.VITEST_POOL_ID ?? '0')

/** The core's process that dies where it is told to: see `dying-core.ts`. */
export const dyingCore = join(folder, 'dying-core.mjs')

export const bundleDyingCore = (): Promise<void> => bundleInto(folder, 'dying-core', 'tests/support/dying-core.ts')

const editingFolder = join(root, 'out/editing-core')

/** The core's process as it is, in a place of its own: other tests make theirs at the same time. */
export const editingCore = join(editingFolder, 'editing-core.mjs')

export const bundleEditingCore = (): Promise<void> => bundleInto(editingFolder, 'editing-core', 'main/core/entry.ts')
