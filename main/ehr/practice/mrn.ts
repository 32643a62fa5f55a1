/** Numbers below this belong to the cast, made by hand. */
export const FIRST_ORDINARY = 15

/** MRNs set aside for the cast: see cast/. */
const castNumbers = [
  '204118',
  '118902',
  '331047',
  '290415',
  '417263',
  '268934',
  '352706',
  '381295',
  '176540',
  '420881',
  '309172',
  '245367',
  '198643',
  '433058',
]
const SPAN = 900_000
const STEP = 377_003 // coprime with SPAN, so that every number is met once
const spread = (seed: number, n: number): string => String(100_000 + ((n * STEP + (seed % 9973) * 61) % SPAN))

/** Six digits, unique up to 900,000 patients; a number the cast holds is exchanged for the one that cast member gave up. */
export function mrnOf(seed: number, n: number): string {
  if (n < FIRST_ORDINARY) return castNumbers[n - 1] as string
  let mrn = spread(seed, n)
  for (let held = castNumbers.indexOf(mrn); held >= 0; held = castNumbers.indexOf(mrn)) mrn = spread(seed, held + 1)
  return mrn
}
