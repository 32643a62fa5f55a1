import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberText, numberValue, parseJson } from '../../../shared/kernel/json.js'

describe('JSON that keeps its numbers', () => {
  it.each([
    '{"v":1.10}',
    '{"v":[7.0,{"w":0.50}]}',
    '{"v":1e5}',
    '{"v":12345678901234567890}',
    '{"v":-0}',
    '{"v":0.0000001}',
    '{"v":-0.00000012}',
    '{"v":1E+2}',
    '{"v":0.000}',
    '1.10',
    '{"a":"1.10","b":2}',
  ])('writes %s back to the letter', (text) => {
    expect(JSON.stringify(parseJson(text))).toBe(text)
  })

  it('does so with every number there can be', () => {
    const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,24})(\.\d{1,24})?([eE][+-]?\d{1,3})?$/)
    fc.assert(
      fc.property(fc.array(digits), (numbers) => {
        const text = `[${numbers.join(',')}]`
        expect(JSON.stringify(parseJson(text))).toBe(text)
      }),
      { numRuns: 300 },
    )
  })

  it('reads kept numbers as text and as numbers', () => {
    const { v } = parseJson('{"v":1.10}') as { v: unknown }
    expect(numberText(v)).toBe('1.10')
    expect(numberValue(v)).toBe(1.1)
    expect(numberText(7.9)).toBe('7.9')
    expect(numberText('7.9')).toBeUndefined()
  })
})
