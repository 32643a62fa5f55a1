import type { Resource } from '@medplum/fhirtypes'
import { edits } from './edit.js'
import type { EditName, OutsideType } from './step.js'
import type { World } from './world.js'

interface Searched {
  entry?: { resource: Resource & { id: string } }[]
}

/** Which element another system changes. */
const changes: Record<Exclude<OutsideType, 'Patient' | 'Observation' | 'DocumentReference'>, EditName> = {
  AllergyIntolerance: 'allergy note',
  MedicationRequest: 'dose',
  ServiceRequest: 'order note',
  Task: 'task text',
  Condition: 'problem note',
  Appointment: 'appointment comment',
}

/** What other systems do in the EHR, knowing its present version. Answers what it was, in words. */
export async function elsewhere(
  world: World,
  what: 'change' | 'delete' | 'add',
  type: OutsideType,
  patient: string,
  which: number,
): Promise<string> {
  const mark = world.ledger.mark()
  if (what === 'add') {
    const { body } = await world.plain<Resource & { id: string }>('POST', 'Observation', {
      resourceType: 'Observation',
      status: 'final',
      code: { text: mark },
      subject: { reference: `Patient/${patient}` },
    })
    world.ledger.outside('Observation', body.id, undefined, JSON.stringify(body))
    return 'the laboratory adds a result'
  }
  const about = type === 'Patient' ? `_id=${patient}` : `patient=${patient}`
  const found = await world.plain<Searched>('GET', `${type}?${about}&_sort=_id&_count=100`)
  const all = (found.body.entry ?? []).map(({ resource }) => resource).filter((resource) => !isSettled(resource))
  const resource = all[which % Math.max(1, all.length)]
  if (!resource) return `another system finds no ${type}`
  const before = JSON.stringify(resource)
  const path = `${type}/${resource.id}`
  if (what === 'delete' && type !== 'Patient') {
    await world.plain('DELETE', path)
    world.ledger.outside(type, resource.id, before, '{}')
    return `another system deletes ${path}`
  }
  change(resource, mark)
  const { status } = await world.plain('PUT', path, resource)
  if (status === 200) world.ledger.outside(type, resource.id, before, JSON.stringify(resource))
  return `another system changes ${path}${status === 200 ? '' : `: refused, ${status}`} (${mark})`
}

function change(resource: Resource, mark: string): void {
  if (resource.resourceType === 'Patient') {
    resource.telecom = (resource.telecom ?? []).map((point) =>
      point.system === 'phone' ? { ...point, value: mark } : point,
    )
  } else if (resource.resourceType === 'Observation') {
    Object.assign(resource, { status: 'corrected', note: [{ text: mark }] })
  } else if (resource.resourceType === 'DocumentReference') {
    // Nothing goes: what the note says of its title follows it, and would be missed.
    resource.description = `${resource.description ?? 'Visit'} ${mark}`
  } else {
    edits[changes[resource.resourceType as keyof typeof changes]].change(resource as never, mark)
  }
}

/** Signed notes, and what was taken back: nobody changes them anywhere. */
const isSettled = (resource: Resource): boolean =>
  resource.resourceType === 'DocumentReference' && resource.docStatus !== 'preliminary'
