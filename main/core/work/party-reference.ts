import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Reader } from '../store/store.js'

/** Whom a plan of the clinic names, as known here: `Practitioner/12` is `person:…`. */
export function partyHere({ identity }: Reader, stored: string): string {
  if (stored.startsWith('role:') || !stored.includes('/')) return stored
  const kind = stored.startsWith('CareTeam/') ? 'team' : 'person'
  return `${kind}:${identity.resolve(stored) ?? stored}`
}

/** The same as it is stored, so that every workstation and other systems know them. */
export function partyThere({ identity }: Reader, party: string): string {
  const [kind, id] = party.split(':') as [string, LocalId]
  if (kind === 'person') return identity.reference('Practitioner', id)
  return kind === 'team' && id ? identity.reference('CareTeam', id) : party
}
