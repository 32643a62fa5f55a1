import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** Runs one benchmark in a process of its own: `one.ts MODULE RESULT-FILE [--flag value …]`. */
const [, , module = '', file = ''] = process.argv
const { run } = await import(pathToFileURL(module).href)
writeFileSync(file, `${JSON.stringify(await run(), null, 2)}\n`)
process.exit(0)
