import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { root } from '../root.ts'

const from = join(root, 'node_modules/pdfjs-dist')

/** What some PDFs need and do not bring: letter tables of East Asian writing, the standard fonts. */
const tables = ['cmaps', 'standard_fonts'].map((folder) => join(from, folder))
/** Readers of scans (JPEG 2000, JBIG2, fax) that need no WebAssembly. */
const readers = ['openjpeg_nowasm_fallback.js', 'jbig2_nowasm_fallback.js']

/** Puts beside the page, under `pdf/`, what its reader of PDFs loads when a PDF asks for it: modules, since the page may fetch nothing. */
export const pdfData = (): Plugin => ({
  name: 'pdf-data',
  generateBundle() {
    for (const folder of tables)
      for (const name of readdirSync(folder).filter((name) => /\.(bcmap|pfb|ttf)$/.test(name)))
        this.emitFile({
          type: 'asset',
          fileName: `pdf/${name}.js`,
          source: `export default '${readFileSync(join(folder, name)).toString('base64')}'`,
        })
    for (const name of readers)
      this.emitFile({ type: 'asset', fileName: `pdf/${name}`, source: readFileSync(join(from, 'wasm', name)) })
  },
})
