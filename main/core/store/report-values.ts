import type { DiagnosticReport, Observation, Reference } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from './connection.js'
import type { Identity } from './identity.js'
import { all } from './statement.js'

/** Panels within panels are followed so far: deeper ones are nobody's results. */
const deepest = 4

type Panel = Pick<Observation, 'status' | 'hasMember' | 'component'>

/**
 * The values of a report by their local ids, in its order. A laboratory may name a panel instead of its values (`hasMember`): its
 * members stand in its place, and beside it where it says something itself. `panels`: it always stands there, too.
 */
export function valuesOf(
  db: Sqlite,
  identity: Identity,
  { result }: Pick<DiagnosticReport, 'result'>,
  { panels = false }: { panels?: boolean } = {},
): LocalId[] {
  const local = (references: readonly Reference[] | undefined): LocalId[] =>
    (references ?? []).flatMap(({ reference }) => identity.resolve(reference) ?? [])
  const found = new Set<LocalId>()
  const follow = (ids: readonly LocalId[], depth: number): void => {
    const members = depth < deepest ? panelsAmong(db, ids) : new Map<LocalId, Panel>()
    for (const id of ids) {
      const panel = members.get(id)
      if (!panel || panels || saysItself(panel)) found.add(id)
      if (panel) follow(local(panel.hasMember), depth + 1)
    }
  }
  follow(local(result), 0)
  return [...found]
}

/** Those that are shown and have members. */
function panelsAmong(db: Sqlite, ids: readonly LocalId[]): Map<LocalId, Panel> {
  if (ids.length === 0) return new Map()
  const rows = all<{ id: LocalId; json: string }>(
    db,
    `SELECT id, json FROM resource WHERE type = 'Observation' AND id IN (SELECT value FROM json_each(?))
     AND instr(json, '"hasMember"') > 0`,
    JSON.stringify(ids),
  )
  return new Map(
    rows
      .map(({ id, json }) => [id, JSON.parse(json) as Panel] as const)
      .filter(
        ([, { status, hasMember }]) => hasMember?.length && status !== 'entered-in-error' && status !== 'cancelled',
      ),
  )
}

const saysItself = (panel: Panel): boolean =>
  (panel.component?.length ?? 0) > 0 || Object.keys(panel).some((key) => key.startsWith('value'))
