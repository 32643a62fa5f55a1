import type { Node } from 'prosemirror-model'

/** One section as each version has it. */
export interface SectionTrio {
  /** Tells it from every other section of the note. */
  name: string
  base: Node | undefined
  mine: Node | undefined
  theirs: Node | undefined
}

/** Which sections of the versions are the same section, and the order in which each side has its own. */
export interface SectionPairs {
  base: readonly SectionTrio[]
  mine: readonly SectionTrio[]
  theirs: readonly SectionTrio[]
}

/**
 * Says which sections are the same: by code and title, and by code alone for what is left, so that one with a new title
 * is still itself. Where a section stands plays no part.
 */
export function pairSections(base: Node | undefined, mine: Node, theirs: Node): SectionPairs {
  const trios: SectionTrio[] = []
  const names = new Map<string, number>()
  const add = (section: Node): SectionTrio => {
    const { code, title } = section.attrs as { code: string; title: string }
    const occurrence = (names.get(`${code} ${title}`) ?? 0) + 1
    names.set(`${code} ${title}`, occurrence)
    const trio = { name: `${code} ${title} ${occurrence}`, base: undefined, mine: undefined, theirs: undefined }
    trios.push(trio)
    return trio
  }
  const place = (doc: Node | undefined, side: 'base' | 'mine' | 'theirs'): SectionTrio[] => {
    const sections = doc?.children ?? []
    const known = trios.map((trio) => (trio.base ?? trio.mine) as Node)
    const found = matched(known, sections)
    return sections.map((section, at) => {
      const index = found.get(at)
      const trio = index === undefined ? add(section) : (trios[index] as SectionTrio)
      trio[side] = section
      return trio
    })
  }
  return { base: place(base, 'base'), mine: place(mine, 'mine'), theirs: place(theirs, 'theirs') }
}

/** For each section of `b` that is one of `a`, by its index, the index of that one. */
export function matched(a: readonly Node[], b: readonly Node[]): Map<number, number> {
  const found = new Map<number, number>()
  const taken = new Set<number>()
  const same = [
    (x: Node, y: Node) => x.attrs.code === y.attrs.code && x.attrs.title === y.attrs.title,
    (x: Node, y: Node) => x.attrs.code === y.attrs.code,
  ]
  for (const alike of same) {
    b.forEach((section, at) => {
      if (found.has(at)) return
      const index = a.findIndex((other, i) => !taken.has(i) && alike(other, section))
      if (index < 0) return
      found.set(at, index)
      taken.add(index)
    })
  }
  return found
}
