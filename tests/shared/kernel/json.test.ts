import { describe, expect, it } from 'vitest'
import { numberText, numberValue, parseJson } from '../../../shared/kernel/json.js'

describe('JSON that keeps its numbers', () => {
  it.each([
    '{"v":1.10}',
    '{"v":[7.0,{"w":0.50}]}',
    '{"v":1e5}',
    '{"v":12345678901234567890}',
    '{"v":-0}',
    '{"a":"1.10","b":2}',
  ])('writes %s back to the letter', (text) => {
    expect(JSON.stringify(parseJson(text))).toBe(text)
  })

  it('reads kept numbers as text and as numbers', () => {
    const { v } = parseJson('{"v":1.10}') as { v: unknown }
    expect(numberText(v)).toBe('1.10')
    expect(numberValue(v)).toBe(1.1)
    expect(numberText(7.9)).toBe('7.9')
    expect(numberText('7.9')).toBeUndefined()
  })
})
