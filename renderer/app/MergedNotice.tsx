import type { PatientBanner } from '../../shared/contract/views/patient.js'
import { openChart } from '../data/index.js'
import { Button, Notice } from '../ui/index.js'

/** The EHR has put two records together, and this is not the one that stayed. */
export function MergedNotice({ into }: { into: NonNullable<PatientBanner['mergedInto']> }) {
  const known = [into.name, into.mrn && `MRN ${into.mrn}`].filter(Boolean).join(', ')
  return (
    <Notice
      tone="attention"
      icon="merge"
      actions={
        <Button size="s" onPress={() => openChart(into.id)}>
          Open that record
        </Button>
      }
    >
      This record was merged into another: {known}. What is new belongs there.
    </Notice>
  )
}
