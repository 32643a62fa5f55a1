import { american } from './british.js'
import { distance } from './distance.js'
import { createEnglish } from './english.js'

export interface SpellerWords {
  /** Hunspell's affixes, and the dictionaries that use them. */
  affixes: string
  dictionaries: readonly string[]
  /** Lists of medical words, with lines of remarks that begin with `#`. */
  medical: readonly string[]
}

export interface Speller {
  knows(word: string): boolean
  /** At most `mostSuggestions`, the likeliest first. */
  suggest(word: string): string[]
}

const mostSuggestions = 6
/** Beyond this the general dictionary is not asked: it would try for a third of a second and find nothing. */
const longestAsked = 24
/** A longer word that is one slip from a medical word is not one slip from another, too. */
const longEnough = 7

const wordsOf = (list: string): string[] =>
  list
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(' '))
    .filter((word) => word !== '')

/** How it begins, as the writer wrote it. */
const casedAs = (word: string, suggestion: string): string =>
  /^\p{Lu}/u.test(word) ? suggestion.charAt(0).toUpperCase() + suggestion.slice(1) : suggestion

/** Knows English, American or British, and the words of medicine, which it suggests first. */
export function createSpeller({ affixes, dictionaries, medical }: SpellerWords): Speller {
  const english = createEnglish(affixes, dictionaries)
  /** As it is written, by its lower case. */
  const words = new Map(medical.flatMap(wordsOf).map((word) => [word.toLowerCase(), word]))

  const isMedical = (lower: string): boolean =>
    words.has(lower) ||
    (/(s|ed|ly)$/.test(lower) && (words.has(lower.slice(0, -1)) || words.has(lower.slice(0, -2)))) ||
    (lower.endsWith("'s") && words.has(lower.slice(0, -2)))

  const knows = (written: string): boolean => {
    const word = written.replaceAll('’', "'")
    const plain = word.normalize('NFD').replace(/\p{M}/gu, '')
    return isRight(word) || (plain !== word && isRight(plain))
  }
  const isRight = (word: string): boolean => {
    if (english.correct(word) || isMedical(word.toLowerCase())) return true
    const other = american(word)
    return other !== undefined && (english.correct(other) || isMedical(other))
  }

  const suggest = (written: string): string[] => {
    const word = written.replaceAll('’', "'")
    const lower = word.toLowerCase()
    const most = lower.length < 5 ? 1 : 2
    const near = [...words]
      .map(([key, as]) => ({ as, far: distance(lower, key, most), begins: key[0] === lower[0] }))
      .filter(({ far }) => far <= most)
      .sort((a, b) => Number(b.begins) - Number(a.begins) || a.as.localeCompare(b.as))
    const medicalAt = (wanted: number, sameBeginning = false) =>
      near.filter(({ far, begins }) => far === wanted && (begins || !sameBeginning)).map(({ as }) => as)
    const general =
      lower.length > longestAsked || (medicalAt(1).length > 0 && lower.length > longEnough) ? [] : english.suggest(word)
    const close = general.filter((one) => distance(lower, one.toLowerCase(), 1) <= 1)
    const all = [...medicalAt(1), ...close, ...medicalAt(2, true).slice(0, 3), ...general]
    return [...new Set(all.map((one) => casedAs(word, one)))].slice(0, mostSuggestions)
  }
  return { knows, suggest }
}
