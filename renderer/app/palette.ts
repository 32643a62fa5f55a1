import type { KeyScope } from '../data/keyboard.js'

/** Something the palette can do besides opening a patient. */
export interface PaletteAction {
  id: string
  label: string
  group: string
  keys: string
  run: () => void
}

/** Every key's action that works now, once each; the newest scope's first. */
export function actionsOf(scopes: readonly KeyScope[]): PaletteAction[] {
  const actions = new Map<string, PaletteAction>()
  for (const scope of scopes.toReversed()) {
    for (const { keys, label, run, quiet } of scope.bindings) {
      if (!quiet && !actions.has(label))
        actions.set(label, { id: `${scope.group} ${label}`, label, group: scope.group, keys, run })
    }
  }
  return [...actions.values()]
}

/** How well a label answers what was typed: each typed word must begin a word of it. 0 when it does not. */
export function fits(label: string, typed: string): number {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return 1
  const parts = label.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  let score = 1
  for (const word of words) {
    const at = parts.findIndex((part) => part.startsWith(word))
    if (at < 0) return 0
    score += at === 0 ? 2 : 1
  }
  return score
}

/** What fits, best first; equals keep their order. */
export const pick = <T extends { label: string }>(items: readonly T[], typed: string, most: number): T[] =>
  items
    .map((item, index) => ({ item, index, score: fits(item.label, typed) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, most)
    .map(({ item }) => item)
