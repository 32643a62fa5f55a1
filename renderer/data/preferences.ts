import { create } from 'zustand'

export type Theme = 'system' | 'light' | 'dark' | 'contrast'
export type Density = 'comfortable' | 'dense'
export interface Preferences {
  theme: Theme
  density: Density
  /** Whose visits Today shows. */
  todayShows: 'mine' | 'all' | null
}

const KEY = 'rounds.preferences'
const usual: Preferences = { theme: 'system', density: 'comfortable', todayShows: null }

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
