import { outline } from '../../../../shared/document/index.js'
import type { Check } from './check.js'

/** A note without a word. */
export const blank: Check = (doc) =>
  outline(doc).every(({ empty }) => empty)
    ? [{ severity: 'blocks', words: 'Nothing is written in this note yet.' }]
    : []
