import type { Bundle } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { type CommandName, contract } from '../../shared/contract/contract.js'
import { type Day, workDay } from './support/day.js'
import { problemsOf } from './support/validate.js'

/** Commands that write, and the types of resources each has to have written in the day's work. */
const writes: Partial<Record<CommandName, string>> = {
  'patient.register': 'Patient',
  'patient.update': 'Patient',
  'visit.walk-in': 'Appointment Encounter',
  'visit.arrive': 'Appointment Encounter',
  'visit.check-in': 'Appointment Encounter',
  'visit.room': 'Encounter',
  'visit.start': 'Encounter',
  'visit.finish': 'Appointment Encounter',
  'visit.no-show': 'Appointment',
  'visit.undo': 'Appointment Encounter',
  'vitals.record': 'Observation',
  'record.void': 'Observation',
  'record.unvoid': 'Observation',
  'note.create': 'DocumentReference',
  'note.steps': 'DocumentReference',
  'note.picture': 'DocumentReference',
  'note.rename': 'DocumentReference',
  'note.sign':
    'Condition DocumentReference Encounter Immunization MedicationRequest Observation Provenance ServiceRequest Task',
  'note.amend': 'DocumentReference MedicationRequest Provenance ServiceRequest',
  'note.cosign': 'DocumentReference MedicationRequest Provenance ServiceRequest Task',
  'note.send-back': 'Task',
  'note.discard': 'DocumentReference',
  'note.restore': 'DocumentReference',
  'note.hand-over': 'DocumentReference Task',
  'note.take-back': 'DocumentReference Task',
  'note.addend': 'DocumentReference Provenance',
  'phrase.save': 'Library',
  'phrase.retire': 'Library',
  'phrase.restore': 'Library',
  'task.claim': 'Task',
  'task.release': 'Task',
  'task.assign': 'Task',
  'task.complete': 'Task',
  'task.reopen': 'Task',
  'task.create': 'Task',
  'task.renew': 'Task',
  'task.comment': 'Task',
  'task.watch': 'Task',
  'task.snooze': 'Task',
  'task.unsnooze': 'Task',
  'task.due': 'Task',
  'task.drop': 'Task',
  'inbox.take': 'Task',
  'inbox.give': 'Task',
  'inbox.finish': 'Task',
  'view.save': 'Library',
  'view.remove': 'Library',
  'absence.save': 'PractitionerRole',
  'absence.end': 'PractitionerRole',
  'message.send': 'Communication Task',
  'team-message.send': 'Communication',
  'message.settle': 'Task',
  'message.instead': 'Task',
  'message.into-task': 'Task',
  'contact.record': 'Communication Task',
  'appointment.book': 'Appointment',
  'order.settle': 'ServiceRequest Task',
  'deed.undo': 'Task',
  'deed.redo': 'Task',
  'refill.decide': 'Communication MedicationRequest Task',
  'result.act': 'Communication ServiceRequest Task',
  'result.review-many': 'Task',
  'loop.expect': 'ServiceRequest',
  'loop.end': 'ServiceRequest',
  'held.task': 'Task',
  'held.decide': 'DiagnosticReport Task',
  'held.not-ours': 'DiagnosticReport Task',
  'result.link': 'DiagnosticReport',
  'rules.begin': 'PlanDefinition',
  'rules.save': 'PlanDefinition Task',
  'times.save': 'PlanDefinition',
  'draw.collect': 'ServiceRequest Specimen',
  'draw.fail': 'ServiceRequest Task',
  'outbox.fix': 'Patient',
  'conflict.resolve': 'Patient',
  'kept.bring-back': 'Patient',
}

/** Commands that send the EHR nothing of their own. */
const writeNothing: readonly CommandName[] = [
  'session.begin-sign-in',
  'session.finish-sign-in',
  'session.sign-out',
  'sync.now',
  'outbox.export',
  'note.versions',
  'conflict.put-off',
  'conflict.undo',
  'terminology.import',
  'terminology.stop',
  'terminology.remove',
  'workstation.pin',
  'workstation.let-go',
  'workstation.pause',
  'workstation.recovery-seen',
  'patient.open',
  'clipboard.copied',
  'spelling.turn',
  'spelling.own',
  'spelling.ignore',
  'phrase.draft',
  'phrase.used',
  'draw.identify',
  'draw.label',
  'note.printed',
  'note.here',
  'thread.read',
  'task.news-seen',
  'attachment.open',
  'document.file',
  'rules.try',
  'rules.stop-trying',
  'deed.send-now',
  'deed.choose-hold',
  'work.draft',
  'work.keep-files',
  'notify.seen',
  'notify.choose',
]

let day: Day | undefined
test('a day is worked through with every command that writes', async () => {
  day = await workDay()
})

describe('what is written by', () => {
  test.each(Object.entries(writes))('%s is valid', (command, types) => {
    const written = day?.written.get(command as CommandName) ?? []
    expect([...new Set(written.map(({ resourceType }) => resourceType))].sort()).toEqual(types?.split(' '))
    for (const resource of written) expect({ resource, problems: problemsOf(resource) }).toMatchObject({ problems: [] })
  })

  test('every command of the contract is looked at', () => {
    const commands = Object.entries(contract).flatMap(([name, { kind }]) => (kind === 'command' ? [name] : []))
    expect(
      commands.filter((name) => !(name in writes) && !writeNothing.includes(name as CommandName)),
      'give these to a step of tests/validity/support/day.ts and name them here, or among those that write nothing',
    ).toEqual([])
  })
})

test('a Subscription of a workstation is valid', () => {
  expect(day?.subscriptions.length).toBeGreaterThan(0)
  for (const subscription of day?.subscriptions ?? []) expect(problemsOf(subscription)).toEqual([])
})

test('the exported bundle is valid, and the EHR takes it', () => {
  const bundle = JSON.parse(day?.exported ?? '{}') as Bundle
  const types = new Set((bundle.entry ?? []).map(({ resource }) => resource?.resourceType))
  for (const type of ['Patient', 'Encounter', 'Observation', 'DocumentReference', 'Provenance'])
    expect(types).toContain(type)
  // What has no place in the EHR yet is referred to by the address it has in the bundle.
  const stands = (problem: string): boolean => !problem.includes('"urn:uuid:')
  expect(problemsOf(bundle).filter(stands)).toEqual([])
  for (const { resource } of bundle.entry ?? []) if (resource) expect(problemsOf(resource).filter(stands)).toEqual([])
  const addresses = new Set((bundle.entry ?? []).map(({ fullUrl }) => fullUrl))
  for (const [, uuid] of (day?.exported ?? '').matchAll(/"reference":"(urn:uuid:[^"]*)"/g))
    expect(addresses).toContain(uuid)
  expect(day?.taken).toMatchObject({ status: 200 })
})
