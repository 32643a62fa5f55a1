import { type ChipCoding, readCodings } from './coding.js'
import { day, type Fields, fields, present, text } from './read.js'

/** A vaccine given at this visit. */
export interface ImmunizationData {
  /** CVX first. */
  codings: ChipCoding[]
  display: string
  lot?: string
  expires?: string
  /** `left deltoid` */
  site?: string
  /** `intramuscular` */
  route?: string
}

export function readImmunization(value: unknown): ImmunizationData | undefined {
  const data: Fields = fields(value) ?? {}
  const [codings, display] = [readCodings(data.codings), text(data.display, 300)]
  if (!codings || !display) return undefined
  return present({
    codings,
    display,
    lot: text(data.lot, 60),
    expires: day(data.expires),
    site: text(data.site, 80),
    route: text(data.route, 80),
  }) as ImmunizationData
}
