/**
 * A unit without the braces of UCUM's annotations (UCUM §12, which gives them no meaning): nothing where the unit is an
 * annotation and no more, as with `{INR}` and `{score}`; else its words, which may tell two kinds of a value apart:
 * `ng/mL{FEU}` is `ng/mL FEU`, `{copies}/mL` is `copies/mL`.
 */
export function withoutBraces(unit: string): string {
  if (/^\{[^{}]*\}$/.test(unit)) return ''
  return unit.replace(/(.?)\{([^{}]*)\}/g, (_, before: string, words: string) => {
    const apart = before === '' || before === '/' || before === '.' ? '' : ' '
    return `${before}${apart}${words.replaceAll('_', ' ')}`
  })
}
