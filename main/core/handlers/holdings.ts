import type { HeldChart, HoldingsView } from '../../../shared/contract/views/session.js'
import type { DateText } from '../../../shared/kernel/ids.js'
import { ok, refuse } from '../../../shared/kernel/result.js'
import { isPressing } from '../sync/reasons.js'
import type { CommandHandlers, Context, QueryHandlers } from './context.js'
import { patientCore, patientRows, unknownPatient } from './people.js'

/** The clinic's work that is told by kind, in the clinic's words. */
const kinds: readonly [type: string, words: string][] = [
  ['Appointment', 'bookings'],
  ['Encounter', 'visits'],
  ['Task', 'tasks'],
  ['Communication', 'messages'],
  ['ServiceRequest', 'orders'],
  ['DocumentReference', 'notes'],
  ['Specimen', 'specimens'],
]

function holdings({ store, sync, clock }: Context): HoldingsView {
  const held = sync.holdings()
  const now = clock.now()
  const rows = patientRows(
    store,
    held.charts.map(({ patient }) => patient),
  )
  const charts = held.charts.map(({ patient, why, pinned, since, asOf, resources, bytes }): HeldChart => {
    const row = rows.get(patient)
    const { name, mrn, colour } = row ? patientCore(row, now) : unknownPatient(patient)
    return {
      id: patient,
      name,
      mrn,
      ...(row?.birth_date && { birthDate: row.birth_date as DateText }),
      colour,
      why,
      pinned,
      mayGo: !why.some(isPressing),
      ...(since && { since }),
      ...(asOf && { asOf }),
      resources,
      bytes,
    }
  })
  const { patients, beyond, allowance, nextDay, bytes, free, asOf } = held
  return {
    patients,
    kinds: kinds.map(([type, kind]) => ({ kind, count: held.kinds.get(type) ?? 0 })),
    charts,
    beyond,
    most: allowance,
    ...(nextDay && { nextDay }),
    bytes,
    ...(free !== undefined && { free }),
    ...(asOf && { asOf }),
  }
}

export const holdingsQueries = {
  'workstation.holdings': { run: (context) => ({ value: holdings(context), topics: ['holdings', 'sync'] }) },
} satisfies Partial<QueryHandlers>

export const holdingsCommands = {
  'workstation.pin': {
    run({ sync }, { chart, pinned }) {
      sync.pin(chart, pinned)
      return ok(null)
    },
  },
  'workstation.let-go': {
    run({ sync }, { chart }) {
      if (sync.view().state !== 'online')
        return refuse(
          'offline-needed',
          'The EHR cannot be reached now, so this chart could not come back. It stays here.',
        )
      const stays = sync.letGo(chart)
      if (stays.length === 0) return ok(null)
      return refuse('conflict', `This chart stays on this workstation: ${stays.join(', ')}.`)
    },
  },
  'workstation.pause': {
    run({ sync }, { paused }) {
      sync.pauseFirstPull(paused)
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>
