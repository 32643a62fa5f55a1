import type { Analyte, Orderable } from '../../../shared/domain/orderable.js'
import type { TubeCode } from '../../../shared/domain/tube.js'
import { analyteLines } from './starter/analytes.js'
import { laboratoryLines } from './starter/laboratory.js'
import { studyLines } from './starter/studies.js'
import { namesIn, readLines, type StarterRow, wordsOfNames } from './starter-row.js'

/** What an order of the short list holds besides its words. */
export interface OrderContent {
  order: Orderable
  loinc?: { code: string; display: string }
}

function analytesByKey(): Map<string, Analyte> {
  return new Map(
    readLines(analyteLines).map(({ columns: [key = '', name = '', code = '', unit = '', adult = '', women] }) => {
      const range = women ? `${adult} (women ${women})` : adult
      return [key, { name, code, unit, range }]
    }),
  )
}

function laboratoryRows(): StarterRow[] {
  const analytes = analytesByKey()
  return readLines(laboratoryLines).map(({ common, columns }) => {
    const [title = '', code = '', display = '', collected = '', specimen = '', reported = '', others] = columns
    const [tube = '', fasting] = collected.split(' ')
    const names = namesIn(others)
    const tests = reported
      .split(' ')
      .filter(Boolean)
      .map((key) => {
        const analyte = analytes.get(key)
        if (!analyte) throw new Error(`no such analyte: ${key}`)
        return analyte
      })
    const order: Orderable = {
      kind: 'laboratory',
      tube: tube as TubeCode | 'none',
      specimen,
      fasting: fasting === 'fasting',
      analytes: tests,
    }
    return {
      common,
      code: title,
      status: 'usable',
      title,
      names: names.join('\n'),
      words: wordsOfNames(title, ...names, display, code, 'lab', ...tests.map(({ name }) => name)),
      content: JSON.stringify({ order, loinc: { code, display } } satisfies OrderContent),
    }
  })
}

const studyRows = (): StarterRow[] =>
  readLines(studyLines).map(({ common, columns: [title = '', kinds = '', others] }) => {
    const [kind, sided] = kinds.split(' ')
    const names = namesIn(others)
    const order: Orderable =
      kind === 'imaging' ? { kind, sided: sided === 'sided' } : { kind: kind === 'referral' ? kind : 'procedure' }
    return {
      common,
      code: title,
      status: 'usable',
      title,
      names: names.join('\n'),
      words: wordsOfNames(title, ...names, kind as string),
      content: JSON.stringify({ order } satisfies OrderContent),
    }
  })

export const orderRows = (): StarterRow[] => [...laboratoryRows(), ...studyRows()]
