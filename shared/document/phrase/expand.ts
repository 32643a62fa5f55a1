import { Fragment, type Mark, type Node } from 'prosemirror-model'
import { schema } from '../schema.js'
import { blocksText } from '../text.js'
import { wildcardText } from '../wildcard.js'
import { type Token, tokensOf } from './token.js'

/** What a phrase is filled from. Whatever is not known becomes a wildcard, never a guess. */
export interface PhraseSources {
  /** The document of the phrase of that short name. */
  phrase(name: string): Node | undefined
  /** A parameter's value: a fact of the patient, or what the person answered. */
  value(parameter: string): string | undefined
  /** Data of the chart: an inline node, or a list as a block of its own. */
  link?(name: string): Node | undefined
  /** An inline node for an order, a diagnosis … by its words. */
  chip?(kind: string, words: string): Node | undefined
}

/** A parameter only the person can fill. */
export interface Ask {
  name: string
  /** The question to show. */
  words: string
}

export interface Expansion {
  /** The phrase's sections with nothing left to expand; what a person has to fill in is in them as text. */
  doc: Node
  /** What could not be filled from the sources, once each, in order. */
  asks: Ask[]
  /** Short names that are of no phrase, lead in a circle or too deep. */
  left: string[]
}

/** How deep phrases may be in each other. */
const deepest = 6
/** Blocks an expansion may have: a note that long was meant by nobody. */
const mostBlocks = 3000

const { paragraph, heading, list_item: item } = schema.nodes

interface Run {
  sources: PhraseSources
  asks: Map<string, Ask>
  left: Set<string>
  blocks: number
}

/** Fills in what is known and puts the phrases a phrase holds in their places. */
export function expandPhrase(doc: Node, sources: PhraseSources): Expansion {
  const run: Run = { sources, asks: new Map(), left: new Set(), blocks: 0 }
  const sections = doc.children.map((section) => section.copy(Fragment.from(filled(section.children, [], run))))
  return { doc: doc.copy(Fragment.from(sections)), asks: [...run.asks.values()], left: [...run.left] }
}

const filled = (blocks: readonly Node[], way: readonly string[], run: Run): Node[] => {
  const made = blocks.flatMap((block) => blockOf(block, way, run))
  return made.length > 0 ? made : [paragraph.create()]
}

function blockOf(block: Node, way: readonly string[], run: Run): Node[] {
  run.blocks += 1
  if (block.isTextblock) return textblockOf(block, way, run)
  const children = Fragment.from(block.children.flatMap((child) => blockOf(child, way, run)))
  const fits = block.type.validContent(children)
  return [block.copy(fits ? children : Fragment.from(fitting(children.content, block.type === item)))]
}

/** Blocks as a list's item or a table's cell may hold them. */
export function fitting(blocks: readonly Node[], paragraphFirst: boolean): Node[] {
  const fit = blocks.flatMap((block): Node[] => {
    if (block.type === heading) return [paragraph.create(null, block.content)]
    if (block.type === paragraph || block.type.isInGroup('list')) return [block]
    return blocksText(schema.nodes.doc.create(null, block))
      .split('\n')
      .map((line) => paragraph.create(null, line ? schema.text(line) : null))
  })
  const first = fit[0]
  return first === undefined || (paragraphFirst && first.type !== paragraph) ? [paragraph.create(), ...fit] : fit
}

type Piece = { inline: Node[] } | { blocks: Node[] }

/** A textblock with its tokens replaced: itself, or several blocks where a phrase of several stood in it. */
function textblockOf(block: Node, way: readonly string[], run: Run): Node[] {
  const pieces: Piece[] = []
  let at = 0
  for (const token of tokensOf(block)) {
    const piece = pieceFor(token, marksAt(block, token.from), way, run)
    if (!piece) continue
    if (token.from > at) pieces.push({ inline: block.content.cut(at, token.from).content.slice() })
    pieces.push(piece)
    at = token.to
  }
  if (pieces.length === 0) return [block]
  if (at < block.content.size) pieces.push({ inline: block.content.cut(at).content.slice() })
  return assembled(block, pieces)
}

function assembled(block: Node, pieces: readonly Piece[]): Node[] {
  const blocks: Node[] = []
  let line: Node[] = []
  const endLine = (): void => {
    const own = block.copy(Fragment.from(line))
    if (own.textContent.trim() !== '' || own.children.some((node) => !node.isText)) blocks.push(own)
    line = []
  }
  for (const piece of pieces) {
    if ('inline' in piece) line.push(...piece.inline)
    else if (block.type === heading) line.push(...inlineOf(piece.blocks))
    else {
      endLine()
      blocks.push(...piece.blocks)
    }
  }
  if (line.length > 0) endLine()
  return blocks.length > 0 ? blocks : [block.copy(Fragment.empty)]
}

const inlineOf = (blocks: readonly Node[]): Node[] => {
  const text = blocksText(schema.nodes.doc.create(null, [...blocks])).replace(/\s*\n\s*/g, ' ')
  return text === '' ? [] : [schema.text(text)]
}

const marksAt = (block: Node, offset: number): readonly Mark[] => block.nodeAt(offset)?.marks ?? []

const words = (text: string, marks: readonly Mark[]): Piece => ({
  inline: text === '' ? [] : [schema.text(text, marks)],
})

/** What takes a token's place; undefined where it stays as it is written. */
function pieceFor(token: Token, marks: readonly Mark[], way: readonly string[], run: Run): Piece | undefined {
  const { sources } = run
  switch (token.kind) {
    case 'wildcard':
    case 'choice':
      return undefined
    case 'parameter': {
      const value = sources.value(token.name)?.replace(/\s+/g, ' ').trim()
      if (value) return words(value, marks)
      if (!run.asks.has(token.name)) run.asks.set(token.name, { name: token.name, words: token.ask ?? token.name })
      return words(wildcardText, marks)
    }
    case 'link': {
      const node = sources.link?.(token.name)
      if (!node) return words(wildcardText, marks)
      return node.isInline ? { inline: [node] } : { blocks: [node] }
    }
    case 'chip': {
      const node = sources.chip?.(token.chip, token.words)
      return node ? { inline: [node] } : words(`${token.words} ${wildcardText}`, marks)
    }
    case 'phrase':
      return phraseFor(token.name, marks, way, run)
  }
}

function phraseFor(name: string, marks: readonly Mark[], way: readonly string[], run: Run): Piece {
  const doc = run.sources.phrase(name)
  if (!doc) {
    run.left.add(name)
    // Renamed or retired since: what should stand here is missed, not passed over.
    return words(`.${name} ${wildcardText}`, marks)
  }
  if (way.includes(name) || way.length >= deepest || run.blocks > mostBlocks) {
    run.left.add(name)
    return words(wildcardText, marks)
  }
  const blocks = filled(
    doc.children.flatMap((section) => section.children),
    [...way, name],
    run,
  )
  const [only] = blocks
  if (blocks.length === 1 && only?.type === paragraph) return { inline: only.content.content.slice() }
  return { blocks }
}
