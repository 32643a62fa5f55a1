import { type Percentiles, percentiles } from './percentiles.js'

/** What every benchmark answers: ours beside a baseline measured in the same run. */
export interface BenchResult {
  name: string
  unit: string
  ours: Percentiles
  baseline: Percentiles
  /** Ours to the baseline, at the percentile the budget speaks of. */
  ratio: number
  /** Samples of each. */
  n: number
  /** Other figures of the same run, each named with its unit. */
  more?: Record<string, number>
}

export interface Comparison {
  name: string
  unit: string
  ours: readonly number[]
  baseline: readonly number[]
  /** The percentile the budget speaks of. */
  at: keyof Percentiles
}

export const compare = ({ name, unit, ours, baseline, at }: Comparison): BenchResult => {
  const result = { ours: percentiles(ours), baseline: percentiles(baseline) }
  return {
    name,
    unit,
    ...result,
    ratio: result.ours[at] / result.baseline[at],
    n: Math.min(ours.length, baseline.length),
  }
}

/** Milliseconds a piece of work takes. */
export const timed = async (work: () => unknown): Promise<number> => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/**
 * Times both in turns, so that whatever else the machine does falls on both alike. The first rounds only warm up.
 * `index` counts from 0 and includes the warm-up.
 */
export const inTurns = async (
  rounds: { warmUp: number; counted: number },
  ours: (index: number) => unknown,
  baseline: (index: number) => unknown,
): Promise<{ ours: number[]; baseline: number[] }> => {
  const samples = { ours: [] as number[], baseline: [] as number[] }
  for (let index = 0; index < rounds.warmUp + rounds.counted; index += 1) {
    const both = { ours: await timed(() => ours(index)), baseline: await timed(() => baseline(index)) }
    if (index < rounds.warmUp) continue
    samples.ours.push(both.ours)
    samples.baseline.push(both.baseline)
  }
  return samples
}
