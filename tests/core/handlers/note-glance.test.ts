import { Transform } from 'prosemirror-transform'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parseDocument, schema } from '../../../shared/document/index.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { amara, luis, patient, practice, task, to } from './support/day.js'
import { Workstation } from './support/workstation.js'

let station: Workstation
let amaraId: LocalId
beforeEach(async () => {
  station = new Workstation([...practice(), patient(amara), patient(luis)])
  amaraId = station.patient('amara')
  await station.open(amaraId)
})
afterEach(() => station.stop())

it('shows how a draft begins and what is open in it, and nothing of another patient’s', async () => {
  const { note } = await station.do('note.create', { patient: amaraId, title: 'Cough' })
  const glance = () => station.ask('note.glance', { patient: amaraId, note })
  expect(glance()).toMatchObject({ title: 'Cough', status: 'draft', words: 0, sections: [], does: [], blanks: 0 })
  const view = station.ask('note.view', { note })
  const parsed = parseDocument(view?.document)
  if (!parsed.ok) return expect.fail('the note does not open')
  const typed = new Transform(parsed.doc).insert(2, schema.text('Cough for a week, worse at night. Smokes ***.'))
  const steps = typed.steps.map((step) => step.toJSON())
  await station.do('note.steps', { patient: amaraId, note, version: view?.version ?? 0, steps })
  expect(glance()).toMatchObject({
    words: 8,
    blanks: 1,
    undecided: 0,
    sections: [{ begins: 'Cough for a week, worse at night. Smokes ***.' }],
  })
  expect(station.ask('note.glance', { patient: station.patient('luis'), note })).toBeNull()
})

it('says to a task which order it is about, held here or not', () => {
  station.receive(
    task('about', 'referral', 'No letter back', {
      owner: to.practitioner('novak'),
      for: to.patient(amara),
      focus: to.thing('ServiceRequest', 'gone'),
    }),
  )
  expect(station.ask('task.view', { task: station.id('Task', 'about') })?.orderId).toBeUndefined()
})
