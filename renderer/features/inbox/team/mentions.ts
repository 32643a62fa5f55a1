/** Somebody who can be mentioned. */
export interface Person {
  id: string
  name: string
}

/** Titles before a name: people are found by what comes after. */
const title = /^(dr|prof|mr|mrs|ms)\.?\s+/i

/** What is being typed after an `@` right before the cursor; undefined when nothing is. */
export const mentionBefore = (text: string): string | undefined =>
  /(?:^|\s)@([\p{L}'’.-]*(?: [\p{L}'’-]*)?)$/u.exec(text)?.[1]

/** Who is meant by the beginning of a name, first or last. */
export function peopleFor<P extends Person>(typed: string, people: readonly P[]): P[] {
  const wanted = typed.toLowerCase()
  return people.filter(({ name }) => {
    const bare = name.replace(title, '').toLowerCase()
    return bare.startsWith(wanted) || bare.split(' ').some((part) => part.startsWith(wanted))
  })
}

/** Puts a person's name in the place of what was typed after the `@`. */
export const withMention = (text: string, typed: string, { name }: Person): string =>
  `${text.slice(0, text.length - typed.length)}${name} `

/** Who is mentioned in a text: a name right after an `@`, the longest that fits. */
export function mentionedIn<P extends Person>(text: string, people: readonly P[]): P[] {
  const longest = [...people].sort((a, b) => b.name.length - a.name.length)
  const found = new Set<P>()
  for (const [at] of [...text.matchAll(/@/g)].map((match) => [match.index + 1])) {
    const person = longest.find(
      ({ name }) => text.startsWith(name, at) && !/[\p{L}]/u.test(text.charAt((at ?? 0) + name.length)),
    )
    if (person) found.add(person)
  }
  return people.filter((person) => found.has(person))
}
