import type { Medicine } from '../../../shared/domain/medicine/medicine.js'

/** Amounts in one spelling, whatever unit they were written in: micrograms, or as they stand. */
function amount(text: string): string {
  const found = /^([\d.,]+) ?(mg|mcg|g)\b(.*)$/i.exec(text.trim())
  if (!found) return text.trim().toLowerCase().replace(/\s+/g, '')
  const [, digits = '', unit = '', rest = ''] = found
  const micrograms = Number(digits.replaceAll(',', '')) * ({ g: 1e6, mg: 1e3, mcg: 1 }[unit.toLowerCase()] ?? 1)
  return `${Math.round(micrograms * 1000) / 1000}${rest.toLowerCase().replace(/\s+/g, '')}`
}

/** `20/12.5 mg` as `20 mg` and `12.5 mg`. */
function amounts(strength: string, count: number): string[] {
  const found = /^([\d.,]+(?:\/[\d.,]+)+) ?(\p{L}+.*|%.*)$/u.exec(strength)
  const parts = found?.[1]?.split('/') ?? []
  return parts.length === count && count > 1 ? parts.map((part) => `${part} ${found?.[2]}`) : [strength]
}

/**
 * What makes a product the same, in whichever list: its ingredients each with its amount, and its form. The key of a
 * medicine in the lists: `hydrochlorothiazide 12500+lisinopril 20000 tablet`.
 */
export function productKey({
  ingredients,
  strength,
  form,
}: Pick<Medicine, 'ingredients' | 'strength' | 'form'>): string {
  const each = amounts(strength, ingredients.length)
  const parts = ingredients.map(({ name }, at) => `${name} ${amount(each[at] ?? '')}`.trim())
  return `${parts.sort().join('+')} ${form.toLowerCase()}`
}
