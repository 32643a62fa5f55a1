import type { Node } from 'prosemirror-model'

/** A record a smart link was read from. */
export interface SmartNodeSource {
  /** FHIR type and local id. */
  type: string
  id: string
  /** What that record said then. */
  said?: string
}

/** A smart link or list where it stands. */
export interface PlacedSmart {
  /** Its position in the document. */
  at: number
  node: Node
  link: string
  words: string
  sources: readonly SmartNodeSource[]
}

export const isSmart = ({ type }: Node): boolean => type.name === 'smart_link' || type.name === 'smart_list'

/** Every smart link and list of a note in reading order. */
export function smartNodes(doc: Node): PlacedSmart[] {
  const found: PlacedSmart[] = []
  doc.descendants((node, at) => {
    if (!isSmart(node)) return true
    const words = node.type.spec.leafText?.(node) ?? ''
    found.push({ at, node, link: node.attrs.link, words, sources: node.attrs.sources })
    return false
  })
  return found
}

/** The records a note's smart links were read from, each once. */
export function smartSources(doc: Node): SmartNodeSource[] {
  const found = new Map<string, SmartNodeSource>()
  for (const { sources } of smartNodes(doc)) {
    for (const source of sources) {
      const key = `${source.type}/${source.id}/${source.said ?? ''}`
      if (!found.has(key)) found.set(key, source)
    }
  }
  return [...found.values()]
}
