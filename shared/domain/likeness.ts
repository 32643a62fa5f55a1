/**
 * How many slips of the hand part two words: a letter too many, too few, another or two exchanged (optimal string
 * alignment). Answers `most + 1` as soon as it is more than `most`.
 */
export function slips(a: string, b: string, most: number): number {
  return measure(a, b, most, false)
}

/** The same between `typed` and the beginning of `word` it comes closest to; for words still being typed. */
export function slipsToBeginning(typed: string, word: string, most: number): number {
  return measure(typed, word, most, true)
}

let before: Int32Array = new Int32Array(64)
let previous: Int32Array = new Int32Array(64)
let current: Int32Array = new Int32Array(64)

function measure(a: string, b: string, most: number, beginning: boolean): number {
  const rows = a.length
  const columns = beginning ? Math.min(b.length, rows + most) : b.length
  if (rows - columns > most || (!beginning && columns - rows > most)) return most + 1
  if (previous.length <= columns) {
    before = new Int32Array(columns + 32)
    previous = new Int32Array(columns + 32)
    current = new Int32Array(columns + 32)
  }
  for (let j = 0; j <= columns; j++) previous[j] = j
  for (let i = 1; i <= rows; i++) {
    current[0] = i
    let least = i
    const letter = a.charCodeAt(i - 1)
    const letterBefore = i > 1 ? a.charCodeAt(i - 2) : -1
    for (let j = 1; j <= columns; j++) {
      const other = b.charCodeAt(j - 1)
      let best = (previous[j - 1] as number) + (letter === other ? 0 : 1)
      best = Math.min(best, (previous[j] as number) + 1, (current[j - 1] as number) + 1)
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && letterBefore === other) {
        best = Math.min(best, (before[j - 2] as number) + 1)
      }
      current[j] = best
      if (best < least) least = best
    }
    // An exchange reaches two rows back, so both rows must be beyond hope.
    if (least > most && i > 1 && rowLeast(previous, columns) > most) return most + 1
    const spare = before
    before = previous
    previous = current
    current = spare
  }
  if (!beginning) return Math.min(previous[columns] as number, most + 1)
  return Math.min(rowLeast(previous, columns), most + 1)
}

function rowLeast(row: Int32Array, columns: number): number {
  let least = row[0] as number
  for (let j = 1; j <= columns; j++) least = Math.min(least, row[j] as number)
  return least
}

/** How many slips a typed word may hold and still be meant: none in three letters, one in four or five, else two. */
export const slipsAllowed = (word: string): number => (word.length < 4 ? 0 : word.length < 6 ? 1 : 2)
