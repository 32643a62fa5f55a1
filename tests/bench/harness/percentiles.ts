/** Half, 95 and 99 of a hundred samples are at most this. */
export interface Percentiles {
  p50: number
  p95: number
  p99: number
}

/** Nearest rank: always a sample that was measured, never one between two. */
export const percentiles = (samples: readonly number[]): Percentiles => {
  if (samples.length === 0) throw new Error('no samples')
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] as number
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
