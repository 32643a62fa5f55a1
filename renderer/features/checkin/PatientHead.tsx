import type { ReactNode } from 'react'
import { dateForReading } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { useLive } from '../../data/index.js'
import { Banner, Skeleton } from '../../ui/index.js'

/** Whom this panel is about. */
export function PatientHead({ patient, children }: { patient: LocalId; children?: ReactNode }) {
  const banner = useLive('patient.banner', { patient }).data
  return (
    <div className="desk-head">
      {banner ? (
        <Banner compact person={{ ...banner, born: dateForReading(banner.birthDate) }} />
      ) : (
        <Skeleton lines={2} />
      )}
      {children}
    </div>
  )
}
