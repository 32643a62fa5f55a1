import { describe, expect, it } from 'vitest'
import { detailOf, standingOf } from '../../../renderer/features/inbox/list/detailOf.js'

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

describe('how far a result is', () => {
  it('stands in the list where the wording does not say it', () => {
    expect(standingOf({ text: 'Potassium 5.4 mmol/L H', standing: 'corrected' })).toBe('corrected')
    expect(standingOf({ text: 'Corrected: Potassium 5.4 mmol/L H', standing: 'corrected' })).toBeUndefined()
    expect(standingOf({ text: 'CBC, preliminary', standing: 'preliminary' })).toBeUndefined()
    expect(standingOf({ text: 'CBC' })).toBeUndefined()
  })
})
