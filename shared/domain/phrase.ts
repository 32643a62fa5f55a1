/** Whose a phrase is: one person's, one team's, everybody's in the clinic, or one that came with Rounds. */
export const phraseScopes = ['personal', 'team', 'clinic', 'starter'] as const
export type PhraseScope = (typeof phraseScopes)[number]

/** Words for a place in a note, a whole note with its sections, or a reply to a patient. */
export const phraseKinds = ['phrase', 'template', 'reply'] as const
export type PhraseKind = (typeof phraseKinds)[number]

export const scopeWords: Record<PhraseScope, string> = {
  personal: 'Mine',
  team: 'Team',
  clinic: 'Clinic',
  starter: 'Rounds starter',
}

/** What is typed after the full stop: a letter first, so that `.5` is a number for ever. */
export const phraseNamePattern = /^[a-z][a-z0-9-]{1,29}$/

/** What is wrong with a short name, in words; undefined when nothing is. */
export function nameTrouble(name: string): string | undefined {
  if (phraseNamePattern.test(name)) return undefined
  if (name === '') return 'Give it a short name to type after the full stop.'
  if (!/^[a-z]/.test(name)) return 'A short name begins with a letter, in lower case.'
  if (name.length < 2 || name.length > 30) return 'A short name has 2 to 30 letters.'
  return 'A short name has lower-case letters, digits and hyphens only.'
}

interface Named {
  name: string
  scope: PhraseScope
}

const weight = (scope: PhraseScope): number => phraseScopes.indexOf(scope)

/** Where several have one short name the nearest wins: one's own, the team's, the clinic's, the starter. */
export function winning<T extends Named>(phrases: Iterable<T>): Map<string, T> {
  const won = new Map<string, T>()
  for (const phrase of phrases) {
    const other = won.get(phrase.name)
    if (!other || weight(phrase.scope) < weight(other.scope)) won.set(phrase.name, phrase)
  }
  return won
}

/**
 * The way a phrase leads back to itself, `['a', 'b', 'a']`, when it does; `uses` answers the short names a phrase holds.
 */
export function circleFrom(name: string, uses: (name: string) => readonly string[]): string[] | undefined {
  const seen = new Set<string>()
  const follow = (at: string, way: readonly string[]): string[] | undefined => {
    for (const next of uses(at)) {
      if (next === name) return [...way, next]
      if (seen.has(next)) continue
      seen.add(next)
      const found = follow(next, [...way, next])
      if (found) return found
    }
    return undefined
  }
  return follow(name, [name])
}

/** `.a uses .b, and .b uses .a` */
export const circleWords = (way: readonly string[]): string =>
  way
    .slice(0, -1)
    .map((name, i) => `.${name} uses .${way[i + 1]}`)
    .join(', and ')
