import { describe, expect, it } from 'vitest'
import { nextTube, readScan, readWristband } from '../../../renderer/features/draws/scan.js'
import type { DrawTube } from '../../../shared/contract/views/draw.js'

const tube = (position: number, kind: string, state: DrawTube['state']): DrawTube => ({
  id: `${kind}-1`,
  position,
  tube: kind,
  colour: kind,
  additive: '',
  volume: '',
  handling: '',
  tests: [],
  orders: [],
  state,
})
const tubes = [
  tube(1, 'light-blue', 'collected'),
  tube(2, 'gold', 'next'),
  tube(3, 'lavender', 'waiting'),
  tube(4, 'urine', 'waiting'),
]
const labels = tubes.map(({ id }, i) => ({ tube: id, accession: `B7-00411${i}` }))

describe('scanning a label at the chair', () => {
  it('takes the tube whose turn it is, however the number is written', () => {
    for (const text of ['B7-004111', ' b7 004111\n', 'B7004111']) {
      expect(readScan(text, labels, tubes)).toMatchObject({
        kind: 'expected',
        tube: { id: 'gold-1' },
        accession: 'B7-004111',
      })
    }
  })
  it('names the tube that comes first when a later one is scanned', () => {
    expect(readScan('B7-004112', labels, tubes)).toMatchObject({
      kind: 'out-of-order',
      tube: { id: 'lavender-1' },
      instead: { id: 'gold-1' },
    })
  })
  it('takes a urine cup at any time', () => {
    expect(readScan('B7-004113', labels, tubes)).toMatchObject({ kind: 'expected', tube: { id: 'urine-1' } })
  })
  it('a waiting cup does not hold up the tubes after it', () => {
    const cupFirst = [tube(1, 'urine', 'next'), tube(2, 'gold', 'waiting')]
    expect(readScan('X-00001', [{ tube: 'gold-1', accession: 'X-00001' }], cupFirst)).toMatchObject({
      kind: 'expected',
    })
  })
  it('lets a tube be tried again after a failed attempt', () => {
    const again = [tube(1, 'gold', 'failed'), tube(2, 'lavender', 'failed')]
    const known = again.map(({ id }, i) => ({ tube: id, accession: `B7-00411${i}` }))
    expect(readScan('B7-004110', known, again)).toMatchObject({ kind: 'expected', tube: { id: 'gold-1' } })
    expect(readScan('B7-004111', known, again)).toMatchObject({ kind: 'out-of-order', instead: { id: 'gold-1' } })
  })
  it('says so when the tube is recorded already', () => {
    expect(readScan('B7-004110', labels, tubes)).toMatchObject({ kind: 'already', tube: { id: 'light-blue-1' } })
  })
  it('refuses a label of another draw, even one digit off', () => {
    for (const text of ['B7-004118', 'B7-00411', 'B7-0041111', '204118']) {
      expect(readScan(text, labels, tubes).kind, text).toBe('foreign')
    }
  })
  it('goes down the order of draw', () => {
    expect(nextTube(tubes)?.id).toBe('gold-1')
    expect(nextTube(tubes.map((t) => ({ ...t, state: 'collected' as const })))).toBeUndefined()
  })
})

describe('a wristband', () => {
  it('gives the record number and nothing else', () => {
    expect(readWristband('204118')).toBe('204118')
    expect(readWristband('MRN 204 118')).toBe('204118')
    for (const text of ['B7-004118', '20411', '2041188', 'Okafor', ''])
      expect(readWristband(text), text).toBeUndefined()
  })
})
