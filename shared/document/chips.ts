import type { Node } from 'prosemirror-model'
import { type Chip, type ChipAttrs, readChip } from '../domain/chip/chip.js'

/** A chip where it stands. */
export interface PlacedChip {
  attrs: ChipAttrs
  /** What it means; undefined when it is broken or of a later version. */
  chip: Chip | undefined
  /** Its position in the document. */
  at: number
  /** The section's title. */
  section: string
  /** The id of the diagnosis chip of the problem it stands in. */
  problem: string | undefined
}

/** Every chip of a note in reading order. */
export function chipsIn(doc: Node): PlacedChip[] {
  const placed: PlacedChip[] = []
  doc.forEach((section, offset) => {
    const visit = (parent: Node, start: number, problem: string | undefined): void => {
      parent.forEach((node, at) => {
        const pos = start + at
        if (node.type.name === 'chip') {
          const attrs = node.attrs as ChipAttrs
          placed.push({ attrs, chip: readChip(attrs), at: pos, section: section.attrs.title, problem })
        } else if (!node.isLeaf) {
          visit(node, pos + 1, node.type.name === 'problem' ? diagnosisOf(node)?.id : problem)
        }
      })
    }
    visit(section, offset + 1, undefined)
  })
  return placed
}

/** Which problem a problem block is about: its first diagnosis chip. */
function diagnosisOf(problem: Node): ChipAttrs | undefined {
  let found: ChipAttrs | undefined
  problem.descendants((node) => {
    if (!found && node.type.name === 'chip' && node.attrs.kind === 'diagnosis') found = node.attrs as ChipAttrs
    return found === undefined
  })
  return found
}
