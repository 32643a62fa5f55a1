import affixes from '../../../node_modules/dictionary-en/index.aff?raw'
import american from '../../../node_modules/dictionary-en/index.dic?raw'
import british from '../../../node_modules/dictionary-en-gb/index.dic?raw'
import type { Answer, Question } from './checker.js'
import { createSpeller } from './speller.js'
import conditions from './words/conditions.txt?raw'
import medicines from './words/medicines.txt?raw'
import practice from './words/practice.txt?raw'

/** The dictionary in a thread of its own: looking words up, and above all reading the dictionary in, takes time. */
const speller = createSpeller({
  affixes,
  dictionaries: [american, british],
  medical: [practice, medicines, conditions],
})

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const { id } = data
  const words = 'suggest' in data ? speller.suggest(data.suggest) : data.check.filter((word) => !speller.knows(word))
  postMessage({ id, words } satisfies Answer)
})
