import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { officialTitles } from '../../main/core/terminology/conditions.js'

/** A code as an order file has it: without its point, billable or a category, its title. */
export type OrderRow = [code: string, billable: boolean, title: string]

/** The lines of an ICD-10-CM order file, numbered from 1. */
export const orderLines = (rows: readonly OrderRow[]): string[] =>
  rows.map(([code, billable, title], at) => {
    const number = String(at + 1).padStart(5, '0')
    return `${number} ${code.padEnd(7)} ${billable ? 1 : 0} ${title.slice(0, 60).padEnd(60)} ${title}`
  })

/**
 * A list with the shape of the official one: every category from A00 to Z99, the codes of the short list with their
 * titles, and so many more of words taken from those titles.
 */
export function orderRows(more = 0): OrderRow[] {
  const own = new Map([...officialTitles].map(([code, title]) => [code.replace('.', ''), title]))
  const words = [...new Set([...own.values()].flatMap((title) => title.split(' ')))]
  const sides = ['right', 'left', 'unspecified']
  const encounters = ['initial encounter', 'subsequent encounter', 'sequela']
  let seed = 7
  const word = (): string => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return words[seed % words.length] as string
  }
  const rows: OrderRow[] = []
  const perCategory = Math.ceil(more / 2_600)
  for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    for (let number = 0; number < 100; number += 1) {
      const category = `${letter}${String(number).padStart(2, '0')}`
      const mine = new Map([...own].filter(([code]) => code.startsWith(category)))
      const heading = `${word()} of ${word()}`
      const codes = new Map<string, OrderRow>()
      for (const [code, title] of mine) {
        for (let length = 4; length < code.length; length += 1) {
          const part = code.slice(0, length)
          if (!mine.has(part) && !codes.has(part)) codes.set(part, [part, false, `${heading}, ${word()}`])
        }
        codes.set(code, [code, true, title])
      }
      for (let at = 0; codes.size < perCategory; at += 1) {
        const stem = `${category}${'0123456789ABCDEFGHIJ'[Math.floor(at / 9) % 20]}`
        if (!codes.has(stem)) codes.set(stem, [stem, false, `${heading}, ${word()} ${word()}`])
        const code = `${stem}${'123'[at % 3]}${'123'[Math.floor(at / 3) % 3]}`
        const title = `${word()} ${word()} of ${sides[at % 3]} ${word()}, ${encounters[Math.floor(at / 3) % 3]}`
        if (!codes.has(code.slice(0, -1)))
          codes.set(code.slice(0, -1), [code.slice(0, -1), false, `${heading}, ${word()}`])
        codes.set(code, [code, true, title])
        if (at > 9 * 20) break
      }
      const isCode = mine.has(category)
      if (!isCode) rows.push([category, false, heading])
      rows.push(...[...codes.values()].sort(([a], [b]) => (a < b ? -1 : 1)))
    }
  }
  return rows
}

/** Writes a file in a folder of its own; gzipped when its name says so. */
export function writeFile(name: string, content: string | Buffer): string {
  const file = join(mkdtempSync(join(tmpdir(), 'rounds-list-')), name)
  writeFileSync(file, name.endsWith('.gz') ? gzipSync(content) : content)
  return file
}

export const orderFile = (rows: readonly OrderRow[], name = 'icd10cm-order-2027.txt'): string =>
  writeFile(name, `${orderLines(rows).join('\r\n')}\r\n`)
