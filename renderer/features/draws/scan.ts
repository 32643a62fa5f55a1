import type { DrawTube } from '../../../shared/contract/views/draw.js'

/** A label as `draw.label` reserved it. */
export interface Label {
  tube: string
  accession: string
}

export type ScanOutcome =
  | { kind: 'expected'; tube: DrawTube; accession: string }
  /** A label of this draw, but for a tube whose turn it is not. */
  | { kind: 'out-of-order'; tube: DrawTube; accession: string; instead: DrawTube }
  | { kind: 'already'; tube: DrawTube }
  /** Not a label of this draw: most likely another patient's. */
  | { kind: 'foreign'; text: string }

/** Accession numbers compare without spaces, dashes and case: readers and people write them differently. */
export const plainAccession = (text: string): string => text.replace(/[\s\-–.]/g, '').toUpperCase()

/** A cup is filled by the patient and takes no place in the order of draw. */
const fromVein = (tube: DrawTube): boolean => tube.tube !== 'urine'

/** What is still to be filled, in the order of draw. A failed attempt leaves its tubes to be tried again. */
export const pendingTubes = (tubes: readonly DrawTube[]): DrawTube[] =>
  tubes.filter(({ state }) => state !== 'collected').sort((a, b) => a.position - b.position)

/** The tube whose turn it is: the first of the order of draw, a cup only when no tube is left. */
export const nextTube = (tubes: readonly DrawTube[]): DrawTube | undefined => {
  const pending = pendingTubes(tubes)
  return pending.find(fromVein) ?? pending[0]
}

/** What a scanned or typed accession number means for this draw. */
export function readScan(text: string, labels: readonly Label[], tubes: readonly DrawTube[]): ScanOutcome {
  const plain = plainAccession(text)
  const label = labels.find(({ accession }) => plainAccession(accession) === plain)
  const tube = tubes.find(
    ({ id, accession }) => id === label?.tube || (accession !== undefined && plainAccession(accession) === plain),
  )
  if (!tube) return { kind: 'foreign', text: text.trim() }
  if (tube.state === 'collected') return { kind: 'already', tube }
  const accession = label?.accession ?? tube.accession ?? text.trim()
  const turn = nextTube(tubes)
  if (!turn || turn.id === tube.id || !fromVein(tube)) return { kind: 'expected', tube, accession }
  return { kind: 'out-of-order', tube, accession, instead: turn }
}

/** The medical record number in what a wristband reader gives: six digits, spaces and a leading `MRN` allowed. */
export function readWristband(text: string): string | undefined {
  const digits = text.replace(/^\s*mrn[\s:#]*/i, '').replace(/[\s-]/g, '')
  return /^\d{6}$/.test(digits) ? digits : undefined
}
