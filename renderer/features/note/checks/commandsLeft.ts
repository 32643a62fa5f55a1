import { commandWords } from '../chips/commandWords.js'
import type { Check, CheckItem } from './check.js'

const all = Object.values(commandWords).flat()
/** Words after a slash that nobody writes for anything else: told even where the slash stands at a word's end. */
const unmistakable = ['dx', 'rx', 'fu']
const anyOf = (words: readonly string[]): string => words.join('|')
const left = new RegExp(
  `(?:(?<![\\p{L}\\p{N}])/(?:${anyOf(all)})|/(?:${anyOf(unmistakable)}))[ \\u00a0]\\S.{0,40}`,
  'giu',
)

/** A command that stayed words, such as `/dx back pain`: what it was meant to make is not made. */
export const commandsLeft: Check = (doc) => {
  const found: CheckItem[] = []
  doc.forEach((section, offset) => {
    section.descendants((node, place) => {
      if (!node.isTextblock) return true
      const begins = offset + 1 + place + 1
      const text = node.textBetween(0, node.content.size, undefined, '\ufffc')
      for (const { 0: words, index } of text.matchAll(left)) {
        const shown = words.replace(/\ufffc.*$/su, '').trim()
        const at = { from: begins + index, to: begins + index + shown.length }
        const said = `${section.attrs.title}: “${shown}” stayed words: nothing is made of it`
        found.push({ severity: 'attention', words: said, at })
      }
      return false
    })
  })
  return found
}
