import type { Reference } from '@medplum/fhirtypes'
import { reference } from '../coding.js'
import { meta } from '../meta.js'
import { FIRST_ORDINARY } from '../mrn.js'
import { careTeams } from '../staff.js'
import { assign, to } from '../task.js'
import type { TaskKind } from '../task-kind.js'
import type { Draft } from './around.js'
import type { ClinicDay } from './clinic-day.js'
import { make } from './work.js'
import { lastWorkday } from './workdays.js'

/** How much of each kind every inbox gets in a clinic of the default size, besides the cast's own. */
const shares: readonly (readonly [owner: string, counts: Partial<Record<TaskKind, number>>])[] = [
  ['novak', { 'result-review': 3, 'patient-message': 1, 'refill-request': 1, call: 1, referral: 1, 'draw-problem': 1 }],
  [
    'hale',
    {
      'result-review': 4,
      'patient-message': 2,
      'refill-request': 2,
      'follow-up': 2,
      referral: 1,
      call: 1,
      'draw-problem': 2,
    },
  ],
  ['ruiz', { call: 3, 'follow-up': 4, 'refill-request': 2, 'patient-message': 2 }],
  ['das', { 'front-desk': 8, call: 2, referral: 2 }],
  ['mbeki', { 'follow-up': 7, call: 4 }],
  ['blue', { 'result-review': 4, 'patient-message': 5, 'refill-request': 4, 'follow-up': 2, 'draw-problem': 1 }],
  ['frontDesk', { 'front-desk': 8, call: 2, referral: 1 }],
  ['phlebotomy', { 'follow-up': 6 }],
  // Away today: who stands in for her has these as well.
  ['cole', { 'result-review': 2, 'patient-message': 1 }],
]

const ownerOf = (name: string): Reference<never> =>
  name in careTeams ? careTeams[name as keyof typeof careTeams] : to(name)

/** Fills the inboxes with what comes in over some weeks; more in a larger clinic, but slowly. */
export function fillInbox(day: ClinicDay, drafts: readonly Draft[]): void {
  const factor = Math.min(2.5, Math.max(0.4, (day.patients / 2000) ** 0.22))
  const met = new Set<number>()
  for (const draft of drafts)
    assign(day.chart(draft.patient), {
      kind: 'sign-note',
      owner: to(draft.who),
      text: `Sign: ${draft.title.charAt(0).toLowerCase()}${draft.title.slice(1)}`,
      focus: reference('DocumentReference', draft.note),
      authored: [draft.saved[0], draft.saved[1]],
      due: [day.calendar.today, 1200],
    })
  for (const [owner, counts] of shares) {
    for (const [kind, count] of Object.entries(counts) as [TaskKind, number][]) {
      const many = Math.max(1, Math.round(count * factor))
      for (let i = 0; i < many; i += 1) if (!make[kind]?.(day, met, ownerOf(owner), owner, i)) break
    }
  }
  claim(day)
}

/** Some of what people own they have begun, some of the older work is done. */
function claim(day: ClinicDay): void {
  const { calendar, out } = day
  const start = calendar.at(calendar.today, 0)
  let number = 0
  for (const resource of out) {
    if (resource.resourceType !== 'Task' || !resource.owner?.reference?.startsWith('Practitioner/')) continue
    const kind = resource.code?.coding?.[0]?.code
    if (
      resource.priority !== 'routine' ||
      (resource.authoredOn ?? '') >= start ||
      Number(resource.id?.match(/^p(\d+)/)?.[1]) < FIRST_ORDINARY
    )
      continue
    number += 1
    const at = [lastWorkday(calendar.today), 900 + ((number * 17) % 100)] as const
    const moment = calendar.at(at[0], at[1])
    if (moment <= (resource.authoredOn ?? '')) continue
    const status =
      number % 5 === 2
        ? 'in-progress'
        : number % 5 === 4 && (kind === 'call' || kind === 'refill-request' || kind === 'front-desk')
          ? 'completed'
          : undefined
    if (!status) continue
    resource.status = status
    resource.lastModified = moment
    resource.meta = meta(calendar.stamp(at[0], at[1], number))
  }
}
