/** The form words are told apart by: without case, without a possessive. */
export const plainWord = (word: string): string => word.toLowerCase().replace(/['’]s$/, '')

/** The words of people's names, for words that are right because somebody is called so. */
export const wordsOfNames = (names: readonly string[]): string[] =>
  names.flatMap((name) => name.match(/\p{L}+(?:['’]\p{L}+)*/gu) ?? []).map(plainWord)
