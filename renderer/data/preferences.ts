import { create } from 'zustand'
import type { PaperSize } from '../../shared/contract/shell.js'

export type Theme = 'system' | 'light' | 'dark' | 'contrast'
export type Density = 'comfortable' | 'dense'
export interface Preferences {
  theme: Theme
  density: Density
  /** Whose visits Today shows. */
  todayShows: 'mine' | 'all' | null
  /** What is printed on; null: as this computer's region has it. */
  paper: PaperSize | null
}

const KEY = 'rounds.preferences'
const usual: Preferences = { theme: 'system', density: 'comfortable', todayShows: null, paper: null }

function recall(): Preferences {
  try {
    return { ...usual, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>) }
  } catch {
    return usual
  }
}

/** How this workstation likes to look. Nothing about any patient is kept here. */
export const usePreferences = create<Preferences>(recall)

export function prefer(change: Partial<Preferences>): void {
  usePreferences.setState(change)
  try {
    localStorage.setItem(KEY, JSON.stringify(usePreferences.getState()))
  } catch {
    // Storage may be refused; the choice then lasts as long as the window.
  }
}

/** The theme to draw, given what the system prefers. */
export function themeToDraw(
  theme: Theme,
  system: { dark: boolean; moreContrast: boolean },
): 'light' | 'dark' | 'contrast' {
  if (theme !== 'system') return theme
  if (system.moreContrast) return 'contrast'
  return system.dark ? 'dark' : 'light'
}

const COLLAPSED = 'rounds.collapsed'
/** Notes remembered, the latest last. */
const mostNotes = 60

type Collapsed = [who: string, note: string, sections: string[]][]

function collapsedNotes(): Collapsed {
  try {
    const held = JSON.parse(localStorage.getItem(COLLAPSED) ?? '[]') as Collapsed
    return Array.isArray(held) ? held.filter((entry) => Array.isArray(entry) && Array.isArray(entry[2])) : []
  } catch {
    return []
  }
}

/** Which sections of a note a person last saw by their titles alone, at this workstation. Ids and section codes only. */
export const collapsedIn = (staff: string, note: string): string[] =>
  collapsedNotes().find(([who, which]) => who === staff && which === note)?.[2] ?? []

export function rememberCollapsed(staff: string, note: string, sections: string[]): void {
  const others = collapsedNotes().filter(([who, which]) => who !== staff || which !== note)
  const held: Collapsed = sections.length > 0 ? [...others, [staff, note, sections]] : others
  try {
    localStorage.setItem(COLLAPSED, JSON.stringify(held.slice(-mostNotes)))
  } catch {
    // Storage may be refused; the sections then open again with the note.
  }
}
