/** Places values in a box, oldest left. A flat line lies in the middle; reference bounds near the values are kept in view. */
export function sparkPath(
  values: readonly number[],
  width: number,
  height: number,
  low?: number,
  high?: number,
): { points: [number, number][]; y: (value: number) => number } {
  const pad = 3
  let min = Math.min(...values)
  let max = Math.max(...values)
  const spread = max - min
  // A bound further away than the values spread would flatten the line to nothing.
  if (low !== undefined && min - low <= spread) min = Math.min(min, low)
  if (high !== undefined && high - max <= spread) max = Math.max(max, high)
  const span = max - min
  const y = (value: number) => (span === 0 ? height / 2 : pad + (1 - (value - min) / span) * (height - 2 * pad))
  const step = values.length > 1 ? (width - 2 * pad) / (values.length - 1) : 0
  const points = values.map((value, index): [number, number] => [
    values.length > 1 ? pad + index * step : width - pad,
    y(value),
  ])
  return { points, y }
}
