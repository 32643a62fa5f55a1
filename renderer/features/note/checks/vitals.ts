import { chipsIn } from '../../../../shared/document/index.js'
import type { Check } from './check.js'

/** A visit for which nobody has recorded a vital sign today, and which brings none with it. */
export const vitals: Check = (doc, { note, vitalsToday }) => {
  if (!note.encounter || note.appends || note.replaces || vitalsToday !== false) return []
  if (chipsIn(doc).some(({ chip }) => chip?.kind === 'vital')) return []
  return [{ severity: 'attention', words: 'No vital signs are recorded for today' }]
}
