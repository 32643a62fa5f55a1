import { readTypedVital } from '../../../../shared/domain/chip/typed-vital.js'
import type { SuggestSource } from '../../../editor/index.js'
import type { ChipContext } from './context.js'
import { chipOf, putting } from './make.js'

/** A vital sign that is being typed, offered as a chip in its place: `BP 128/82`. */
export const typedVitals = (context: ChipContext): SuggestSource => ({
  id: 'vitals',
  label: 'Vital signs',
  chooses: 'Tab',
  reads(before) {
    // Every measurement ends with a digit or its unit; most keys are settled by this alone.
    if (!/[\d%"'a-z]$/i.test(before) || !/\d/.test(before.slice(-8))) return null
    const read = readTypedVital(before, undefined)
    return read ? { length: read.length, words: before.slice(-read.length) } : null
  },
  find(words) {
    const read = readTypedVital(words, context.years(), context.last())
    if (!read || read.doubt?.tone === 'refuse') return []
    return [
      {
        key: read.text,
        icon: 'activity',
        title: read.text,
        ...(read.doubt && { note: { text: read.doubt.text, tone: 'attention' } }),
        choose: putting(() => chipOf('vital', read.text, read.data)),
      },
    ]
  },
  nothing: (words) =>
    readTypedVital(words, context.years(), context.last())?.doubt?.text ?? 'This cannot be read as a vital sign',
})
