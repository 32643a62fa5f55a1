import type { LocalId } from '../../../shared/kernel/ids.js'
import type { KeptEditor } from '../../editor/index.js'

/** How many notes keep their cursor and undo history while another chart is on screen. */
const most = 8

let owner: LocalId | undefined
const kept = new Map<LocalId, KeptEditor>()

/** Lays an editor aside for its writer; another person at this window finds none of them. */
export function layAside(note: LocalId, staff: LocalId, editor: KeptEditor | undefined): void {
  if (owner !== staff) kept.clear()
  owner = staff
  kept.delete(note)
  if (!editor) return
  kept.set(note, editor)
  if (kept.size > most) kept.delete(kept.keys().next().value as LocalId)
}

export const laidAside = (note: LocalId, staff: LocalId | undefined): KeptEditor | undefined =>
  staff === owner ? kept.get(note) : undefined
