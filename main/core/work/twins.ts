import type { Task } from '@medplum/fhirtypes'
import { twinsIn } from '../store/twins.js'
import type { Finder } from './chore.js'

/**
 * Tasks the EHR made twice, as servers do whose conditional create is not one step (HAPI FHIR #3141, Medplum #4878,
 * Microsoft FHIR Server #1382): one stays, the same on every workstation, and the others are cancelled.
 */
export const twinFinder: Finder = {
  types: ['Task'],
  find({ context }) {
    return twinsIn(context.store.db).flatMap((twins) =>
      twins
        .slice(1)
        .filter(({ status }) => status === 'open' || status === 'claimed')
        .map((twin) => ({
          key: `twin ${twin.id}`,
          task: twin.id,
          critical: false,
          do(tx) {
            tx.edit('Task', twin.id, (task) => cancel(task))
          },
        })),
    )
  },
}

function cancel(task: Task): void {
  task.status = 'cancelled'
  task.statusReason = {
    coding: [{ system: statusReasonSystem, code: 'twin', display: 'Made twice' }],
    text: 'Made twice',
  }
  task.lastModified = task.meta?.lastUpdated ?? task.lastModified ?? ''
}

const statusReasonSystem = 'https://rounds.example/fhir/task-reason'
