/** The parts of a FHIR HumanName that Rounds reads. */
export interface NameParts {
  use?: string
  text?: string
  family?: string
  given?: string[]
  prefix?: string[]
  suffix?: string[]
  period?: { end?: string }
}

/** A person's name in the forms the clinic shows. */
export interface PersonName {
  family: string
  given: string[]
  /** `Okafor, Amara J.` */
  name: string
  /** `Okafor, A.` */
  shortName: string
  initials: string
  preferredName: string | undefined
}

const rank: Record<string, number> = { official: 0, usual: 1, temp: 3, anonymous: 4, nickname: 5, maiden: 6, old: 7 }

/** The name a person goes by on paper: official, then usual, then whatever there is. */
export function officialName<T extends NameParts>(names: readonly T[] | undefined): T | undefined {
  const current = (names ?? []).filter((name) => name.family || name.given?.length || name.text)
  return [...current].sort((a, b) => (rank[a.use ?? ''] ?? 2) - (rank[b.use ?? ''] ?? 2))[0]
}

const first = (text: string | undefined): string => [...(text ?? '')][0] ?? ''

const middle = (given: string): string => (given.length > 2 || !given.endsWith('.') ? `${first(given)}.` : given)

/** A patient's name. A name given only as text is kept as it is; nobody is called nothing. */
export function personName(names: readonly NameParts[] | undefined): PersonName {
  const official = officialName(names)
  const nickname = (names ?? []).find((name) => name.use === 'nickname')
  const preferredName = nickname?.given?.[0] ?? nickname?.text
  const family = official?.family ?? ''
  const given = official?.given ?? []
  if (!family && given.length === 0) {
    const name = official?.text ?? 'Name not recorded'
    const words = name.split(/\s+/)
    const initials = `${first(words[0])}${words.length > 1 ? first(words.at(-1)) : ''}`.toUpperCase()
    return { family: '', given: [], name, shortName: name, initials, preferredName }
  }
  const suffix = official?.suffix?.filter((text) => /^(Jr|Sr|I{1,3}|IV|V)\.?$/i.test(text)).join(' ')
  const forenames = [given[0], ...given.slice(1).map(middle)].filter(Boolean).join(' ')
  return {
    family,
    given,
    name: [family || undefined, [forenames, suffix].filter(Boolean).join(' ') || undefined].filter(Boolean).join(', '),
    shortName: [family || undefined, given[0] ? `${first(given[0])}.` : undefined].filter(Boolean).join(', '),
    initials: `${first(given[0])}${first(family)}`.toUpperCase(),
    preferredName,
  }
}

/** A colleague's name as it is said: `Dr Lena Novak`, `Marcus Hale, NP`. */
export function staffName(names: readonly NameParts[] | undefined): { name: string; initials: string } {
  const official = officialName(names)
  const spoken = [...(official?.prefix ?? []), ...(official?.given?.slice(0, 1) ?? []), official?.family]
    .filter(Boolean)
    .join(' ')
  const name = official?.text ?? (spoken || 'Unknown colleague')
  const initials = `${first(official?.given?.[0])}${first(official?.family)}`.toUpperCase()
  return { name, initials: initials || first(name).toUpperCase() }
}
