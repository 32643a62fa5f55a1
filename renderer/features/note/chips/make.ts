import type { ChipAttrs, ChipDataOf, ChipKind, ChipResource } from '../../../../shared/domain/chip/chip.js'
import { insertChip, openChip, type SuggestItem } from '../../../editor/index.js'

/** A new chip. */
export const chipOf = <K extends ChipKind>(
  kind: K,
  text: string,
  data: ChipDataOf[K],
  resource: ChipResource | null = null,
): ChipAttrs => ({ id: crypto.randomUUID(), kind, text: text.slice(0, 500), data, resource })

/** What choosing a suggestion does: the chip takes the place of the words, and opens where something is still to be said. */
export const putting =
  (make: () => ChipAttrs, opens = false): SuggestItem['choose'] =>
  (range) =>
  (state, dispatch, view) => {
    const chip = make()
    const done = insertChip(chip, range)(state, dispatch)
    if (done && opens && view) openChip(chip.id)(view.state, view.dispatch)
    return done
  }

/** Puts other words in the place of what was typed, so that the list goes on with them. */
export const goingOn =
  (words: string): SuggestItem['choose'] =>
  ({ from, to }) =>
  (state, dispatch) => {
    dispatch?.(state.tr.insertText(words, from, to))
    return true
  }

const plain = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')

/** Whether every word typed begins a word of the text. */
export function saysAll(text: string, typed: string): boolean {
  const words = plain(text).split(/[^\p{L}\p{N}]+/u)
  return plain(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .every((part) => words.some((word) => word.startsWith(part)))
}
