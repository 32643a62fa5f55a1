import type { ConflictPart, ConflictView } from '../../../shared/contract/views/conflict.js'
import type { Choice } from '../../../shared/domain/comparison.js'

export type Chosen = Readonly<Record<string, Choice>>

/** What is proposed, where something is. */
export const proposals = (parts: readonly ConflictPart[]): Chosen =>
  Object.fromEntries(parts.flatMap(({ key, proposed }) => (proposed ? [[key, proposed]] : [])))

const sides = ({ mine, theirs }: ConflictPart): string => JSON.stringify([mine, theirs])

/** Choices carried over to versions that changed meanwhile: only those about parts that read as they did. */
export function carriedOver(before: readonly ConflictPart[], now: readonly ConflictPart[], chosen: Chosen): Chosen {
  const read = new Map(before.map((part) => [part.key, sides(part)]))
  const kept = now.flatMap((part) => {
    const choice = chosen[part.key]
    return choice && read.get(part.key) === sides(part) ? [[part.key, choice] as const] : []
  })
  return { ...proposals(now), ...Object.fromEntries(kept) }
}

/** How many parts still wait for a choice. */
export const leftOpen = ({ parts }: ConflictView, chosen: Chosen): number =>
  parts.filter(({ key }) => !chosen[key]).length

/** Whether the result is neither of the two versions. */
export const isCombined = (chosen: Chosen): boolean => {
  const kinds = new Set(Object.values(chosen))
  return kinds.size > 1 || kinds.has('both')
}
