import { useMemo } from 'react'
import type { DrawTube } from '../../../shared/contract/views/draw.js'
import type { PatientCore } from '../../../shared/contract/views/patient.js'
import { dateForReading, localDate, timeForReading, toInstant } from '../../../shared/kernel/dates.js'
import { barsOf } from './barcode.js'

const sexLetters: Record<PatientCore['sex'], string> = { female: 'F', male: 'M', other: 'O', unknown: 'U' }

/** A tube's label as it is printed: whose, which tube, which number, when. 57 × 32 mm. */
export function Label({
  patient,
  tube,
  accession,
  at,
}: {
  patient: PatientCore
  tube: DrawTube
  accession: string
  at: Date
}) {
  const code = useMemo(() => barsOf(accession), [accession])
  return (
    <figure className="draws-label" aria-label={`Label ${accession}, ${tube.colour}, ${patient.name}`}>
      <p className="draws-label-name">{patient.name}</p>
      <p>
        born <b>{dateForReading(patient.birthDate)}</b> · {sexLetters[patient.sex]} · MRN <b>{patient.mrn}</b>
      </p>
      <svg
        className="draws-label-bars"
        viewBox={`0 0 ${code.width} 30`}
        preserveAspectRatio="none"
        shapeRendering="crispEdges"
        aria-hidden
      >
        {code.bars.map((bar) => (
          <rect key={bar.x} x={bar.x} y={0} width={bar.width} height={30} />
        ))}
      </svg>
      <p className="draws-label-code">{accession}</p>
      <p className="draws-label-tube">
        <b>
          {tube.position} {tube.colour}
        </b>{' '}
        {tube.tests.join(', ')}
      </p>
      <p className="draws-label-foot">
        {dateForReading(localDate(at))} {timeForReading(toInstant(at))} · {tube.additive}
      </p>
    </figure>
  )
}
