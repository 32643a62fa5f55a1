import { Random } from './random.js'

export type Smoking = 'never' | 'former' | 'current'

/** Habits and bodily constants. */
export interface LifeSigns {
  smoking: Smoking
  /** Standard scores, kept for life: height, weight for height (children) and systolic pressure. */
  heightScore: number
  weightScore: number
  pressureScore: number
  /** Adult body mass index today, kg/m². */
  bmi: number
}

/** Adults' body mass index, lognormal about 28; after NHANES 2017–2020 (CDC/NCHS), mean 29 to 30, 42 % at 30 or more. */
const bodyMass = (random: Random, age: number): number => {
  const middle = age < 30 ? 26.6 : age < 75 ? 28.6 : 27
  return Math.min(52, Math.max(17.5, middle * Math.exp(random.normal() * 0.19)))
}

const LIFE_STREAM = 4

/** Bodily constants and habits of a number; the same whatever the day, save what comes with age. */
export function lifeSigns(seed: number, n: number, age: number): LifeSigns {
  const random = new Random(seed, n, LIFE_STREAM)
  const habit = random.next()
  const current = age < 18 ? 0 : age < 65 ? 0.13 : 0.08
  const former = age < 25 ? 0.03 : age < 50 ? 0.16 : 0.34
  return {
    smoking: habit < current ? 'current' : habit < current + former ? 'former' : 'never',
    heightScore: random.normal(),
    weightScore: random.normal(),
    pressureScore: random.normal(),
    bmi: bodyMass(random, age),
  }
}
