import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import nspell from 'nspell'
import { root } from '../root.ts'
import { endWith } from '../say.ts'

const folder = join(root, 'renderer/editor/spelling/words')
const dictionary = (name: string) => readFileSync(join(root, 'node_modules', name, 'index.dic'), 'utf8')

const textOf = (path: string): string => {
  const bytes = readFileSync(path)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

/** Shorter ones are rarely words, and slips of other words would pass for them. */
const words = (text: string, shortest = 4): string[] =>
  text.match(/(?<![\p{L}\d'])\p{L}+(?![\p{L}\d'])/gu)?.filter((word) => word.length >= shortest) ?? []

const titled = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()

/**
 * `node build/run.mjs words ORANGE_BOOK ICD`: makes the lists of medicines and conditions for spelling, from FDA's Orange
 * Book products (`~` between columns) and the ICD-10-CM order file, gzipped or not. Words English has are left out.
 */
const makeLists = (orangeBook: string, icd: string): void => {
  const affixes = readFileSync(join(root, 'node_modules/dictionary-en/index.aff'), 'utf8')
  const lines = [dictionary('dictionary-en'), dictionary('dictionary-en-gb')].flatMap((text) =>
    text.split('\n').slice(1),
  )
  const english = nspell({ aff: affixes, dic: `${lines.length}\n${lines.join('\n')}` })
  const list = (name: string, source: string, found: Iterable<string>): Set<string> => {
    const unknown = [...new Set(found)].filter((word) => !english.correct(word)).sort((a, b) => (a < b ? -1 : 1))
    writeFileSync(join(folder, name), `# ${source}\n${unknown.join('\n')}\n`)
    console.log(`  ${name}: ${unknown.length} words`)
    return new Set(unknown.map((word) => word.toLowerCase()))
  }
  const [heading = '', ...products] = textOf(orangeBook).split(/\r?\n/)
  const columns = heading.split('~')
  const at = (row: string, column: string): string => row.split('~')[columns.indexOf(column)] ?? ''
  const ingredients = new Set(products.flatMap((row) => words(at(row, 'Ingredient').toLowerCase())))
  const brands = products
    .filter((row) => at(row, 'Type') !== 'DISCN')
    .flatMap((row) => words(at(row, 'Trade_Name').toLowerCase(), 5))
    .filter((word) => !ingredients.has(word))
  const drugSource =
    'Made by build/commands/words.ts from the products of FDA’s Orange Book, which is in the public domain.'
  const medicines = list('medicines.txt', drugSource, [...ingredients, ...brands.map(titled)])
  // A description begins with a capital; only capitals further on are a name's.
  const conditions = textOf(icd)
    .split(/\r?\n/)
    .flatMap((row) => words(row.charAt(77).toLowerCase() + row.slice(78)))
    .filter((word) => !/\p{L}\p{Lu}/u.test(word) && !medicines.has(word.toLowerCase()))
  const lower = new Set(conditions.filter((word) => word === word.toLowerCase()))
  const asWritten = conditions.map((word) => (lower.has(word.toLowerCase()) ? word.toLowerCase() : word))
  const icdSource =
    'Made by build/commands/words.ts from the descriptions of ICD-10-CM (CMS/NCHS), in the public domain.'
  list('conditions.txt', icdSource, asWritten)
}

const [orangeBook, icd] = process.argv.slice(2)
if (orangeBook && icd) makeLists(orangeBook, icd)
else endWith('Give the Orange Book products file and the ICD-10-CM order file.')
