import { dateForReading } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { useLive } from '../../data/index.js'
import { Banner } from '../../ui/index.js'

/** Whose record it is: the banner above both versions, and above a kept one. */
export function PatientOf({ patient }: { patient: LocalId }) {
  const banner = useLive('patient.banner', { patient }).data
  return banner && <Banner person={{ ...banner, born: dateForReading(banner.birthDate) }} compact />
}
