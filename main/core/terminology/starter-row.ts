import { termWords } from '../../../shared/domain/term-words.js'
import type { NewCode } from '../store/code-list.js'

/** A row of the short list, and whether it is among the commonest. */
export type StarterRow = NewCode & { common: boolean }

/** The columns of each line of a table of the short list; `common` for those that begin with a star. */
export function readLines(text: string): { common: boolean; columns: string[] }[] {
  return text
    .trim()
    .split('\n')
    .map((line) => ({
      common: line.startsWith('*'),
      columns: line
        .replace(/^\*/, '')
        .split('|')
        .map((column) => column.trim()),
    }))
}

export const namesIn = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)

/** What a row is found by: every word of its names, once; `X-ray` by `xray` as well. */
export const wordsOfNames = (...names: string[]): string => {
  const words = names.flatMap((name) => [
    ...termWords(name),
    ...(name.match(/\p{L}+(?:-\p{L}+)+/gu) ?? []).flatMap(joined),
  ])
  return [...new Set(words)].join(' ')
}

const joined = (name: string): string[] => termWords(name.replaceAll('-', ''))
