import type { Task } from '@medplum/fhirtypes'
import { bySeniority, type Twin } from '../../../shared/domain/task/twin.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { all } from '../store/statement.js'
import type { Finder } from './chore.js'

interface Row {
  id: LocalId
  server_id: string
  status: Twin['status']
  noted_at: string | null
}

/**
 * Tasks the EHR made twice, as servers do whose conditional create is not one step (HAPI FHIR #3141, Medplum #4878,
 * Microsoft FHIR Server #1382): one stays, the same on every workstation, and the others are cancelled.
 */
export const twinFinder: Finder = {
  types: ['Task'],
  find({ context }) {
    const { db } = context.store
    const doubled = all<{ own: LocalId }>(
      db,
      'SELECT own FROM task WHERE own IS NOT NULL GROUP BY own HAVING count(*) > 1',
    )
    return doubled.flatMap(({ own }) => {
      const twins = all<Row>(
        db,
        `SELECT t.id, s.server_id, t.status, t.noted_at FROM task t JOIN resource s ON s.id = t.id AND s.type = 'Task'
         WHERE t.own = ? AND t.made_by IS NOT NULL AND s.server_id > ''`,
        own,
      )
        .map((row) => ({ ...row, serverId: row.server_id, noted: row.noted_at !== null }))
        .sort(bySeniority)
      return twins
        .slice(1)
        .filter(({ status }) => status === 'open' || status === 'claimed')
        .map((twin) => ({
          key: `twin ${twin.id}`,
          task: twin.id,
          critical: false,
          do(tx) {
            tx.edit('Task', twin.id, (task) => cancel(task))
          },
        }))
    })
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
