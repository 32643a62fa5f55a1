import type { Task } from '@medplum/fhirtypes'
import type { Records } from '../records.js'
import type { World } from '../world.js'
import { recordOf } from './local-ids.js'

/**
 * A message reaches its patient only once the EHR has the task finished by whoever wrote it, unless a person chose to send it
 * although the task was another's; and never after it was taken back.
 */
export function nothingUnderALostClaim(world: World, records: Records): string[] {
  const wrong: string[] = []
  const { answers, takenBack, sentAnyway } = world.ledger
  for (const [mark, { task, message, by }] of answers) {
    const sent = recordOf(world, records, { type: 'Communication', id: message })?.versions[0]
    if (!sent) continue
    if (takenBack.has(message)) wrong.push(`outward: message ${mark} was taken back, and left`)
    if (sentAnyway.has(message)) continue
    const finished = recordOf(world, records, { type: 'Task', id: task })?.versions.find(({ json, updated }) => {
      const { status, owner } = JSON.parse(json ?? '{}') as Task
      return updated <= sent.updated && status === 'completed' && owner?.reference === by
    })
    if (!finished) wrong.push(`outward: message ${mark} left while Task/${task.slice(-4)} was not ${by}’s in the EHR`)
  }
  return wrong
}
