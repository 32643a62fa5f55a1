import { amended } from './amended.js'
import { blank } from './blank.js'
import { brokenChips } from './brokenChips.js'
import { carriedLines } from './carriedLines.js'
import type { Check, CheckFacts, CheckItem, NoteText, Severity } from './check.js'
import { commandsLeft } from './commandsLeft.js'
import { emptySections } from './emptySections.js'
import { openPassages } from './openPassages.js'
import { prescriptions } from './prescriptions.js'
import { refusedParts } from './refusedParts.js'
import { twoVersions } from './twoVersions.js'
import { vitals } from './vitals.js'
import { wildcardsLeft } from './wildcardsLeft.js'

export type { CheckFacts, CheckItem, CheckPlace, NoteText } from './check.js'
export { heldBack, staged } from './staged.js'

/** Every check before signing, in the order in which equally pressing things are listed. A new one is a file and a line here. */
const checks: readonly Check[] = [
  blank,
  twoVersions,
  openPassages,
  brokenChips,
  refusedParts,
  prescriptions,
  wildcardsLeft,
  commandsLeft,
  carriedLines,
  vitals,
  amended,
  emptySections,
]

const weight: Record<Severity, number> = { blocks: 0, attention: 1, information: 2 }

/** What a signer should know of a note, most pressing first. */
export function lookOver(doc: NoteText, facts: CheckFacts): CheckItem[] {
  const found = checks.flatMap((check) => check(doc, facts))
  return found.sort((a, b) => weight[a.severity] - weight[b.severity])
}
