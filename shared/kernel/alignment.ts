/** Longer sequences than this, multiplied, are not searched for the best alignment: only their ends are matched. */
const mostCells = 4_000_000

/**
 * The longest way to walk through two sequences together: pairs of places that hold the same, in order. Ends that are
 * the same are matched first, so that an edit in a long text costs its surroundings, not the text.
 */
export function aligned<T>(a: readonly T[], b: readonly T[], equal: (x: T, y: T) => boolean): [number, number][] {
  let start = 0
  while (start < a.length && start < b.length && equal(a[start] as T, b[start] as T)) start += 1
  let [endA, endB] = [a.length, b.length]
  while (endA > start && endB > start && equal(a[endA - 1] as T, b[endB - 1] as T)) {
    endA -= 1
    endB -= 1
  }
  const pairs: [number, number][] = []
  for (let i = 0; i < start; i += 1) pairs.push([i, i])
  const [rows, columns] = [endA - start, endB - start]
  if (rows > 0 && columns > 0 && rows * columns <= mostCells) {
    const width = columns + 1
    const length = new Uint32Array((rows + 1) * width)
    for (let i = rows - 1; i >= 0; i -= 1) {
      for (let j = columns - 1; j >= 0; j -= 1) {
        length[i * width + j] = equal(a[start + i] as T, b[start + j] as T)
          ? (length[(i + 1) * width + j + 1] as number) + 1
          : Math.max(length[(i + 1) * width + j] as number, length[i * width + j + 1] as number)
      }
    }
    for (let i = 0, j = 0; i < rows && j < columns; ) {
      if (equal(a[start + i] as T, b[start + j] as T)) pairs.push([start + i++, start + j++])
      else if ((length[(i + 1) * width + j] as number) >= (length[i * width + j + 1] as number)) i += 1
      else j += 1
    }
  }
  for (let i = 0; i < a.length - endA; i += 1) pairs.push([endA + i, endB + i])
  return pairs
}
