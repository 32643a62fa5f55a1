import { create } from 'zustand'
import type { LocalId } from '../../shared/kernel/ids.js'

export type PlaceName =
  | 'today'
  | 'inbox'
  | 'patients'
  | 'draws'
  | 'messages'
  | 'results'
  | 'conflicts'
  | 'insight'
  | 'clinic'
/** Where the window is. */
export type Place = { name: PlaceName; section?: string } | { name: 'chart'; patient: LocalId }
/** A chart kept open as a tab, with the note open in it. */
export interface OpenChart {
  patient: LocalId
  note: LocalId | null
}
export interface Navigation {
  place: Place
  /** The screen the first tab leads back to. */
  home: PlaceName
  charts: readonly OpenChart[]
}

export const MOST_CHARTS = 8
const KEY = 'rounds.navigation'

/** Windows, charts and screens; ids only, so that it may be kept for a reload of the window. */
export const useNavigation = create<Navigation>(
  () => recall() ?? { place: { name: 'today' }, home: 'today', charts: [] },
)

function recall(): Navigation | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Navigation | null
  } catch {
    return null
  }
}
useNavigation.subscribe((state) => {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(state))
  } catch {
    // Storage may be refused; a reload then begins at the first screen.
  }
})

const { setState: set, getState: get } = useNavigation

export function go(name: PlaceName, section?: string): void {
  set({ place: section === undefined ? { name } : { name, section }, home: name })
}

/** Opens a patient's chart as a tab, or goes to it; with a note to open it there. The oldest tab makes room past eight. */
export function openChart(patient: LocalId, note?: LocalId | null): void {
  const { charts } = get()
  const known = charts.find((chart) => chart.patient === patient)
  const next = known
    ? charts.map((chart) => (chart === known && note !== undefined ? { ...chart, note } : chart))
    : [...charts.slice(-(MOST_CHARTS - 1)), { patient, note: note ?? null }]
  set({ charts: next, place: { name: 'chart', patient } })
}

/** Opens a note in its patient's chart, or closes the one that is open there. */
export function openNote(patient: LocalId, note: LocalId | null): void {
  set(({ charts }) => ({ charts: charts.map((chart) => (chart.patient === patient ? { ...chart, note } : chart)) }))
}

/** Closes a chart's tab and goes to its neighbour, or back to the screen. */
export function closeChart(patient: LocalId): void {
  const { charts, place, home } = get()
  const at = charts.findIndex((chart) => chart.patient === patient)
  if (at < 0) return
  const left = charts.filter((chart) => chart.patient !== patient)
  const neighbour = left[at] ?? left[at - 1]
  const here = place.name === 'chart' && place.patient === patient
  set({
    charts: left,
    ...(here ? { place: neighbour ? { name: 'chart' as const, patient: neighbour.patient } : { name: home } } : {}),
  })
}

/** Tab 0 is the screen, 1… the charts, as Ctrl+1…9 count them from one. */
export function goToTab(index: number): void {
  const { charts, home } = get()
  const chart = charts[index - 1]
  if (chart) set({ place: { name: 'chart', patient: chart.patient } })
  else if (index === 0) go(home)
}

export function nextTab(step: 1 | -1): void {
  const { charts, place } = get()
  const at = place.name === 'chart' ? charts.findIndex((chart) => chart.patient === place.patient) + 1 : 0
  const count = charts.length + 1
  goToTab((at + step + count) % count)
}

/** Closes everything: at sign-out. */
export function leaveAll(home: PlaceName = 'today'): void {
  set({ charts: [], place: { name: home }, home })
}
