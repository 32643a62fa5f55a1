export interface Percentiles {
  p50: number
  p95: number
  p99: number
}

/** What a benchmark writes: see `tests/bench/harness/measure.ts`. */
export interface Result {
  name: string
  unit: string
  ours: Percentiles
  baseline: Percentiles
  ratio: number
  n: number
  more?: Record<string, number>
}

/** Three figures are as many as a measurement on a busy computer has. */
export const figure = (value: number): string => {
  if (value >= 1000) return Math.round(value).toLocaleString('en-GB')
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
