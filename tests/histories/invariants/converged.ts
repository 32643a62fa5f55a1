import type { Resource } from '@medplum/fhirtypes'
import { openEncounters, openOrders, openTasks, pulledTypes, rosterTypes } from '../../../main/core/sync/window.js'
import type { Kept, Records } from '../records.js'
import type { Workstation } from '../workstation.js'
import type { World } from '../world.js'

interface Row {
  type: string
  id: string
  server_id: string | null
  patient: string | null
  json: string
  base: string | null
  theirs: string | null
}

/** What a workstation holds is what the EHR has, and it holds what it should. */
export function converged(world: World, records: Records): string[] {
  return world.stations.flatMap((station) => [...holdsTruth(station, records), ...holdsAll(station, records)])
}

function holdsTruth(station: Workstation, records: Records): string[] {
  const wrong: string[] = []
  const rows = station.context.store.db.prepare('SELECT * FROM resource').all() as Row[]
  for (const { type, server_id, json, base, theirs, id } of rows) {
    const name = `${type}/${server_id ?? id.slice(-4)}`
    const now = server_id === null ? undefined : records.all.get(`${type}/${server_id}`)?.versions.at(-1)
    if (base !== null || theirs !== null) wrong.push(`apart: ${station.name} has an edit of ${name} that goes nowhere`)
    else if (!now) wrong.push(`apart: ${station.name} has ${name}, which the EHR never had`)
    else if (now.json === undefined) wrong.push(`apart: ${station.name} still has ${name}, which was deleted`)
    else if (records.canonical(json) !== records.canonical(now.json))
      wrong.push(`apart: ${station.name} shows another ${name} than the EHR has\n  here  ${json}\n  there ${now.json}`)
  }
  return wrong
}

function holdsAll(station: Workstation, records: Records): string[] {
  const { store } = station.context
  const charts = new Set(
    (store.db.prepare(`SELECT patient FROM held_chart WHERE state = 'held'`).all() as { patient: string }[]).map(
      ({ patient }) => patient,
    ),
  )
  const wrong: string[] = []
  for (const kept of records.all.values()) {
    const json = kept.versions.at(-1)?.json
    if (json === undefined || !pulledTypes.includes(kept.type)) continue
    const resource = JSON.parse(json) as Resource
    const patient = patientOf(resource)
    const id = patient && store.identity.localId('Patient', patient)
    if (!belongs(kept, resource) && !(id && charts.has(id))) continue
    const held = store.db.prepare('SELECT 1 FROM resource WHERE type = ? AND server_id = ?').get(kept.type, kept.id)
    if (!held) wrong.push(`apart: ${station.name} does not have ${kept.type}/${kept.id}`)
  }
  return wrong
}

const roster = new Set<string>(rosterTypes)

/** Held by every workstation whatever day its clock shows. */
function belongs({ type }: Kept, resource: Resource): boolean {
  const { status, docStatus } = resource as { status?: string; docStatus?: string }
  if (roster.has(type)) return true
  if (type === 'Task') return openTasks.split(',').includes(status ?? '')
  if (type === 'ServiceRequest') return openOrders.split(',').includes(status ?? '')
  if (type === 'Encounter') return openEncounters.split(',').includes(status ?? '')
  if (type === 'Appointment') return true
  return type === 'DocumentReference' && docStatus === 'preliminary' && status !== 'entered-in-error'
}

/** The EHR's id of the patient a resource is about. */
function patientOf(resource: Resource): string | undefined {
  const { subject, patient, for: about } = resource as unknown as Record<string, { reference?: string } | undefined>
  const reference = (subject ?? patient ?? about)?.reference
  return reference?.startsWith('Patient/') ? reference.slice('Patient/'.length) : undefined
}
