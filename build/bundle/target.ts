import { join } from 'node:path'
import type { InlineConfig } from 'vite'
import { root } from '../root.ts'
import { pdfData } from './pdf-data.ts'

/** One bundle: what it is made from and how. Its files land in `out/app/<folder>`. */
export interface Target {
  name: string
  /** Folders and files whose content decides whether the bundle is up to date. */
  sources: string[]
  folder: string
  config: InlineConfig
}

const app = join(root, 'out/app')

/** Where a target's files end up, and where they are made: whoever runs the app meanwhile finds the old ones whole. */
export const folderOf = (folder: string): string => join(app, folder)
export const fresh = (folder: string): string => join(app, `${folder}.next`)

/** Older runtimes carry Chromium 114; what they understand, newer ones do too. */
const chromium = 'chrome114'

interface Program {
  name: string
  sources: string[]
  entries: Record<string, string>
  folder: string
  format: 'cjs' | 'es'
  target: string
  external: (string | RegExp)[]
}

const program = ({ name, sources, entries, folder, format, target, external }: Program): Target => ({
  name,
  sources,
  folder,
  config: {
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    ssr: { noExternal: true, external: [] },
    build: {
      ssr: true,
      target,
      outDir: fresh(folder),
      emptyOutDir: true,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([entry, path]) => [entry, join(root, path)])),
        external,
        platform: 'node',
        // `depd`, under the EHR's packages, uses eval; Node runs it, no window ever does.
        checks: { eval: false },
        output: {
          format,
          entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].mjs',
          chunkFileNames: format === 'cjs' ? 'chunks/[name]-[hash].cjs' : 'chunks/[name]-[hash].mjs',
        },
      },
    },
  },
})

const node = [/^node:/]
const native = ['better-sqlite3']

/** Everything that runs: the shell and the preload as CommonJS, the core and the EHR as ES modules for Node 24. */
export const targets = async (): Promise<Target[]> => [
  program({
    name: 'shell',
    sources: ['main/shell', 'shared'],
    entries: { shell: 'main/shell/index.ts' },
    folder: 'main',
    format: 'cjs',
    target: 'node18',
    external: [...node, 'electron'],
  }),
  program({
    name: 'preload',
    sources: ['preload', 'shared/contract'],
    entries: { preload: 'preload/index.ts' },
    folder: 'preload',
    format: 'cjs',
    target: chromium,
    external: ['electron'],
  }),
  program({
    name: 'core',
    sources: ['main/core', 'shared'],
    entries: { entry: 'main/core/entry.ts', cli: 'main/core/cli.ts' },
    folder: 'core',
    format: 'es',
    target: 'node24',
    external: [...node, ...native],
  }),
  program({
    name: 'ehr',
    sources: ['main/ehr', 'shared'],
    entries: {
      entry: 'main/ehr/entry.ts',
      cli: 'main/ehr/cli.ts',
      'practice-thread': 'main/ehr/practice-thread.ts',
    },
    folder: 'ehr',
    format: 'es',
    target: 'node24',
    external: [...node, ...native],
  }),
  {
    name: 'renderer',
    sources: ['renderer', 'shared'],
    folder: 'renderer',
    config: {
      root: join(root, 'renderer'),
      base: '/',
      plugins: [(await import('@vitejs/plugin-react')).default(), pdfData()],
      build: {
        target: chromium,
        cssTarget: chromium,
        outDir: fresh('renderer'),
        emptyOutDir: true,
        sourcemap: true,
        // The content security policy allows files of the app only: nothing may become a data: address or inline.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 4096,
      },
    },
  },
]
