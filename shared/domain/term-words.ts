import { fold } from './fold.js'

/** Words that tell nothing apart. */
const empty = new Set(
  'a an and as at by due for from in into of on or other than the to unspecified with without'.split(' '),
)

/** British spellings, written as the lists write them. */
const american: readonly [RegExp, string][] = [
  [/aem/, 'em'],
  [/oedem/, 'edem'],
  [/oesoph/, 'esoph'],
  [/oestr/, 'estr'],
  [/rrhoea/, 'rrhea'],
  [/paed/, 'ped'],
  [/gynaec/, 'gynec'],
  [/faec/, 'fec'],
  [/foet/, 'fet'],
  [/tumour/, 'tumor'],
  [/anaesth/, 'anesth'],
]

/** One word as searches compare it: folded, American, singular. */
function plain(word: string): string {
  let text = word
  if (/[ao]e|hoea|our/.test(text)) for (const [british, spelt] of american) text = text.replace(british, spelt)
  if (text.length > 4 && text.endsWith('ies')) return `${text.slice(0, -3)}y`
  if (text.length > 3 && text.endsWith('s') && !/(?:ss|us|is|\ds)$/.test(text)) return text.slice(0, -1)
  return text
}

/**
 * The words a term is found by, and those typed to find it, in their order: `Type 2 diabetes mellitus` gives `type 2
 * diabete mellitu`. A code loses its point: `E11.9` gives `e119`. Words that tell nothing apart are left out, unless there
 * are no others.
 */
export function termWords(text: string): string[] {
  const words = fold(text)
    .replace(/(\d),(?=\d{3})/g, '$1')
    .replace(/([a-z]\d[\da-z])\.(?=[\da-z])/g, '$1')
    .replace(/'s?\b/g, '')
    .split(/[^\p{L}\p{N}.]+/u)
    .map((word) => word.replace(/^\.+|\.+$/g, '').replace(/\.(?!\d)/g, ''))
    .filter(Boolean)
  const telling = words.filter((word) => !empty.has(word))
  return (telling.length > 0 ? telling : words).map(plain)
}
