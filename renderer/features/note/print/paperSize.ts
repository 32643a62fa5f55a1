import type { PaperSize } from '../../../../shared/contract/shell.js'

/** Where Letter is the paper of offices; everywhere else it is A4. */
const letterRegions = new Set('US CA MX PH CL CO VE CR GT NI PA SV PR DO'.split(' '))

/** The paper a locale writes on: `en-US` Letter, `en-GB` A4. */
export function paperOf(locale: string): PaperSize {
  let region: string | undefined
  try {
    region = new Intl.Locale(locale).maximize().region
  } catch {
    // Not a locale: no region.
  }
  return letterRegions.has(region ?? '') ? 'Letter' : 'A4'
}
