import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { TermSearch } from '../../../main/core/search/terms.js'
import { openStore } from '../../../main/core/store/connection.js'
import { markDamaged } from '../../../main/core/store/damage.js'
import { projectors } from '../../../main/core/store/projections.js'
import { openOrRecover } from '../../../main/core/store/recover.js'
import { Store } from '../../../main/core/store/store.js'
import { ListImports } from '../../../main/core/terminology/import.js'
import { starterList } from '../../../main/core/terminology/starter.js'
import type { ImportedSystem } from '../../../shared/contract/views/terminology.js'
import { asInstant } from '../../../shared/kernel/ids.js'
import { type OrderRow, orderFile, orderLines, orderRows, writeFile } from '../../support/code-file.js'
import { flip, pagesOf } from '../../support/damage.js'

const key = 'ab'.repeat(32)
const at = () => asInstant('2026-11-22T10:00:00.000Z')

const cholera: OrderRow[] = [
  ['A00', false, 'Cholera'],
  ['A000', true, 'Cholera due to Vibrio cholerae 01, biovar cholerae'],
  ['A009', true, 'Cholera, unspecified'],
]
const others: OrderRow[] = [
  ['I10', true, 'Essential (primary) hypertension'],
  ['Z99', false, 'Dependence on enabling machines and devices, not elsewhere classified'],
  ['Z990', true, 'Dependence on aspirator'],
]
const rows = [...cholera, ...others]
const without = (...gone: string[]): OrderRow[] => rows.filter(([code]) => !gone.includes(code))
/** As many as take a while. */
const many = [...cholera, ...orderRows().filter(([code]) => !code.startsWith('A00'))]

class Lists {
  readonly profile = mkdtempSync(join(tmpdir(), 'rounds-lists-'))
  store = this.#open()
  imports = new ListImports(this.store, at)

  #open(): Store {
    return new Store(openStore(this.profile, key), projectors)
  }

  async again(): Promise<void> {
    await this.close()
    this.store = this.#open()
    this.imports = new ListImports(this.store, at)
  }

  async close(): Promise<void> {
    await this.imports.close()
    this.store.close()
  }

  load(file: string, system: ImportedSystem = 'condition'): Promise<number | undefined> {
    return this.imports.load(system, file, 'novak')
  }

  find(text: string, system: ImportedSystem = 'condition', within?: string) {
    const search = new TermSearch(this.store.db, system, starterList(system))
    return search.find(text, 10, within).hits
  }

  titles = (text: string, system: ImportedSystem = 'condition'): string[] =>
    this.find(text, system).map(({ row }) => row.title)

  lookup(code: string) {
    return new TermSearch(this.store.db, 'condition', starterList('condition')).lookup(code)?.row
  }

  /** Everything of every list, as the store has it. */
  get rows(): number[] {
    const count = (table: string): number =>
      this.store.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
    return [count('code_list'), count('code'), count('code_words')]
  }
}

let lists: Lists
beforeEach(() => {
  lists = new Lists()
  onTestFinished(async () => {
    await lists.close()
    rmSync(lists.profile, { recursive: true, force: true })
  })
})

describe('an ICD-10-CM order file', () => {
  test('is taken in whole, and searched beside the short list', async () => {
    expect(lists.titles('cholera')).toEqual([])
    expect(await lists.load(orderFile(rows))).toBe(rows.length)
    expect(lists.titles('cholera')).toEqual([
      'Cholera, unspecified',
      'Cholera',
      'Cholera due to Vibrio cholerae 01, biovar cholerae',
    ])
    expect(lists.titles('hypertension')[0]).toBe('Hypertension')
    expect(lists.find('A00')[0]?.row).toMatchObject({ code: 'A00', status: 'category' })
    expect(lists.find('', 'condition', 'A00').map(({ row }) => row.code)).toEqual(['A00.0', 'A00.9'])
    expect(lists.find('A00.').map(({ row }) => row.code)).toEqual(['A00.0', 'A00.9'])
    expect(lists.titles('colera')).toContain('Cholera, unspecified')
  })

  test('may be gzipped, whatever it is called', async () => {
    const file = writeFile('codes.bin', gzipSync(`${orderLines(rows).join('\n')}\n`))
    expect(await lists.load(file)).toBe(rows.length)
  })

  test('takes the place of the one before, whose codes are still known and not offered', async () => {
    await lists.load(orderFile(rows, 'icd10cm_order_2026.txt'))
    await lists.load(orderFile(without('A000', 'I10'), 'icd10cm_order_2027.txt'))
    await lists.imports.clear()
    expect(lists.titles('cholera')).toEqual(['Cholera, unspecified', 'Cholera'])
    expect(lists.lookup('A00.0')).toMatchObject({ status: 'retired', title: expect.stringContaining('Vibrio') })
    // Of the short list, too: what the clinic's own list does not have is not offered.
    expect(lists.titles('high blood pressure')).not.toContain('Hypertension')
    expect(lists.store.db.prepare('SELECT edition, state, retired FROM code_list').all()).toEqual([
      { edition: '2027', state: 'current', retired: 2 },
    ])
    // And once more: what was retired before stays known.
    await lists.load(orderFile(without('A000', 'I10'), 'icd10cm_order_2028.txt'))
    await lists.imports.clear()
    expect(lists.lookup('A00.0')?.status).toBe('retired')
    expect(lists.lookup('I10')).toMatchObject({ status: 'retired' })
  })

  test('removed leaves the short list and nothing else', async () => {
    await lists.load(orderFile(rows))
    expect(lists.imports.remove('condition')).toBe(true)
    await lists.imports.clear()
    expect(lists.rows).toEqual([0, 0, 0])
    expect(lists.titles('hypertension')[0]).toBe('Hypertension')
    expect(lists.titles('cholera')).toEqual([])
  })
})

describe('a file that is no whole list is refused, and the list in use stays', () => {
  const lines = orderLines(rows)
  const text = (changed: readonly string[]): string =>
    writeFile('icd10cm-order-2028.txt', `${changed.join('\r\n')}\r\n`)
  const with_ = (at: number, line: string): string[] => lines.with(at, line)
  const gz = gzipSync(`${orderLines(many).join('\n')}\n`)

  test.each<[string, () => string, RegExp]>([
    ['empty', () => writeFile('a.txt', ''), /^The file is empty\.$/],
    ['gone', () => '/no/such/file.txt', /is not there any more/],
    ['a folder', () => tmpdir(), /folder/],
    [
      'of something else',
      () => text(['Dear Mrs Doe,', 'your results']),
      /^Line 1: this is not a line of an ICD-10-CM order file/,
    ],
    ['a table of its own', () => text(with_(4, 'A0041,Cholera')), /^Line 5: this is not a line/],
    ['cut at a line', () => text(lines.slice(0, 4)), /cut off: its last chapters/],
    ['cut in a line', () => writeFile('a.txt', `${lines.slice(0, 4).join('\n')}\n00005 A100    1 Chol`), /^Line 5: /],
    ['a row short', () => text(lines.toSpliced(3, 1)), /^Line 4: the numbering jumps/],
    [
      'one code twice',
      () => text(with_(1, lines[1]?.replace('A000 ', 'A00  ') ?? '')),
      /^Line 2: this code is in the file twice/,
    ],
    ['a damaged archive', () => writeDamaged(gz), /damaged|this is/],
    ['a cut archive', () => writeRaw(gz.subarray(0, gz.length / 2)), /^The file is cut off/],
    ['one endless line', () => writeFile('a.txt', 'A'.repeat(200_000)), /^Line 1: this is longer/],
    ['a picture', () => writeRaw(Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])), /^Line 1: this is not/],
  ])('%s', async (_, file, message) => {
    await lists.load(orderFile(rows))
    await expect(lists.load(file())).rejects.toThrow(message)
    expect(lists.imports.state('condition').failed?.message).toMatch(message)
    await lists.imports.clear()
    expect(lists.rows.slice(0, 2)).toEqual([1, rows.length])
    expect(lists.titles('cholera')[0]).toBe('Cholera, unspecified')
  })

  test('and nothing the file says is told', async () => {
    const refusal = await lists
      .load(writeFile('doe.txt', 'Jane Doe, HIV positive\n'))
      .catch((error: Error) => error.message)
    expect(refusal).not.toMatch(/Doe|HIV/)
  })
})

test('reading is stopped, and what was read goes again', async () => {
  await lists.load(orderFile(rows))
  const reading = lists.load(orderFile(many))
  const stopped = lists.store.onChange((topics) => {
    if (topics.has('code-lists')) lists.imports.stop('condition')
  })
  onTestFinished(stopped)
  setImmediate(() => lists.imports.stop('condition'))
  expect(await reading).toBeUndefined()
  await lists.imports.clear()
  expect(lists.rows.slice(0, 2)).toEqual([1, rows.length])
  expect(lists.imports.state('condition')).toEqual({})
})

test('closed in the middle of reading, the next start clears what was read, and the list in use is whole', async () => {
  await lists.load(orderFile(rows))
  const reading = lists.load(orderFile(many)).catch(() => undefined)
  await new Promise((resolve) => setImmediate(resolve))
  await lists.again()
  await reading
  expect(lists.rows[0]).toBe(2)
  await lists.imports.clear()
  expect(lists.rows.slice(0, 2)).toEqual([1, rows.length])
  expect(lists.titles('cholera')[0]).toBe('Cholera, unspecified')
})

const header =
  'Ingredient~DF;Route~Trade_Name~Applicant~Strength~Appl_Type~Appl_No~Product_No~TE_Code~Approval_Date~RLD~RS~Type~Applicant_Full_Name'
const product = (
  ingredient: string,
  form: string,
  trade: string,
  strength: string,
  rest = 'N~019777~001~AB~Dec 29, 1987~Yes~Yes~RX',
) => `${ingredient}~${form}~${trade}~ACME~${strength}~${rest}~ACME INC`
const generic = 'A~076059~001~AB~Jul 1, 2002~No~No~RX'
const gone = 'N~019558~001~AB~Dec 29, 1987~No~No~DISCN'
const book = [
  header,
  product('ALBUTEROL SULFATE', 'AEROSOL, METERED;INHALATION', 'VENTOLIN HFA', 'EQ 0.09MG BASE/INH'),
  product('NEWAZOLE SODIUM', 'CAPSULE;ORAL', 'NEWAZOLE', 'EQ 25MG BASE', generic),
  product('NEWAZOLE SODIUM', 'CAPSULE;ORAL', 'ZOLEVA', 'EQ 25MG BASE', 'N~021111~001~AB~Jul 1, 2001~Yes~Yes~RX'),
  product('KETOROLAC TROMETHAMINE', 'INJECTABLE;INJECTION', 'KETOROLAC TROMETHAMINE', '30MG/ML', generic),
  product('HYDROCHLOROTHIAZIDE; LISINOPRIL', 'TABLET;ORAL', 'ZESTORETIC', '12.5MG;20MG'),
  product('LISINOPRIL', 'TABLET;ORAL', 'LISINOPRIL', '10MG', generic),
  product('LISINOPRIL', 'TABLET;ORAL', 'PRINIVIL', '10MG', gone),
  product(
    'LEVOTHYROXINE SODIUM',
    'TABLET;ORAL',
    'UNITHROID',
    '0.05MG **See current Annual Edition, 1.8 Description of Special Situations',
  ),
  product('OLDAZOLE', 'TABLET;ORAL', 'OLDAZOLE', '5MG', gone),
  product('FENTANYL CITRATE', 'TROCHE/LOZENGE;TRANSMUCOSAL', 'ACTIQ', 'EQ 1.2MG BASE'),
]

describe('the Orange Book', () => {
  const load = (lines: readonly string[], end = '\r\n') =>
    lists.load(writeFile('products.txt', lines.join('\r\n') + end), 'medication')

  test('brings products the short list lacks, by ingredient and by brand', async () => {
    // Seven products are sold; two of them by two makers.
    expect(await load(book)).toBe(7)
    const [found] = lists.find('zoleva', 'medication')
    expect(found?.row.title).toBe('Newazole 25 mg capsule')
    expect(found?.name).toBe('Zoleva')
    expect(JSON.parse(found?.row.content ?? '').medicine).toMatchObject({
      ingredients: [{ name: 'newazole' }],
      strength: '25 mg',
      form: 'capsule',
      route: 'oral',
      application: 'NDA 021111',
    })
  })

  test('and not again what the short list has', async () => {
    await load(book, '')
    expect(lists.titles('lisinopril 10', 'medication').filter((title) => /^Lisinopril 10 mg/.test(title))).toHaveLength(
      1,
    )
    expect(lists.titles('zestoretic', 'medication').filter((title) => /20\/12\.5|12\.5\/20/.test(title))).toHaveLength(
      1,
    )
    expect(lists.titles('levothyroxine 50', 'medication')).toEqual(['Levothyroxine 50 mcg tablet'])
    expect(lists.titles('ventolin', 'medication')[0]).toBe('Albuterol HFA 90 mcg inhaler')
  })

  test('where the ester makes another medicine it stays in the name', async () => {
    const injection = 'INJECTABLE;INJECTION'
    await load([
      ...book.slice(0, -1),
      product('TESTOSTERONE CYPIONATE', injection, 'TESTOSTERONE CYPIONATE', '200MG/ML', generic),
      product('TESTOSTERONE ENANTHATE', injection, 'TESTOSTERONE ENANTHATE', '200MG/ML', generic),
      product('FLUTICASONE FUROATE', 'POWDER;INHALATION', 'ARNUITY ELLIPTA', '0.1MG/INH'),
      product('FLUTICASONE PROPIONATE', 'POWDER;INHALATION', 'FLOVENT DISKUS 100', '0.1MG/INH'),
      book.at(-1) as string,
    ])
    const named = (words: string) => lists.titles(words, 'medication').filter((title) => !/nasal|HFA|spray/.test(title))
    expect(named('testosterone').sort()).toEqual([
      'Testosterone cypionate 200 mg/mL injectable, injection',
      'Testosterone enanthate 200 mg/mL injectable, injection',
    ])
    expect(named('arnuity')[0]).toMatch(/^Fluticasone furoate 0\.1 mg/)
    expect(named('flovent diskus')[0]).toMatch(/^Fluticasone 0\.1 mg/)
  })

  test('what is not sold any more is not offered; a product without a single route names none', async () => {
    await load(book)
    expect(lists.titles('oldazole', 'medication')).toEqual([])
    const [found] = lists.find('ketorolac', 'medication')
    expect(JSON.parse(found?.row.content ?? '').medicine).not.toHaveProperty('route')
  })

  test.each([
    ['another file', ['a,b,c'], /^Line 1: this is not the header/],
    ['a header alone', [header], /a header and nothing else/],
    ['a row that is none', [...book.slice(0, 3), 'NEWAZOLE~CAPSULE'], /^Line 4: this is not a row/],
    ['cut at a line', book.slice(0, 6), /cut off: its last dosage forms/],
  ])('%s is refused', async (_, lines, message) => {
    await expect(load(lines)).rejects.toThrow(message)
  })
})

function writeRaw(bytes: Buffer): string {
  const file = writeFile('raw.bin', 'x')
  writeFileSync(file, bytes)
  return file
}

function writeDamaged(gz: Buffer): string {
  const file = writeRaw(gz)
  const bytes = readFileSync(file)
  bytes.fill(0xff, 2_000, 2_400)
  writeFileSync(file, bytes)
  return file
}

describe('a damaged store', () => {
  const repaired = async (of: string): Promise<void> => {
    await lists.load(orderFile(many))
    await lists.close()
    const pages = pagesOf(lists.profile, key).filter((page) => page.of === of && page.kind === 'leaf')
    flip(join(lists.profile, 'rounds.db'), pages[Math.floor(pages.length / 2)]?.page as number)
    markDamaged(lists.profile)
    lists.store = openOrRecover(lists.profile, key, at())
    lists.imports = new ListImports(lists.store, at)
    await lists.imports.clear()
  }

  test('elsewhere leaves the lists whole and found by their words', async () => {
    await repaired('setting')
    expect(lists.titles('cholera')[0]).toBe('Cholera, unspecified')
    expect(lists.titles('colera')).toContain('Cholera, unspecified')
    expect(lists.rows).toEqual([1, many.length, many.length])
  })

  test('in the list leaves no list with holes in it', async () => {
    await repaired('code')
    expect(lists.rows).toEqual([0, 0, 0])
    expect(lists.titles('hypertension')[0]).toBe('Hypertension')
  })
})
