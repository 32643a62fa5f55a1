import { useMemo } from 'react'
import type { ConflictRow } from '../../shared/contract/views/conflict.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { useLive } from './useLive.js'

const none: ReadonlyMap<LocalId, ConflictRow> = new Map()

/** The records of which there are two versions, by id; of one patient when one is named. */
export function useTwoVersions(patient?: LocalId): ReadonlyMap<LocalId, ConflictRow> {
  const { data } = useLive('conflict.list', {})
  return useMemo(() => {
    const rows = (data ?? []).filter((row) => patient === undefined || row.patient?.id === patient)
    return rows.length === 0 ? none : new Map(rows.map((row) => [row.resource, row]))
  }, [data, patient])
}
