import { chipsIn } from '../../../../shared/document/index.js'
import { prescribes } from '../../../../shared/domain/chip/medication.js'
import type { Check } from './check.js'

/** Prescriptions nobody can follow: without directions. */
export const prescriptions: Check = (doc) =>
  chipsIn(doc).flatMap(({ attrs, chip, at, section }) =>
    chip?.kind === 'medication' && prescribes(chip.data) && !chip.data.sig
      ? [
          {
            severity: 'blocks' as const,
            words: `${section}: “${attrs.text}” is a prescription without directions`,
            at: { from: at, to: at + 1 },
            action: 'Mend',
          },
        ]
      : [],
  )
