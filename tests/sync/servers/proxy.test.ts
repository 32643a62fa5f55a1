import type { AllergyIntolerance } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { until } from '../../support/clinic.js'
import { arrivedOnce, struck } from '../../support/queue.js'
import { observation, sentAll, state } from '../../support/sending.js'
import { clinicThat, held, plays } from '../../support/servers.js'

/** Anything that asks about what is being sent, but not the rounds that pull. */
const sending = [{ method: ['POST', 'PATCH', 'PUT', 'DELETE'] }, { method: 'GET', path: '^[A-Z]\\w*/(?!_)' }]

describe('a proxy that answers with a web page of its own', () => {
  test.each([403, 404, 407, 410])(
    'and %i to every change is not believed: nothing needs a person, nothing is taken away, and all arrives once it is gone',
    async (status) => {
      const { ehr, a } = await clinicThat([])
      const charts = held(a, 'AllergyIntolerance')
      const pages = sending.map((when) => plays(ehr, { kind: 'html-page', status }, { when }))
      const made = [1, 2, 3].map((value) => a.create(observation('Patient/p1', value)))
      const allergy = a.id('AllergyIntolerance', 'allergy-p1')
      a.edit('AllergyIntolerance', allergy, (resource) => {
        resource.criticality = 'low'
      })
      await until(() => struck(ehr) >= 4)
      const ids = [['AllergyIntolerance', allergy], ...made.map((id) => ['Observation', id] as const)] as const
      expect(ids.map(([type, id]) => state(a, type, id))).not.toContain('needs-you')
      expect(a.context.outbox.rows()).toHaveLength(4)
      for (const page of pages) page.end()
      a.context.sync.now()
      await arrivedOnce(ehr, a, 'Observation', ...made)
      expect((await ehr.get<AllergyIntolerance>('AllergyIntolerance/allergy-p1')).criticality).toBe('low')
      expect(held(a, 'AllergyIntolerance')).toBe(charts)
    },
  )

  test.each([404, 410])(
    'and %i about a record somebody else changed meanwhile is not believed either',
    async (status) => {
      const { ehr, a } = await clinicThat([])
      const task = a.id('Task', 'task-p1')
      await a.offline()
      await ehr.send('PATCH', 'Task/task-p1', [{ op: 'replace', path: '/description', value: 'Call today' }])
      a.edit('Task', task, (resource) => {
        resource.status = 'in-progress'
      })
      const page = plays(ehr, { kind: 'html-page', status }, { when: { method: 'GET', path: '^Task' } })
      await a.online()
      await until(() => page.struck() >= 2)
      expect(state(a, 'Task', task)).not.toBe('needs-you')
      page.end()
      a.context.sync.now()
      await sentAll(a)
      expect(a.read('Task', task)).toMatchObject({ status: 'in-progress', description: 'Call today' })
    },
  )
})
