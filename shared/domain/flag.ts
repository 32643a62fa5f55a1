/** FHIR interpretation codes that call for attention, worst first. */
export const abnormalFlags = ['HH', 'LL', 'H', 'L', 'A'] as const
export type AbnormalFlag = (typeof abnormalFlags)[number]
export type ResultFlag = AbnormalFlag | 'N'

const known: Record<string, ResultFlag> = {
  HH: 'HH',
  HU: 'HH',
  LL: 'LL',
  LU: 'LL',
  AA: 'A',
  H: 'H',
  L: 'L',
  A: 'A',
  POS: 'A',
  N: 'N',
  NEG: 'N',
}

/** The flag an interpretation code means; undefined for codes that say neither normal nor abnormal. */
export const flagOf = (code: string | undefined): ResultFlag | undefined => (code ? known[code] : undefined)

/** Higher is worse: 3 for panic values, 1 for anything else abnormal, 0 for normal or unknown. */
export const severity = (flag: string | undefined): number =>
  flag === 'HH' || flag === 'LL' ? 3 : flag === 'H' || flag === 'L' || flag === 'A' ? 1 : 0

/** The worst of several flags; undefined when none is abnormal. */
export function worstFlag(flags: Iterable<string | undefined>): AbnormalFlag | undefined {
  let worst: AbnormalFlag | undefined
  for (const flag of flags) {
    if (severity(flag) > severity(worst)) worst = flag as AbnormalFlag
  }
  return worst
}
