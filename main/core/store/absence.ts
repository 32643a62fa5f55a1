import type { Extension, PractitionerRole } from '@medplum/fhirtypes'
import type { Away } from '../../../shared/domain/task/cover.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from './connection.js'
import type { Projector } from './projector.js'
import { all, run } from './statement.js'
import { utc } from './utc.js'

/** In `PractitionerRole.notAvailable`: the colleague or team who stands in meanwhile. */
export const coveredBy = 'https://rounds.example/fhir/covered-by'

export interface AbsenceProjection {
  /** The PractitionerRole it stands in, and its place in that one's list. */
  role: LocalId
  number: number
  practitioner: LocalId
  starts: string
  ends: string | null
  cover: LocalId | null
  words: string
}

/** What stands in the type but not in FHIR's: elements may be extended wherever they are. */
export type NotAvailable = NonNullable<PractitionerRole['notAvailable']>[number] & { extension?: Extension[] }

/** Who is away when, and who stands in; one of a role that has ended says nothing. */
export const absenceProjector: Projector = {
  types: ['PractitionerRole'],
  tables: ['absence'],
  write(db, { id, resource }, identity) {
    this.remove(db, 'PractitionerRole', id)
    const { practitioner, active, notAvailable } = resource as PractitionerRole
    const who = identity.resolve(practitioner?.reference)
    if (!who || active === false) return
    for (const [number, away] of (notAvailable ?? []).entries()) {
      const { during, description, extension } = away as NotAvailable
      const starts = utc(during?.start)
      if (!starts) continue
      const cover = extension?.find(({ url }) => url === coveredBy)?.valueReference?.reference
      run(
        db,
        'INSERT INTO absence (role, number, practitioner, starts, ends, cover, words) VALUES (?, ?, ?, ?, ?, ?, ?)',
        ...[id, number, who, starts, utc(during?.end), identity.resolve(cover) ?? null, description ?? ''],
      )
    }
  },
  remove(db, _type, id) {
    run(db, 'DELETE FROM absence WHERE role = ?', id)
  },
}

/** Everybody's absences that have not ended at an instant. */
export const absencesAt = (db: Sqlite, at: string): AbsenceProjection[] =>
  all<AbsenceProjection>(db, 'SELECT * FROM absence WHERE ends IS NULL OR ends > ? ORDER BY starts, role, number', at)

/** The same as the rules of covering ask for them. */
export const awayOf = ({ practitioner, starts, ends, cover }: AbsenceProjection): Away => ({
  who: practitioner,
  from: starts,
  ...(ends && { until: ends }),
  ...(cover && { cover }),
})
