import { chipsIn } from '../../../../shared/document/index.js'
import type { Check } from './check.js'

/** Chips of which nothing would be made. */
export const brokenChips: Check = (doc) =>
  chipsIn(doc).flatMap(({ attrs, chip, at, section }) =>
    chip
      ? []
      : [
          {
            severity: 'blocks' as const,
            words: `${section}: “${attrs.text}” cannot be read here, so nothing would be made of it`,
            at: { from: at, to: at + 1 },
          },
        ],
  )
