import { vaccineLines } from './starter/vaccines.js'
import { namesIn, readLines, type StarterRow, wordsOfNames } from './starter-row.js'

export const vaccineRows = (): StarterRow[] =>
  readLines(vaccineLines).map(({ common, columns: [code = '', official = '', title = '', others] }) => {
    const names = namesIn(others)
    return {
      common,
      code,
      status: 'usable',
      title,
      names: names.join('\n'),
      words: wordsOfNames(title, ...names, official, 'vaccine', 'shot'),
      content: JSON.stringify({ official }),
    }
  })
