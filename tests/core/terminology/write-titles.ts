/**
 * `node_modules/.bin/node --import ./build/typescript-sources.mjs tests/core/terminology/write-titles.ts FILE`: writes the official titles of the starter list's problems out of an ICD-10-CM order
 * file, plain or gzipped. Codes it does not have, or that are not billable there, must be in `later-codes.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { root } from '../../../build/root.js'
import { bodyConditions } from '../../../main/core/terminology/starter/conditions-body.js'
import { personConditions } from '../../../main/core/terminology/starter/conditions-person.js'
import { preventionConditions } from '../../../main/core/terminology/starter/conditions-prevention.js'
import { laterCodes } from '../../../main/core/terminology/starter/later-codes.js'
import { readLines } from '../../../main/core/terminology/starter-row.js'

const [file] = process.argv.slice(2)
if (!file) throw new Error('Usage: write-titles.ts FILE')
const bytes = readFileSync(file)
const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1')
const titles = new Map<string, string>()
for (const line of text.split(/\r?\n/))
  if (line[14] === '1') titles.set(line.slice(6, 13).trim(), line.slice(77).trim())
const later = new Set(readLines(laterCodes).map(({ columns }) => columns[0]))

const parts = { body: bodyConditions, person: personConditions, prevention: preventionConditions }
for (const [part, conditions] of Object.entries(parts)) {
  const lines = readLines(conditions).flatMap(({ columns: [code = ''] }) => {
    const title = titles.get(code.replace('.', ''))
    if (title && !later.has(code)) return [`${code}|${title}`]
    if (later.has(code)) return []
    throw new Error(`${code} is not a billable code of ${file}`)
  })
  const head = `/** Official titles, written by \`tests/core/terminology/write-titles.ts\` from the ICD-10-CM order file of fiscal year 2021 (CMS and NCHS,
 * public domain). */
export const ${part}Titles = \`
${lines.join('\n')}
\`
`
  writeFileSync(new URL(`main/core/terminology/starter/icd10-titles-${part}.ts`, `file://${root}/`), head)
}
