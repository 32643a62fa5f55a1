import type { Bundle, Patient, Task } from '@medplum/fhirtypes'
import { kindOf } from '../../shared/domain/task/kind.js'
import { type EhrProcess, startEhr } from '../support/ehr-process.ts'
import { workstation } from '../support/workstation.ts'
import { flag } from './harness/flag.js'
import { type BenchResult, compare } from './harness/measure.js'
import { arm, paintAgain, took } from './harness/painted.js'
import { percentiles } from './harness/percentiles.js'

/** Work that is finished with one key, and words of it. */
const kinds = ['follow-up', 'front-desk', 'referral'] as const
const work = ['Ring about physiotherapy', 'Form for the school', 'Letter to cardiology', 'Sleep study: no date yet']

function taskOf(n: number, patient: string): Task {
  const kind = kinds[n % kinds.length] as (typeof kinds)[number]
  const minutes = (by: number): string => new Date(Date.now() + by * 60_000).toISOString()
  return {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    priority: n % 9 === 0 ? 'urgent' : 'routine',
    code: { coding: [{ system: 'https://rounds.example/fhir/task-kind', code: kind }], text: kindOf[kind].one },
    description: `${work[n % work.length]}, ${n}`,
    for: { reference: `Patient/${patient}` },
    authoredOn: minutes(-n),
    owner: { reference: n % 10 < 7 ? 'Practitioner/novak' : 'CareTeam/blue-team' },
    ...(n % 3 === 0 && { restriction: { period: { end: minutes(n - 4000) } } }),
  }
}

async function fill(ehr: EhrProcess, count: number): Promise<void> {
  const patients = (await ehr.search<Patient>('Patient')).map(({ id }) => id as string)
  for (let from = 0; from < count; from += 500) {
    const entry = Array.from({ length: Math.min(500, count - from) }, (_, i) => ({
      resource: taskOf(from + i, patients[(from + i) % patients.length] as string),
      request: { method: 'POST' as const, url: 'Task' },
    }))
    await ehr.transaction({ resourceType: 'Bundle', type: 'transaction', entry } satisfies Bundle)
  }
}

/** Longer than the overlap of pulls. */
const settleMs = 140_000

const [list, item] = ['[aria-label="Tasks"]', '[aria-label="Task"]']
/** Each digit leaves other rows on screen than the one before: tasks are numbered. */
const typed = ['7', '3', '1']

/**
 * The inbox in its window with `--open N` (10,000) open tasks: from a key to what it brings painted, for turning to another
 * box, each key of a filter, the next item when one is finished, and the list without that one; beside the same window
 * painting the same list from memory. Milliseconds.
 */
export const run = async (): Promise<BenchResult> => {
  const [open, rounds] = [flag('open', 10_000), flag('rounds', 40)]
  const ehr = await startEhr({ patients: 60 })
  try {
    await fill(ehr, open)
    const station = await workstation({ ehr: ehr.url, flags: ['--disable-frame-rate-limit', '--disable-gpu-vsync'] })
    try {
      const { page } = station
      await station.signIn('Dr Lena Novak')
      await page.keyboard.press('Alt+2')
      page.setDefaultTimeout(180_000)
      await page.getByRole('button', { name: /^All in the EHR/ }).waitFor()
      // The charts of the day come after what everybody has; and what changed in the last two minutes is asked for again
      // with each pull, which ten thousand tasks of a real clinic are not.
      await page.waitForTimeout(settleMs)
      page.setDefaultTimeout(20_000)
      const samples = { open: [] as number[], filter: [] as number[], next: [] as number[], finished: [] as number[] }
      const baseline: number[] = []
      const press = async (key: string, samples: number[], where = list): Promise<void> => {
        await arm(page, where)
        await page.keyboard.press(key)
        samples.push(await took(page))
        // Nobody is quicker between two keys.
        await page.waitForTimeout(150)
      }
      // The next item is there, and the list without the one before, before it is on the disk: the toast says that.
      const finishing: [number[], string][] = [
        [samples.next, item],
        [samples.finished, list],
      ]
      for (let round = 0; round < rounds; round += 1) {
        await press('2', samples.open)
        await press('1', samples.open)
        baseline.push(await paintAgain(page, list))
        // The list in its place is laid out and painted again after that.
        await page.waitForTimeout(300)
        for (const [samples, where] of finishing) {
          await press('e', samples, where)
          await page.waitForTimeout(600)
        }
        await page.keyboard.press('/')
        for (const key of typed) await press(key, samples.filter)
        await page.keyboard.press('Control+a')
        await page.keyboard.press('Delete')
        await page.keyboard.press('Escape')
        await page.waitForTimeout(300)
      }
      const ours = Object.values(samples).flat()
      const more = Object.fromEntries(
        Object.entries(samples).flatMap(([act, values]) => {
          const { p50, p95 } = percentiles(values)
          return [
            [`${act}, p50, ms`, p50],
            [`${act}, p95, ms`, p95],
          ]
        }),
      )
      return { ...compare({ name: 'inbox-window', unit: 'ms', ours, baseline, at: 'p95' }), more }
    } finally {
      await station.close()
    }
  } finally {
    await ehr.end()
  }
}
