import { randomInt } from 'node:crypto'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { run } from '../store/statement.js'
import type { Writer } from '../store/write.js'
import type { Context } from './context.js'

/** No letters that are mistaken for digits or for each other. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** This workstation's own beginning of accession numbers: four of 30 signs, drawn once, so offline workstations do not meet. */
function prefix(context: Context, tx: Writer): string {
  const known = context.store.setting('accession-prefix')
  if (known) return known
  const drawn = Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  tx.set('accession-prefix', drawn)
  return drawn
}

/** Reserves the next accession number for a tube: `B7KM-000118`. A number is never given twice. */
export function reserve(
  context: Context,
  tx: Writer,
  label: { patient: LocalId; tube: string; who: LocalId; at: Instant },
): string {
  const number = Number(context.store.setting('accession-last') ?? '0') + 1
  tx.set('accession-last', String(number))
  const accession = `${prefix(context, tx)}-${String(number).padStart(6, '0')}`
  run(
    tx.db,
    'INSERT INTO draw_label (accession, patient, tube, reserved_at, who) VALUES (?, ?, ?, ?, ?)',
    accession,
    label.patient,
    label.tube,
    label.at,
    label.who,
  )
  return accession
}
