/**
 * What changes on screen counts as read once it has stood there this long, milliseconds: what comes in the instant before
 * a key is not what the key was about.
 */
const readMs = 500

interface Shown {
  version: string
  /** When it was drawn. */
  since: number
  /** What had been read before it came in its place. */
  before?: string
}

const shown = new Map<string, Shown>()

const read = ({ version, since, before }: Shown, at: number): string =>
  before === undefined || at - since >= readMs ? version : before

/** What an item says was drawn, in this version. */
export function noteShown(item: string, version: string, at = performance.now()): void {
  const now = shown.get(item)
  if (now?.version === version) return
  shown.set(item, { version, since: at, ...(now && { before: read(now, at) }) })
}

/** The version of it that somebody has had before them; undefined while it has not been drawn. */
export function seenOf(item: string, at = performance.now()): string | undefined {
  const now = shown.get(item)
  return now && read(now, at)
}
