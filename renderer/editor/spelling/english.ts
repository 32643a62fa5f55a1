import nspell from 'nspell'

/** What knows the words of general English. */
export interface English {
  correct(word: string): boolean
  suggest(word: string): string[]
}

/**
 * English of several dictionaries that share their affixes, such as the American and the British of SCOWL. They are made
 * one first: given one after the other, nspell would take any word for a compound.
 */
export function createEnglish(affixes: string, dictionaries: readonly string[]): English {
  const lines = new Set(dictionaries.flatMap((dictionary) => dictionary.split('\n').slice(1)))
  return nspell({ aff: affixes, dic: `${lines.size}\n${[...lines].join('\n')}` })
}
