import type { DocumentReference, Observation, Provenance, Resource } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import type { Behaviour, RequestMatch } from '../../../main/ehr/faults/fault.js'
import type { OutboxItem } from '../../../shared/contract/views/session.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { type Clinic, clinic, until, type Workstation } from '../../support/clinic.js'
import { plan } from '../../support/queue.js'
import { draft, madeBy, observation, one, sentAll, state } from '../../support/sending.js'

const hour = 3_600_000

test('a clock set back a day between writing and signing: parts first all the same', async () => {
  const ehr = await clinic()
  let skew = 0
  const station = await ehr.workstation('A', { clock: { now: () => new Date(Date.now() + skew) } })
  const a = await (await station.as('novak')).ready()
  const note = a.create(draft('Seen today.'))
  await sentAll(a)
  await a.offline()
  const vitals = a.create(observation('Patient/p1'))
  skew = -24 * hour
  a.edit('DocumentReference', note, (resource) => {
    resource.docStatus = 'final'
  })
  // The part needs longer than the note would.
  ehr.ehr.faults.add({
    when: { method: 'POST', path: '^Observation' },
    times: 1,
    behaviour: { kind: 'status', status: 500 },
  })
  await a.online()
  await sentAll(a)
  const [signed] = await ehr.all<DocumentReference>(`DocumentReference?${madeBy(note)}`)
  const [part] = await ehr.all<Observation>(`Observation?${madeBy(vitals)}`)
  expect(signed?.docStatus).toBe('final')
  expect(Date.parse(part?.meta?.lastUpdated as string)).toBeLessThan(Date.parse(signed?.meta?.lastUpdated as string))
})

test('a note signed while its first sending is refused still waits for its parts', async () => {
  const ehr = await clinic()
  const a = await (await (await ehr.workstation('A')).as('novak')).ready()
  ehr.ehr.faults.add({
    when: { method: 'POST', path: '^DocumentReference' },
    times: 1,
    behaviour: { kind: 'latency', milliseconds: 300 },
  })
  ehr.ehr.faults.add({
    when: { method: 'POST', path: '^DocumentReference' },
    times: 1,
    behaviour: { kind: 'status', status: 409 },
  })
  ehr.ehr.faults.add({
    when: { method: 'POST', path: '^Observation' },
    times: 2,
    behaviour: { kind: 'status', status: 500 },
  })
  const note = a.create(draft('Seen today.'))
  await until(() => ehr.ehr.faults.list()[0]?.struck === 1)
  const vitals = a.create(observation('Patient/p1'))
  a.edit('DocumentReference', note, (resource) => {
    resource.docStatus = 'final'
  })
  await sentAll(a)
  const [signed] = await ehr.all<DocumentReference>(`DocumentReference?${madeBy(note)}`)
  const [part] = await ehr.all<Observation>(`Observation?${madeBy(vitals)}`)
  expect(signed?.docStatus).toBe('final')
  expect(Date.parse(part?.meta?.lastUpdated as string)).toBeLessThan(Date.parse(signed?.meta?.lastUpdated as string))
})

/** A note, its part and its signature, made offline. */
function signedOffline(a: Workstation): { note: LocalId; vitals: LocalId } {
  const note = a.create(draft('Seen today.'))
  const vitals = a.create(observation('Patient/p1'))
  a.create({
    resourceType: 'Provenance',
    target: [{ reference: `urn:uuid:${note}` }],
    recorded: a.context.at(),
    agent: [{ who: { reference: 'Practitioner/novak' } }],
  })
  a.edit('DocumentReference', note, (resource) => {
    resource.docStatus = 'final'
  })
  return { note, vitals }
}

/** The part and one signature are there, and the note was signed after both, once. */
async function signedInOrder(ehr: Clinic, { note, vitals }: { note: LocalId; vitals: LocalId }): Promise<void> {
  ehr.ehr.faults.clear()
  const [signed, ...notes] = await ehr.all<DocumentReference>(`DocumentReference?${madeBy(note)}`)
  const versions = await ehr.all<DocumentReference>(`DocumentReference/${signed?.id}/_history`)
  expect(versions.map(({ docStatus }) => docStatus)).toEqual(['final', 'preliminary'])
  const parts = await ehr.all<Observation>(`Observation?${madeBy(vitals)}`)
  const seals = await ehr.all<Provenance>(`Provenance?target=DocumentReference/${signed?.id}`)
  expect([notes.length, parts.length, seals.length]).toEqual([0, 1, 1])
  const moment = (resource: Resource | undefined): number => Date.parse(resource?.meta?.lastUpdated as string)
  for (const earlier of [...parts, ...seals]) expect(moment(earlier)).toBeLessThan(moment(signed))
}

const firstSigning = { method: ['PATCH', 'PUT'], path: '^DocumentReference', body: 'final' }

describe('signing offline, then at a server that', () => {
  const rows: [string, [Behaviour, RequestMatch?, number?][]][] = [
    ['does nothing wrong', []],
    ['loses the answer to the signing', [[{ kind: 'lost-response' }, firstSigning, 1]]],
    ['breaks off the answer to the signing', [[{ kind: 'truncated-body' }, firstSigning, 1]]],
    ['answers 500 after the signing', [[{ kind: 'status-after', status: 500 }, firstSigning, 1]]],
    [
      'loses the answer to the signature, and ignores conditions',
      [[{ kind: 'lost-response' }, { path: '^Provenance', method: 'POST' }, 1], [{ kind: 'ignore-if-none-exist' }]],
    ],
    ['loses the answer to the transaction', [[{ kind: 'lost-response' }, { path: '^$', method: 'POST' }, 1]]],
    ['runs transactions as batches', [[{ kind: 'transaction-as-batch' }]]],
    [
      'refuses transactions',
      [
        [
          { kind: 'status', status: 400 },
          { path: '^$', method: 'POST' },
        ],
      ],
    ],
    ['answers 409 to new things', [[{ kind: 'status', status: 409 }, { method: 'POST' }, 2]]],
    ['does not patch', [[{ kind: 'no-patch' }]]],
    ['ignores conditions', [[{ kind: 'ignore-if-none-exist' }], [{ kind: 'ignore-if-match' }]]],
    ['gives no bodies', [[{ kind: 'empty-body' }, { method: ['POST', 'PATCH'] }]]],
    ['answers with what was there before', [[{ kind: 'stale-answer' }]]],
    ['keeps another form', [[{ kind: 'normalise', how: ['text', 'order', 'decimals'] }]]],
  ]
  for (const [name, faults] of rows) {
    test(`${name}: parts first, the note last, one signature`, async () => {
      const { ehr, a } = await one()
      await a.offline()
      const made = signedOffline(a)
      for (const [behaviour, when, times] of faults) plan(ehr, behaviour, when, times)
      await a.online()
      await sentAll(a)
      await signedInOrder(ehr, made)
    })
  }

  test('refuses a part: the note stays a draft there, and the part is named', async () => {
    const { ehr, a } = await one()
    await a.offline()
    const made = signedOffline(a)
    plan(ehr, { kind: 'status', status: 422 }, { method: 'POST', path: '^Observation' })
    await a.online()
    const items = (): OutboxItem[] => {
      const answer = a.running.core.ask('outbox.list', {})
      return answer.ok ? (answer.value as OutboxItem[]) : []
    }
    await until(() => items().some(({ reason }) => reason?.startsWith('A signed note goes after')))
    const [waiting] = items().filter(({ reason }) => reason?.startsWith('A signed note goes after'))
    expect(waiting?.reason).toBe('A signed note goes after what it rests on: “Result: Pulse” needs you first.')
    const [there] = await ehr.all<DocumentReference>(`DocumentReference?${madeBy(made.note)}`)
    expect(there?.docStatus).toBe('preliminary')
    ehr.ehr.faults.clear()
    const refused = items().find(({ title }) => title === 'Result: Pulse')
    a.context.outbox.fix(refused?.id as string, 'retry')
    await sentAll(a)
    await signedInOrder(ehr, made)
  })
})

for (const [who, colleague] of [
  ['one person', 'novak'],
  ['two people', 'hale'],
] as const) {
  test(`${who} signing the same draft at two workstations: one signature, the other is a person’s to look at`, async () => {
    const { ehr, a } = await one()
    const note = a.create(draft('Seen today.'))
    await sentAll(a)
    const serverId = a.read('DocumentReference', note)?.id as string
    const b = await (await (await ehr.workstation('B')).as(colleague)).ready()
    await until(() => b.read('DocumentReference', note))
    await b.offline()
    for (const [station, signer] of [
      [a, 'novak'],
      [b, colleague],
    ] as const) {
      station.create({
        resourceType: 'Provenance',
        target: [{ reference: `DocumentReference/${serverId}` }],
        recorded: new Date(Date.now() + (station === b ? 5_000 : 0)).toISOString(),
        agent: [{ who: { reference: `Practitioner/${signer}` } }],
      })
      station.edit('DocumentReference', note, (resource) => {
        resource.docStatus = 'final'
        resource.description = `Signed at ${station.name}`
      })
    }
    await sentAll(a)
    // Nothing is pulled at B before it sends.
    plan(ehr, { kind: 'status', status: 503 }, { method: 'GET', path: '^[A-Z]\\w*(/_history)?\\?(?!target)' })
    await b.online()
    await until(() => state(b, 'DocumentReference', note) === 'needs-you')
    await until(() => b.context.outbox.counts().needsYou === 2)
    ehr.ehr.faults.clear()
    const versions = await ehr.all<DocumentReference>(`DocumentReference/${serverId}/_history`)
    expect(versions.map(({ docStatus, description }) => [docStatus, description])).toEqual([
      ['final', 'Signed at A'],
      ['preliminary', 'Follow-up'],
    ])
    expect(await ehr.all(`Provenance?target=DocumentReference/${serverId}`)).toHaveLength(1)
    const rows = b.context.outbox.rows().map(({ type, reason }) => [type, reason])
    expect(rows).toContainEqual(['Provenance', 'This note was signed elsewhere meanwhile.'])
  })
}
