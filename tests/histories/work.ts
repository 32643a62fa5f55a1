import type { Patient, Reference, Resource } from '@medplum/fhirtypes'
import { Transform } from 'prosemirror-transform'
import { act } from '../../main/core/handlers/work/act.js'
import { partsOf } from '../../main/core/store/deed.js'
import type { NoteView } from '../../shared/contract/views/note.js'
import type { DemographicsView } from '../../shared/contract/views/patient.js'
import { parseDocument, schema } from '../../shared/document/index.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import type { Result } from '../../shared/kernel/result.js'
import { edits } from './edit.js'
import type { Demographic, EditName, Made, NoteDeed, TaskDeed, Visit } from './step.js'
import { patients } from './template.js'
import type { Workstation } from './workstation.js'
import type { World } from './world.js'

/** What came of a step: told it is done, refused, or nothing at all because there was nothing to do it to. */
type Came = 'done' | 'refused' | 'died' | 'nothing to do'

const came = (result: Result<unknown> | undefined): Came =>
  result === undefined ? 'died' : result.ok ? 'done' : 'refused'

const answered = 'Answered the patient'

/** What people do at a workstation, by its real commands where there is one. */
export class Work {
  readonly #world: World
  readonly #station: Workstation

  constructor(world: World, station: Workstation) {
    this.#world = world
    this.#station = station
  }

  /** The nth patient known here. */
  patient(n: number): LocalId {
    const { store } = this.#station.context
    const rows = store.db.prepare(`SELECT id FROM resource WHERE type = 'Patient' ORDER BY id`).all() as {
      id: LocalId
    }[]
    const known = patients.map((id) => store.identity.localId('Patient', id))
    const others = rows.map(({ id }) => id).filter((id) => !known.includes(id))
    const all = [...known, ...others]
    return all[n % all.length] as LocalId
  }

  /** The nth resource of a type that is here, of one patient or of all. */
  #pick(type: string, n: number, patient?: LocalId, where = '1'): LocalId | undefined {
    const rows = this.#station.context.store.db
      .prepare(`SELECT id FROM resource WHERE type = ? AND (patient = ? OR ? IS NULL) AND ${where} ORDER BY id`)
      .all(type, patient ?? null, patient ?? null) as { id: LocalId }[]
    return rows[n % Math.max(1, rows.length)]?.id
  }

  #told(mark: string, type: string, id: LocalId, what: string): void {
    this.#world.ledger.told.set(mark, { station: this.#station.name, type, id, what })
  }

  async demographics(patient: LocalId, what: Demographic): Promise<Came> {
    const station = this.#station
    if (!(await station.open(patient))) return 'refused'
    const shown = station.see('patient.demographics', { patient }) as DemographicsView | null | undefined
    if (!shown) return 'nothing to do'
    const mark = this.#world.ledger.mark()
    const result = await station.do('patient.update', {
      patient,
      demographics: { ...shown.demographics, [what]: mark } as never,
      confirmed: false,
    })
    if (result?.ok) this.#told(mark, 'Patient', patient, what)
    return came(result)
  }

  edit(patient: LocalId, which: number, what: EditName): Came {
    const { type, change } = edits[what]
    const id = this.#pick(type, which, patient)
    if (!id) return 'nothing to do'
    const mark = this.#world.ledger.mark()
    const done = this.#commit((tx) => tx.edit(type, id, (resource) => change(resource as never, mark)) !== undefined)
    if (done) this.#told(mark, type, id, what)
    return done === undefined ? 'died' : 'done'
  }

  async make(patient: LocalId, what: Made): Promise<Came> {
    const station = this.#station
    const mark = this.#world.ledger.mark()
    const { store } = station.context
    if (what === 'task') {
      const to = store.identity.localId('CareTeam', 'blue')
      const input = { patient, kind: 'follow-up', text: `Call ${mark}`, to, priority: 'routine' } as const
      const result = await station.do('task.create', input)
      if (result?.ok) this.#told(mark, 'Task', result.value.task, 'new task')
      return came(result)
    }
    if (what === 'patient') {
      const demographics = { family: mark, given: ['New'], birthDate: '1980-02-03', sex: 'female' } as const
      const result = await station.do('patient.register', {
        demographics: { ...demographics, given: ['New'] },
        evenIfAlike: true,
      })
      if (result?.ok) this.#told(mark, 'Patient', result.value.id, 'new patient')
      return came(result)
    }
    if (what === 'vitals') {
      if (!(await station.open(patient))) return 'refused'
      return came(await station.do('vitals.record', { patient, values: { pulse: 60 + (mark.length % 40) } }))
    }
    const id = station.context.newId()
    const resource = this.#resource(what, store.identity.reference('Patient', patient), mark)
    const done = this.#commit((tx) => {
      tx.create(id, resource)
      return true
    })
    if (done) this.#told(mark, resource.resourceType, id, `new ${what}`)
    return done === undefined ? 'died' : 'done'
  }

  #resource(what: 'order' | 'allergy' | 'problem' | 'medicine', reference: string, mark: string): Resource {
    const subject = { reference }
    if (what === 'order')
      return { resourceType: 'ServiceRequest', status: 'active', intent: 'order', subject, code: { text: mark } }
    if (what === 'allergy') return { resourceType: 'AllergyIntolerance', patient: subject, code: { text: mark } }
    if (what === 'problem') return { resourceType: 'Condition', subject, code: { text: mark } }
    return {
      resourceType: 'MedicationRequest',
      status: 'active',
      intent: 'order',
      subject,
      medicationCodeableConcept: { text: mark },
    }
  }

  async task(which: number, what: TaskDeed): Promise<Came> {
    const station = this.#station
    const task = this.#pick('Task', which)
    if (!task) return 'nothing to do'
    if (what === 'snooze') {
      const until = new Date(station.context.sync.serverNow().getTime() + 3_600_000).toISOString()
      return came(await station.do('task.snooze', { tasks: [task], until }))
    }
    if (what === 'answer') return this.#answer(task)
    if (what === 'take back') return this.#takeBack()
    if (what === 'unsnooze') return came(await station.do('task.unsnooze', { tasks: [task] }))
    if (what !== 'complete' && what !== 'comment') return came(await station.do(`task.${what}`, { task }))
    const mark = this.#world.ledger.mark()
    const result =
      what === 'complete'
        ? await station.do('task.complete', { task, comment: mark })
        : await station.do('task.comment', { task, text: mark, mentions: [] })
    if (result?.ok) this.#told(mark, 'Task', task, what === 'complete' ? 'comment of a finished task' : 'comment')
    return came(result)
  }

  /** Finishes a task with a message to its patient, as one deed. */
  #answer(task: LocalId): Came {
    const mark = this.#world.ledger.mark()
    const made = this.#station.inside((context) => {
      const { store, session } = context
      const who = session.user()
      const held = store.read('Task', task)
      const by = who && store.identity.reference('Practitioner', who.id)
      if (!who || !by || !held?.for || held.status === 'completed' || held.status === 'cancelled') return undefined
      const message = context.newId()
      act(context, { who, words: answered, task }, (tx) => {
        tx.edit('Task', task, (resource) => {
          resource.status = 'completed'
          resource.owner = { reference: by }
          resource.executionPeriod = { ...resource.executionPeriod, end: context.at() }
        })
        tx.create(message, {
          resourceType: 'Communication',
          status: 'completed',
          basedOn: [{ reference: store.identity.reference('Task', task) }],
          subject: held.for as Reference<Patient>,
          recipient: [held.for as Reference<Patient>],
          sender: { reference: by },
          payload: [{ contentString: mark }],
        })
      })
      return { message, by }
    })
    if (made) this.#world.ledger.answers.set(mark, { task, ...made })
    return made ? 'done' : 'nothing to do'
  }

  /** Takes back the last answer, where that is still possible. */
  async #takeBack(): Promise<Came> {
    const station = this.#station
    const last = station.see('deed.list', {})?.find(({ words, state }) => words === answered && state !== 'undone')
    if (!last) return 'nothing to do'
    const parts = station.inside(({ store }) => partsOf(store.db, last.id))
    const result = await station.do('deed.undo', { deed: last.id })
    const message = parts?.find(({ type }) => type === 'Communication')
    if (result?.ok && message) this.#world.ledger.takenBack.add(message.resource)
    return came(result)
  }

  async visit(patient: LocalId, what: Visit): Promise<Came> {
    const station = this.#station
    const appointment = this.#pick('Appointment', 0, patient)
    if (!appointment) return 'nothing to do'
    if (!(await station.open(patient))) return 'refused'
    const visit = { patient, appointment }
    if (what === 'check-in')
      return came(await station.do('visit.check-in', { ...visit, identifiers: ['name', 'birth date'] }))
    if (what === 'room') {
      const room = station.context.store.identity.localId('Location', 'room-1')
      return came(await station.do('visit.room', { ...visit, room }))
    }
    return came(await station.do(`visit.${what}`, visit))
  }

  async note(patient: LocalId, which: number, what: NoteDeed): Promise<Came> {
    const station = this.#station
    const { ledger } = this.#world
    if (!(await station.open(patient))) return 'refused'
    if (what === 'create') {
      const mark = ledger.mark()
      const result = await station.do('note.create', { patient, title: `Visit ${mark}` })
      if (result?.ok) this.#told(mark, 'DocumentReference', result.value.note, 'title of a new note')
      return came(result)
    }
    const draft = `json_extract(json, '$.docStatus') = 'preliminary'`
    const note = this.#pick('DocumentReference', which, patient, what === 'addend' ? `NOT ${draft}` : draft)
    if (!note) return 'nothing to do'
    if (what === 'addend' || what === 'discard') return came(await station.do(`note.${what}`, { patient, note }))
    const mark = ledger.mark()
    if (what === 'rename') {
      const result = await station.do('note.rename', { patient, note, title: `Visit ${mark}` })
      if (result?.ok) this.#told(mark, 'DocumentReference', note, 'title of a note')
      return came(result)
    }
    const view = station.see('note.view', { note }) as NoteView | null | undefined
    if (!view) return 'nothing to do'
    if (what === 'sign') {
      const result = await station.do('note.sign', { patient, note, version: view.version })
      if (result?.ok) ledger.signed.set(note, { station: station.name, at: ledger.deeds.length, patient })
      return came(result)
    }
    const parsed = parseDocument(view.document)
    if (!parsed.ok) return 'nothing to do'
    const steps = new Transform(parsed.doc).insert(2, schema.text(`${mark} `)).steps.map((step) => step.toJSON())
    const result = await station.do('note.steps', { patient, note, version: view.version, steps })
    if (result?.ok) this.#told(mark, 'DocumentReference', note, 'words of a note')
    return came(result)
  }

  /** A person's transaction; undefined when the workstation died in it. */
  #commit(
    work: (tx: Parameters<Parameters<Workstation['context']['store']['commit']>[1]>[0]) => boolean,
  ): boolean | undefined {
    return this.#station.inside(({ store, session, at }) => store.commit({ who: session.user()?.id, at: at() }, work))
  }
}
