import { emptyNote, schema } from '../../../shared/document/index.js'
import type { NoteDocument } from './note-content.js'

/**
 * Joins two versions of a draft that both began from `base`: a section changed on one side only is taken from there;
 * one changed on both keeps mine, and below it what the other side has that mine has not, under a line that says so.
 * No text of either side is ever dropped.
 */
export function merged(base: NoteDocument | undefined, mine: NoteDocument, theirs: NoteDocument): NoteDocument {
  if (mine.eq(theirs)) return mine
  const before = sectionsOf(base)
  const left = sectionsOf(mine)
  const right = sectionsOf(theirs)
  const sections: NoteDocument[] = []
  for (const [key, section] of left) {
    const other = right.get(key)
    const was = before.get(key)
    if (!other || section.eq(other) || (was && other.eq(was))) sections.push(section)
    else if (was && section.eq(was)) sections.push(other)
    else sections.push(both(section, other))
  }
  for (const [key, section] of right) if (!left.has(key)) sections.push(section)
  return schema.node('doc', null, sections)
}

/** Sections by code and occurrence, in order. */
function sectionsOf(doc: NoteDocument | undefined): Map<string, NoteDocument> {
  const sections = new Map<string, NoteDocument>()
  doc?.forEach((section) => {
    const { code } = section.attrs as { code: string }
    let occurrence = 1
    while (sections.has(`${code} ${occurrence}`)) occurrence += 1
    sections.set(`${code} ${occurrence}`, section)
  })
  return sections
}

/**
 * What `mine` has that `settled` has not, as the beginning of an addendum; undefined when there is nothing. For words
 * that were typed while the note was signed elsewhere.
 */
export function wordsBeyond(settled: NoteDocument, mine: NoteDocument): NoteDocument | undefined {
  const known: NoteDocument[] = []
  settled.forEach((section) => {
    known.push(...blocksOf(section))
  })
  const more: NoteDocument[] = []
  mine.forEach((section) => {
    more.push(...blocksOf(section).filter((block) => !isEmpty(block) && !known.some((own) => own.eq(block))))
  })
  if (more.length === 0) return undefined
  const first = emptyNote('addendum').firstChild
  const line = schema.node('paragraph', null, [
    schema.text('Written before the signature arrived here:', [schema.mark('em')]),
  ])
  return schema.node('doc', null, [schema.node('section', first?.attrs, [line, ...more])])
}

function blocksOf(section: NoteDocument): NoteDocument[] {
  const blocks: NoteDocument[] = []
  section.forEach((block) => {
    blocks.push(block)
  })
  return blocks
}

const isEmpty = (block: NoteDocument): boolean => block.isTextblock && block.content.size === 0

function both(mine: NoteDocument, theirs: NoteDocument): NoteDocument {
  const kept = blocksOf(mine)
  const more = blocksOf(theirs).filter((block) => !isEmpty(block) && !kept.some((own) => own.eq(block)))
  if (more.length === 0) return mine
  const line = schema.node('paragraph', null, [
    schema.text('Also written on another workstation:', [schema.mark('em')]),
  ])
  return schema.node('section', mine.attrs, [...kept, line, ...more])
}
