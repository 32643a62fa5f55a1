import { describe, expect, it } from 'vitest'
import { flagInText } from '../../../renderer/features/inbox/list/flagInText.js'
import type { TaskRow } from '../../../shared/contract/views/task.js'

describe('the letter of a flag in the words of a task', () => {
  const split = (text: string, flag: TaskRow['flag']): string => {
    const { before, marked, after } = flagInText(text, flag)
    return marked ? `${before}[${flag}]${after}` : before
  }
  it('becomes a mark where it stands', () => {
    expect(split('Potassium 6.1 mmol/L HH', 'HH')).toBe('Potassium 6.1 mmol/L[HH]')
    expect(split('INR 5.2 HH · on warfarin', 'HH')).toBe('INR 5.2[HH] · on warfarin')
    expect(split('HbA1c 7.9 % H, eGFR 71', 'H')).toBe('HbA1c 7.9 %[H], eGFR 71')
  })
  it('leaves other letters alone', () => {
    expect(split('Vitamin A 1.2 level', 'A')).toBe('Vitamin A 1.2 level')
    expect(split('Potassium 6.1 mmol/L', 'HH')).toBe('Potassium 6.1 mmol/L')
    expect(split('H pylori 3 H', undefined)).toBe('H pylori 3 H')
  })
})
