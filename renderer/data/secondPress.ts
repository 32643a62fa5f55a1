/** Two presses within this time are one, milliseconds: what the first brought under the finger was not meant. */
const doublePress = 500

/** Tells whether a press is the second of two, each about the same thing; of anything when nothing is named. */
export function secondPress(): (about?: string) => boolean {
  let last: { about: string | undefined; at: number } | null = null
  return (about) => {
    const at = performance.now()
    if (last && last.about === about && at - last.at < doublePress) return true
    last = { about, at }
    return false
  }
}
