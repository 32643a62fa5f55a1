import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('../../../renderer/ui/tokens.css', import.meta.url), 'utf8')

/** The colours of one theme: those of the first block, overridden by its own. */
const theme = (name: string): Map<string, string> => {
  const colours = new Map<string, string>()
  for (const [, selector, body] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!selector?.includes('[data-theme="light"]') && !selector?.includes(`[data-theme="${name}"]`)) continue
    for (const [, token, value] of (body ?? '').matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/gi))
      colours.set(token as string, value as string)
  }
  return colours
}

/** Relative luminance and contrast ratio after WCAG 2.2. */
const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const ratio = (a: string, b: string): number => {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const papers = ['bg', 'surface', 'raised', 'sunken', 'hover']
const meanings = ['crit', 'warn', 'info', 'ok', 'accent']
const numbers = Array.from({ length: 12 }, (_, index) => index)

/** Text on what it stands on: 4.5 to 1. */
const text: [string, string][] = [
  ...['ink', 'ink-2', 'ink-3'].flatMap((ink) =>
    [...papers, 'accent-soft'].map((paper): [string, string] => [ink, paper]),
  ),
  ...meanings.flatMap((meaning) =>
    ['surface', 'raised', 'bg', 'accent-soft', `${meaning}-soft`].map((paper): [string, string] => [meaning, paper]),
  ),
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-hover'],
  ['crit-ink', 'crit'],
  ['surface', 'ink'],
  ['rail-ink', 'rail'],
  ['rail-on', 'rail-sel'],
  ['rail-badge-ink', 'rail-badge'],
  ['practice-ink', 'practice-soft'],
  ['ink', 'mark'],
  ...numbers.map((n): [string, string] => [`p${n}-ink`, `p${n}-soft`]),
]
/** Marks, edges of controls and the focus ring on what they stand on: 3 to 1. */
const marks: [string, string][] = [
  ...['surface', 'raised', 'bg'].flatMap((paper): [string, string][] => [
    ['focus', paper],
    ['control-line', paper],
    ...numbers.map((n): [string, string] => [`p${n}`, paper]),
  ]),
]

for (const name of ['light', 'dark', 'contrast']) {
  const colours = theme(name)
  const colour = (token: string): string => {
    const value = colours.get(token)
    if (!value) throw new Error(`no colour --${token} in ${name}`)
    return value
  }
  const below = (pairs: [string, string][], least: number) =>
    pairs
      .map(([ink, paper]) => ({ pair: `${ink} on ${paper}`, ratio: ratio(colour(ink), colour(paper)) }))
      .filter((one) => one.ratio < least)

  test(`${name}: text can be read`, () => {
    expect(below(text, name === 'contrast' ? 7 : 4.5)).toEqual([])
  })
  test(`${name}: marks and focus can be seen`, () => {
    expect(below(marks, 3)).toEqual([])
  })
}

test('the ratio is the one WCAG defines', () => {
  expect(ratio('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(ratio('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})
