import type { Sex } from './person.js'

/**
 * Median length or stature (cm) and weight (kg) by age. Under 2 years the WHO Child Growth Standards (2006), from 2 to 20
 * the CDC growth charts (2000), which the CDC recommends at those ages; rounded to a tenth. Spread: about 3.8 % of height;
 * weight lognormal, 11 % in infancy widening to 17 % in the teens.
 */
type Point = readonly [years: number, centimetres: number, kilograms: number]

const girls: readonly Point[] = [
  [0, 49.1, 3.2],
  [0.167, 57.1, 5.1],
  [0.333, 62.1, 6.4],
  [0.5, 65.7, 7.3],
  [0.75, 70.1, 8.2],
  [1, 74.0, 8.9],
  [1.25, 77.5, 9.6],
  [1.5, 80.7, 10.2],
  [2, 85.7, 11.7],
  [3, 94.2, 13.9],
  [4, 101.0, 15.9],
  [5, 107.9, 18.0],
  [6, 115.1, 20.3],
  [7, 121.8, 22.9],
  [8, 127.8, 25.8],
  [9, 133.1, 29.1],
  [10, 138.3, 33.0],
  [11, 144.8, 37.0],
  [12, 151.5, 41.7],
  [13, 157.1, 45.9],
  [14, 160.4, 49.4],
  [15, 161.9, 52.0],
  [16, 162.5, 53.9],
  [17, 162.9, 55.2],
  [18, 163.1, 56.4],
  [20, 163.3, 58.2],
]
const boys: readonly Point[] = [
  [0, 49.9, 3.3],
  [0.167, 58.4, 5.6],
  [0.333, 63.9, 7.0],
  [0.5, 67.6, 7.9],
  [0.75, 72.0, 8.9],
  [1, 75.7, 9.6],
  [1.25, 79.1, 10.3],
  [1.5, 82.3, 10.9],
  [2, 86.5, 12.4],
  [3, 95.3, 14.4],
  [4, 102.5, 16.3],
  [5, 109.2, 18.5],
  [6, 115.7, 20.8],
  [7, 122.0, 23.1],
  [8, 128.1, 25.6],
  [9, 133.7, 28.6],
  [10, 138.8, 32.1],
  [11, 143.7, 36.1],
  [12, 149.3, 40.7],
  [13, 156.4, 45.8],
  [14, 163.8, 51.2],
  [15, 170.1, 56.5],
  [16, 173.6, 61.1],
  [17, 175.3, 64.7],
  [18, 176.1, 67.3],
  [20, 176.8, 70.6],
]

/** Median height and weight at an age in years, between the tabulated ages by straight line. */
export function medianGrowth(sex: Sex, years: number): { height: number; weight: number } {
  const table = sex === 'female' ? girls : boys
  const last = table[table.length - 1] as Point
  if (years >= last[0]) return { height: last[1], weight: last[2] }
  let i = 1
  while ((table[i] as Point)[0] < years) i += 1
  const a = table[i - 1] as Point
  const b = table[i] as Point
  const t = (years - a[0]) / (b[0] - a[0])
  return { height: a[1] + t * (b[1] - a[1]), weight: a[2] + t * (b[2] - a[2]) }
}

/** A child's height (cm) and weight (kg) at an age, along the child's own standard scores. */
export function childSize(
  sex: Sex,
  years: number,
  heightScore: number,
  weightScore: number,
): { height: number; weight: number } {
  const median = medianGrowth(sex, years)
  const spread = 0.11 + 0.06 * Math.min(1, years / 13)
  return {
    height: median.height * (1 + 0.038 * heightScore),
    // A tall child is heavier by about the square of the height.
    weight: median.weight * (1 + 0.076 * heightScore) * Math.exp(spread * 0.8 * weightScore),
  }
}

/** Mean adult stature, cm, and its spread; NHANES 2015–2018 (CDC/NCHS): 175.3 for men, 161.3 for women. Old people shrink. */
export function adultHeight(sex: Sex, age: number, heightScore: number): number {
  const shrinkage = age > 60 ? (age - 60) * 0.07 : 0
  return (sex === 'female' ? 161.3 : 175.3) + heightScore * (sex === 'female' ? 6.8 : 7.4) - shrinkage
}
