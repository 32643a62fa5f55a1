import { bodyConditions } from './starter/conditions-body.js'
import { personConditions } from './starter/conditions-person.js'
import { preventionConditions } from './starter/conditions-prevention.js'
import { bodyTitles } from './starter/icd10-titles-body.js'
import { personTitles } from './starter/icd10-titles-person.js'
import { preventionTitles } from './starter/icd10-titles-prevention.js'
import { laterCodes } from './starter/later-codes.js'
import { namesIn, readLines, type StarterRow, wordsOfNames } from './starter-row.js'

/** Official titles by code; see `starter/icd10-titles-*.ts` and `starter/later-codes.ts`. */
export const officialTitles: ReadonlyMap<string, string> = new Map([
  ...[bodyTitles, personTitles, preventionTitles].flatMap((text) =>
    readLines(text).map(({ columns: [code = '', title = ''] }): [string, string] => [code, title]),
  ),
  ...readLines(laterCodes).map(({ columns: [code = '', , title = ''] }): [string, string] => [code, title]),
])

export const conditionRows = (): StarterRow[] =>
  [bodyConditions, personConditions, preventionConditions].flatMap(readLines).map(({ common, columns }) => {
    const [code = '', title = '', others] = columns
    const official = officialTitles.get(code)
    if (official === undefined) throw new Error(`no official title: ${code}`)
    const names = namesIn(others)
    return {
      common,
      code,
      status: 'usable',
      title,
      names: names.join('\n'),
      words: wordsOfNames(code, title, ...names, official),
      content: JSON.stringify({ official }),
    }
  })
