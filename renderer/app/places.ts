import { may, type Role } from '../../shared/domain/role.js'
import type { PlaceName } from '../data/index.js'
import type { IconName } from '../ui/index.js'

/** A screen of the rail. */
export interface PlaceEntry {
  name: PlaceName
  label: string
  icon: IconName
  keys: string
}

const all: readonly PlaceEntry[] = [
  { name: 'today', label: 'Today', icon: 'calendar', keys: 'Alt+1' },
  { name: 'inbox', label: 'Inbox', icon: 'inbox', keys: 'Alt+2' },
  { name: 'patients', label: 'Patients', icon: 'patients', keys: 'Alt+3' },
  { name: 'draws', label: 'Draws', icon: 'draws', keys: 'Alt+4' },
  { name: 'messages', label: 'Messages', icon: 'message', keys: 'Alt+7' },
  { name: 'results', label: 'Results', icon: 'result', keys: 'Alt+8' },
  { name: 'conflicts', label: 'Two versions', icon: 'merge', keys: 'Alt+6' },
  { name: 'insight', label: 'What waits', icon: 'activity', keys: 'Alt+9' },
  { name: 'clinic', label: 'Clinic', icon: 'clinic', keys: 'Alt+5' },
]

export const placeEntry = (name: PlaceName): PlaceEntry => all.find((entry) => entry.name === name) as PlaceEntry

/** The screens a role works from: the front desk draws no blood, and how work waits is for who leads. */
export const placesOf = (role: Role): readonly PlaceEntry[] =>
  all.filter(
    ({ name }) => (name !== 'draws' || role !== 'front-desk') && (name !== 'insight' || may(role, 'work.insight')),
  )
