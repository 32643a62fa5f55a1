import { describe, expect, it } from 'vitest'
import { detailOf } from '../../../renderer/features/inbox/list/detailOf.js'

describe('what stands after the words of a task', () => {
  it('is left out where the words have it', () => {
    expect(detailOf({ text: 'Sign: annual visit', detail: 'Annual visit' })).toBeUndefined()
    expect(detailOf({ text: 'Lipid panel · all normal, 4 of 4', detail: 'Lipid panel' })).toBeUndefined()
    expect(detailOf({ text: 'Call back' })).toBeUndefined()
  })
  it('stands there where it is news', () => {
    expect(detailOf({ text: 'Potassium 6.1 mmol/L HH', detail: 'Basic metabolic panel' })).toBe('Basic metabolic panel')
  })
})
