import { join } from 'node:path'
import { build } from 'vite'
import { root } from '../../build/root.js'

const folder = join(root, 'out/dying-core')

/** The core's process that dies where it is told to: see `dying-core.ts`. */
export const dyingCore = join(folder, 'dying-core.mjs')

export const bundleDyingCore = async (): Promise<void> =>
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
        input: { 'dying-core': join(root, 'tests/support/dying-core.ts') },
        external: [/^node:/, 'better-sqlite3'],
        platform: 'node',
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  }))
