import type { Node } from 'prosemirror-model'

/** A word of a textblock, with where it is as offsets from the block's content. */
export interface Token {
  word: string
  from: number
  to: number
}

/** What stands in for a chip or another thing that is no text; as long as that is in the document. */
const thing = '\ufffc'
const run = new RegExp(`[^\\s${thing}]+`, 'g')
const word = /\p{L}+(?:['’]\p{L}+)*/gu

/** An address, a mail address, a file or an abbreviation with points inside. */
const address = /:\/\/|@|^www\.|\p{L}\.\p{L}|_|\\/u
const latin = /^[\p{Script=Latin}'’]+$/u
/** `BP`, `NSAIDs`, `HbA`, `mmHg`: capitals inside are an abbreviation's. */
const abbreviation = /^\p{Lu}{2,6}(['’]?s)?$|\p{Ll}\p{Lu}|^\p{Lu}{2,}\p{Ll}/u

const shortest = 3

/**
 * The words of a textblock whose spelling can be told: not what has a digit in it (codes, doses), addresses,
 * abbreviations in capitals, wildcards, other scripts, or anything of one or two letters.
 */
export function tokensOf(block: Node): Token[] {
  const text = block.textBetween(0, block.content.size, undefined, thing)
  const found: Token[] = []
  for (const { 0: stretch, index } of text.matchAll(run)) {
    if (/\d|\*{3}/.test(stretch) || address.test(stretch)) continue
    for (const match of stretch.matchAll(word)) {
      const [letters] = match
      if (letters.length < shortest || abbreviation.test(letters) || !latin.test(letters)) continue
      const from = index + match.index
      found.push({ word: letters, from, to: from + letters.length })
    }
  }
  return found
}
