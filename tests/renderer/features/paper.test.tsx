import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Label } from '../../../renderer/features/draws/Label.js'
import { TubeCard } from '../../../renderer/features/draws/TubeCard.js'
import { ReportTable, ResultValue } from '../../../renderer/ui/index.js'
import type { DrawTube } from '../../../shared/contract/views/draw.js'
import type { PatientCore } from '../../../shared/contract/views/patient.js'
import { tubeKinds } from '../../../shared/domain/tube.js'
import { asDateText, asInstant, asLocalId } from '../../../shared/kernel/ids.js'

const words = (markup: string): string =>
  markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const patient: PatientCore = {
  id: asLocalId('p1'),
  name: 'Okafor, Amara J.',
  shortName: 'Okafor, A.',
  initials: 'AO',
  sex: 'female',
  birthDate: asDateText('1979-03-12'),
  age: '47 y',
  mrn: '204 118',
  colour: 0,
}
const tube = (code: string, more: Partial<DrawTube> = {}): DrawTube => ({
  id: `${code}-1`,
  position: 3,
  tube: code,
  colour: tubeKinds.get(code)?.colour ?? code,
  additive: 'Clot activator and gel',
  volume: '5 mL',
  handling: '5 inversions',
  tests: ['CMP', 'Lipid panel'],
  orders: [],
  state: 'waiting',
  ...more,
})

describe('a label', () => {
  const markup = renderToStaticMarkup(
    <Label patient={patient} tube={tube('gold')} accession="B7KM-004118" at={new Date(2026, 10, 22, 10, 44)} />,
  )
  it('says whose it is, which tube, which number and when', () => {
    for (const part of [
      'Okafor, Amara J.',
      '12 Mar 1979',
      '204 118',
      'B7KM-004118',
      'Gold',
      'CMP',
      '22 Nov 2026 10:44',
    ]) {
      expect(words(markup)).toContain(part)
    }
  })
  it('carries the number as bars', () => expect(markup.match(/<rect /g)?.length).toBeGreaterThan(20))
})

describe('a tube', () => {
  it('says its colour as a word, whatever the colour', () => {
    for (const { code, colour } of tubeKinds.values()) {
      expect(words(renderToStaticMarkup(<TubeCard tube={tube(code)} isNext={false} />))).toContain(colour)
    }
  })
  it('tells when it was collected and under which number', () => {
    const at = asInstant(new Date(2026, 10, 22, 10, 46).toISOString())
    const collected = tube('gold', { state: 'collected', collectedAt: at, accession: 'B7KM-004118' })
    const said = words(renderToStaticMarkup(<TubeCard tube={collected} isNext={false} />))
    expect(said).toContain('10:46')
    expect(said).toContain('B7KM-004118')
  })
})

describe('a result', () => {
  it('is never abnormal by colour alone', () => {
    for (const flag of ['HH', 'H', 'L', 'LL', 'A'] as const) {
      const said = words(renderToStaticMarkup(<ResultValue text="6.1" unit="mmol/L" flag={flag} />))
      expect(said).toContain('6.1 mmol/L')
      expect(said.split(' ')).toContain(flag)
    }
  })
  it('keeps the value it had before it was corrected', () => {
    const rows = [
      {
        id: '1',
        name: 'Creatinine',
        text: '1.62',
        unit: 'mg/dL',
        reference: '0.7 – 1.3 mg/dL',
        flag: 'H' as const,
        last: '1.41',
        trend: [1.4, 1.62],
        earlier: '1.26',
      },
    ]
    const said = words(renderToStaticMarkup(<ReportTable label="BMP" rows={rows} />))
    expect(said).toContain('1.62 mg/dL')
    expect(said).toContain('corrected, was 1.26 mg/dL')
    expect(said).toContain('0.7 – 1.3')
    expect(said).toContain('1.41')
  })
})
