import type { LocalId } from '../../kernel/ids.js'

/** Somebody is away, and who stands in for them: a colleague, a team, or nobody named. */
export interface Away {
  who: LocalId
  /** Instants; without an end until further notice. */
  from: string
  until?: string | undefined
  cover?: LocalId | undefined
}

/** How many people one after the other stand in for each other before it goes to the team. */
const longestChain = 3

const now = (away: Away, at: string): boolean =>
  Date.parse(away.from) <= Date.parse(at) && (away.until === undefined || Date.parse(at) < Date.parse(away.until))

/** Who is away at an instant, and who stands in for each; of several absences the one that began last counts. */
export function awayAt(absences: readonly Away[], at: string): ReadonlyMap<LocalId, Away> {
  const byStart = [...absences].sort((a, b) => Date.parse(a.from) - Date.parse(b.from))
  return new Map(byStart.filter((away) => now(away, at)).map((away) => [away.who, away]))
}

/**
 * Who does a person's work at an instant: themselves; while they are away whoever stands in, and in turn for them, up to
 * three. Undefined when the chain ends nowhere, is longer or goes in a circle: then it is their team's.
 */
export function standIn(who: LocalId, away: ReadonlyMap<LocalId, Away>): LocalId | undefined {
  let at: LocalId | undefined = who
  for (let step = 0; step <= longestChain; step += 1) {
    const absent: Away | undefined = away.get(at)
    if (!absent) return at
    at = absent.cover
    if (at === undefined || at === who) return undefined
  }
  return undefined
}

/**
 * Since when nobody stands in for somebody who is away: since the last of those the chain leads over went. Undefined while
 * they are there, or somebody does their work.
 */
export function uncoveredSince(who: LocalId, away: ReadonlyMap<LocalId, Away>): string | undefined {
  if (!away.has(who) || standIn(who, away) !== undefined) return undefined
  const gone: string[] = []
  let absent = away.get(who)
  for (let step = 0; absent && step <= longestChain; step += 1) {
    gone.push(absent.from)
    absent = absent.cover && away.get(absent.cover)
  }
  return gone.reduce((last, from) => (Date.parse(from) > Date.parse(last) ? from : last))
}

/** Everyone whose work is one's own at the moment because they are away: of a person, or of a team. */
export const coveredBy = (by: LocalId, away: ReadonlyMap<LocalId, Away>): LocalId[] =>
  [...away.keys()].filter((who) => who !== by && standIn(who, away) === by)
