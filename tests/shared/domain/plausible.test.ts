import { describe, expect, it } from 'vitest'
import { doubts, readDecimal } from '../../../shared/domain/plausible.js'

const said = (...args: Parameters<typeof doubts>): string[] =>
  doubts(...args).map(({ vital, tone, text }) => `${vital} ${tone}: ${text.replaceAll('\u00a0', ' ')}`)

describe('vitals being typed', () => {
  it('are taken without a word when they are ordinary', () => {
    const adult = {
      systolic: 146,
      diastolic: 88,
      pulse: 76,
      respirations: 14,
      temperature: 36.8,
      saturation: 97,
      weight: 84.2,
      height: 166,
    }
    expect(said(adult, 47, { weight: 85.8, height: 166 })).toEqual([])
    expect(said({ pulse: 150, respirations: 40, weight: 7.2, height: 66 }, 0)).toEqual([])
  })
  it('are asked about when rare, refused when impossible', () => {
    expect(said({ pulse: 30 }, 47)).toEqual(['pulse ask: 30 /min is unusually low'])
    expect(said({ pulse: 30 }, 0)).toEqual(['pulse ask: 30 /min is unusually low at this age'])
    expect(said({ saturation: 970 }, 47)).toEqual(['saturation refuse: Oxygen saturation is 30 to 100 %'])
  })
  it('show the other unit they look like', () => {
    expect(said({ temperature: 98.6 }, 47)).toEqual(['temperature refuse: 98.6 looks like Fahrenheit: 37 °C'])
    expect(said({ weight: 185 }, 47, { weight: 84.2 })).toEqual(['weight ask: 185 looks like pounds: 83.9 kg'])
    expect(said({ height: 1.66 }, 47)).toEqual(['height refuse: 1.66 looks like metres: 166 cm'])
    expect(said({ height: 65.5 }, 47, { height: 166 })).toEqual(['height ask: 65.5 looks like inches: 166.4 cm'])
  })
  it('compare a weight with the last one', () => {
    expect(said({ weight: 64.2 }, 47, { weight: 84.2 })).toEqual(['weight ask: 64.2 kg, but 84.2 kg last time'])
  })
  it('need both halves of a blood pressure, the right way round', () => {
    expect(said({ systolic: 146 }, 47)).toEqual(['diastolic refuse: Blood pressure needs the diastolic value too'])
    expect(said({ systolic: 88, diastolic: 146 }, 47)).toContain('diastolic refuse: Diastolic must be below systolic')
  })
  it('are numbers with a point or a comma', () => {
    expect([' 36,8 ', '84.2', '37.0', '037', '', '8a', '1e3', '-5', '1.234'].map(readDecimal)).toEqual([
      '36.8',
      '84.2',
      '37.0',
      '37',
      undefined,
      null,
      null,
      null,
      null,
    ])
  })
})
