import type { ServiceRequest, Specimen, Task } from '@medplum/fhirtypes'
import type { DrawTube } from '../../../shared/contract/views/draw.js'
import type { Staff } from '../../../shared/contract/views/session.js'
import { identifies } from '../../../shared/domain/identify.js'
import { kindOf } from '../../../shared/domain/task/kind.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../shared/kernel/result.js'
import { mrnOf } from '../store/patient.js'
import { all, run } from '../store/statement.js'
import { taskKindSystem } from '../store/task.js'
import { ofPatient } from '../store/topic.js'
import { reserve } from './accession.js'
import type { CommandHandlers, Context } from './context.js'
import { failedOrders, identified } from './draw.js'
import { labelsOf, tubesOf, waitingOrders } from './draw-tubes.js'
import { concept, practiceMark, referTo, referToStaff, rounds, snomed, wordsOf } from './fhir.js'
import { coreOf, denied } from './people.js'

type Reason = 'failed-stick' | 'refused' | 'not-fasting' | 'left' | 'other'

const reasons: Record<Reason, { display: string; said: string }> = {
  'failed-stick': { display: 'No blood could be drawn', said: 'could not be drawn' },
  refused: { display: 'The patient refused', said: 'was refused by the patient' },
  'not-fasting': { display: 'The patient had not fasted', said: 'not drawn: had not fasted' },
  left: { display: 'The patient left before the draw', said: 'not drawn: left before' },
  other: { display: 'Not drawn', said: 'not drawn' },
}

const askAgain = refuse(
  'wrong-patient',
  'Ask for name and birth date first: the identifiers were not matched, or too long ago.',
)

const pending = (tubes: readonly DrawTube[]): DrawTube[] => tubes.filter(({ state }) => state !== 'collected')

function specimenOf(
  context: Context,
  tube: DrawTube,
  who: Staff,
  how: { patient: LocalId; accession: string; site: string | undefined; at: Instant },
): Specimen {
  const { store } = context
  const urine = tube.tube === 'urine'
  return {
    resourceType: 'Specimen',
    ...practiceMark(context),
    accessionIdentifier: { system: `${rounds}accession`, value: how.accession },
    status: 'available',
    type: urine
      ? concept(snomed, '122575003', 'Urine specimen', 'Urine')
      : concept(snomed, '119297000', 'Blood specimen', 'Blood'),
    subject: referTo(store, 'Patient', how.patient),
    receivedTime: how.at,
    request: tube.orders.map((order) => referTo(store, 'ServiceRequest', order)),
    collection: {
      collector: referToStaff(store, who),
      collectedDateTime: how.at,
      ...(how.site && { bodySite: { text: how.site } }),
    },
    container: [
      {
        type: { text: tube.colour },
        ...(tube.additive && { additiveCodeableConcept: { text: tube.additive } }),
      },
    ],
  }
}

/** The task a failed attempt makes for whoever ordered: about the first order, the others as inputs. */
function problemTask(
  context: Context,
  who: Staff,
  failed: {
    patient: LocalId
    requests: { id: LocalId; request: ServiceRequest }[]
    reason: Reason
    note: string | undefined
  },
): Task {
  const { store } = context
  const { patient, requests, reason, note } = failed
  const at = context.at()
  const named = requests.map(({ id, request }) => ({ id, name: wordsOf(request.code) ?? 'Laboratory test' }))
  const [first, ...others] = named as [(typeof named)[number], ...typeof named]
  const team = all<{ id: LocalId; name: string }>(
    store.db,
    `SELECT id, name FROM care_team WHERE kind = 'care' ORDER BY name LIMIT 1`,
  )[0]
  const { requester } = requests[0]?.request ?? {}
  const owner = requester?.reference?.includes('Practitioner/')
    ? requester
    : team && referTo(store, 'CareTeam', team.id, team.name)
  const stat = requests.some(({ request }) => request.priority === 'stat')
  const said =
    named.length > 3
      ? `${named
          .slice(0, 2)
          .map(({ name }) => name)
          .join(', ')} and ${named.length - 2} more`
      : named.map(({ name }) => name).join(', ')
  return {
    resourceType: 'Task',
    ...practiceMark(context),
    status: 'requested',
    intent: 'order',
    priority: stat ? 'stat' : 'urgent',
    code: {
      coding: [{ system: taskKindSystem, code: 'draw-problem', display: kindOf['draw-problem'].one }],
      text: kindOf['draw-problem'].one,
    },
    statusReason: {
      coding: [{ system: `${rounds}draw-problem`, code: reason, display: reasons[reason].display }],
      text: note || reasons[reason].display,
    },
    description: `${said} ${reasons[reason].said}`,
    focus: referTo(store, 'ServiceRequest', first.id, first.name),
    ...(others.length > 0 && {
      input: others.map(({ id, name }) => ({
        type: { text: 'Order' },
        valueReference: referTo(store, 'ServiceRequest', id, name),
      })),
    }),
    for: referTo(store, 'Patient', patient, coreOf(store, patient, context.clock.now()).name),
    authoredOn: at,
    lastModified: at,
    requester: referToStaff(store, who),
    ...(owner && { owner: owner as NonNullable<Task['owner']> }),
  }
}

export const drawCommands = {
  'draw.identify': {
    run(context, { patient, name, birthDate, mrn }, { who }) {
      const no = denied(who, 'draw.collect')
      if (no) return no
      const { store } = context
      const resource = store.read('Patient', patient)
      if (!resource) return refuse('not-found', 'This patient is not held on this workstation.')
      const names = resource.name ?? []
      const match = identifies(
        {
          family: names.flatMap(({ family }) => family ?? []),
          given: names.filter(({ use }) => use !== 'nickname').flatMap(({ given }) => given ?? []),
          preferred: names.filter(({ use }) => use === 'nickname').flatMap(({ given }) => given ?? []),
          birthDate: resource.birthDate,
          mrn: mrnOf(resource),
        },
        { name, birthDate, mrn },
      )
      if (!match.name || !match.birthDate || !match.mrn) {
        const wrong = [!match.name && 'name', !match.birthDate && 'birth date', !match.mrn && 'record number'].filter(
          Boolean,
        )
        store.commit({ who: who.id, at: context.at() }, (tx) => {
          run(tx.db, 'DELETE FROM draw_identity WHERE patient = ? AND who = ?', patient, who.id)
          tx.audit('identify-mismatch', 'Patient', patient, patient)
          tx.touch(ofPatient(patient))
        })
        return refuse(
          'wrong-patient',
          `This is not the same person: the ${wrong.join(' and the ')} did not match. Do not draw.`,
        )
      }
      const compared = ['name', 'birth date', ...(mrn === undefined ? [] : ['MRN'])]
      store.commit({ who: who.id, at: context.at() }, (tx) => {
        run(
          tx.db,
          'INSERT OR REPLACE INTO draw_identity (patient, who, at, compared) VALUES (?, ?, ?, ?)',
          patient,
          who.id,
          context.at(),
          JSON.stringify(compared),
        )
        tx.audit('identify', 'Patient', patient, patient)
        tx.touch(ofPatient(patient))
      })
      return ok(null)
    },
  },

  'draw.label': {
    run(context, { patient }, { who }) {
      const no = denied(who, 'draw.collect')
      if (no) return no
      if (!identified(context, patient, who.id)) return askAgain
      const tubes = pending(tubesOf(context, patient, new Set()))
      if (tubes.length === 0) return refuse('not-found', 'Nothing is left to draw from this patient.')
      const known = labelsOf(context, patient).filter(({ specimen }) => specimen === null)
      const labels = tubes.map(({ id }) => ({
        tube: id,
        accession: known.find((label) => label.tube === id)?.accession,
      }))
      const at = context.at()
      const given = context.store.commit({ who: who.id, at }, (tx) => {
        tx.touch(ofPatient(patient))
        return labels.map(({ tube, accession }) => ({
          tube,
          accession: accession ?? reserve(context, tx, { patient, tube, who: who.id, at }),
        }))
      })
      return ok({ labels: given })
    },
  },

  'draw.collect': {
    run(context, { patient, tube: id, accession, site }, { who }) {
      const no = denied(who, 'draw.collect')
      if (no) return no
      if (!identified(context, patient, who.id)) return askAgain
      const label = labelsOf(context, patient).find((each) => each.accession === accession.trim().toUpperCase())
      if (!label)
        return refuse('wrong-patient', 'This label does not belong to this patient’s draw. Nothing was recorded.')
      if (label.specimen !== null) return refuse('conflict', 'This label was collected already.')
      const tubes = tubesOf(context, patient, new Set())
      const tube = tubes.find((each) => each.id === id)
      if (!tube || tube.state === 'collected')
        return refuse('stale', 'This tube is collected already or no longer ordered.')
      if (label.tube !== id) return refuse('invalid', 'This label is for another tube of this patient.')
      const specimen = context.newId()
      const at = context.at()
      const { store } = context
      store.commit({ who: who.id, at }, (tx) => {
        tx.create(specimen, specimenOf(context, tube, who, { patient, accession: label.accession, site, at }))
        for (const order of tube.orders) {
          tx.edit('ServiceRequest', order, (request) => {
            request.specimen = [...(request.specimen ?? []), referTo(store, 'Specimen', specimen)]
          })
        }
        run(tx.db, 'UPDATE draw_label SET specimen = ? WHERE accession = ?', specimen, label.accession)
      })
      context.sync.poke()
      return ok({ specimen })
    },
  },

  'draw.fail': {
    run(context, { patient, reason, note }, { who }): Result<null> {
      const no = denied(who, 'draw.collect')
      if (no) return no
      const { store } = context
      const orders = waitingOrders(context, patient)
      if (orders.length === 0) return refuse('not-found', 'Nothing is left to draw from this patient.')
      const told = failedOrders(context, [patient])
      const requests = orders.flatMap(({ id }) => {
        const request = store.read('ServiceRequest', id)
        return request ? [{ id, request }] : []
      })
      const untold = requests.filter(({ id }) => !told.has(id))
      store.commit({ who: who.id, at: context.at() }, (tx) => {
        if (reason === 'refused') {
          for (const { id } of requests) {
            tx.edit('ServiceRequest', id, (resource) => {
              resource.status = 'on-hold'
            })
          }
        }
        for (const ofOne of Map.groupBy(untold, ({ request }) => request.requester?.reference ?? '').values()) {
          tx.create(context.newId(), problemTask(context, who, { patient, requests: ofOne, reason, note }))
        }
        run(tx.db, 'DELETE FROM draw_identity WHERE patient = ?', patient)
        tx.touch(ofPatient(patient))
      })
      context.sync.poke()
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>
