import { Transform } from 'prosemirror-transform'
import { describe, expect, it } from 'vitest'
import type { NoteView } from '../../../shared/contract/views/note.js'
import type { PatientHits } from '../../../shared/contract/views/patient.js'
import type { ScheduleDay } from '../../../shared/contract/views/schedule.js'
import type { FromCore } from '../../../shared/contract/wire.js'
import { documentText, parseDocument, schema } from '../../../shared/document/index.js'
import { localDate } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { clinic, until, type Workstation } from '../../support/clinic.js'
import { sentAll } from '../../support/sending.js'

/** A window of a workstation, bound to the patient it opened. */
class Window {
  readonly #station: Workstation
  readonly #connection = { window: 1, bound: null as LocalId | null }
  constructor(station: Workstation) {
    this.#station = station
  }
  async do<T>(name: string, input: object): Promise<T> {
    const result = await this.#station.running.core.call(name, input, crypto.randomUUID(), this.#connection)
    if (!result.ok) throw new Error(`${name} was refused: ${result.refusal.message}`)
    return result.value as T
  }
  see<T>(name: string, input: object): T {
    const result = this.#station.running.core.ask(name, input)
    if (!result.ok) throw new Error(`${name} was refused: ${result.refusal.message}`)
    return result.value as T
  }
  async open(patient: LocalId): Promise<void> {
    await this.do('patient.open', { open: patient })
  }
  /** Types at the beginning of a note, from the note as it is here now. */
  async type(patient: LocalId, note: LocalId, text: string): Promise<void> {
    const { document, version } = this.see<NoteView>('note.view', { note })
    const parsed = parseDocument(document)
    if (!parsed.ok) throw new Error('the note does not open')
    const steps = new Transform(parsed.doc).insert(2, schema.text(text)).steps.map((step) => step.toJSON())
    await this.do('note.steps', { patient, note, version, steps })
  }
  text(note: LocalId): string {
    const view = this.see<NoteView | null>('note.view', { note })
    const parsed = parseDocument(view?.document)
    return parsed.ok ? documentText(parsed.doc) : ''
  }
}

describe('two workstations', () => {
  it('show a patient registered and brought in at the desk to the clinician, room and all', async () => {
    const ehr = await clinic()
    const desk = await (await ehr.workstation('desk')).as('das')
    const doctor = await (await ehr.workstation('doctor')).as('novak')
    await Promise.all([desk.ready(), doctor.ready()])
    const [front, back] = [new Window(desk), new Window(doctor)]
    const demographics = { family: 'Abara', given: ['Ngozi'], birthDate: '1990-05-06', sex: 'female' }
    const { id: patient, mrn } = await front.do<{ id: LocalId; mrn: string }>('patient.register', {
      demographics,
      evenIfAlike: false,
    })
    await front.open(patient)
    const clinician = desk.id('Practitioner', 'novak')
    const { appointment } = await front.do<{ appointment: LocalId }>('visit.walk-in', {
      patient,
      reason: 'Sore throat',
      clinician,
    })
    await front.do('visit.check-in', { patient, appointment, identifiers: ['name', 'birth date'] })
    await front.do('visit.room', { patient, appointment, room: desk.id('Location', 'room-1') })
    await sentAll(desk)
    const date = localDate(new Date())
    await until(() => {
      const row = back.see<ScheduleDay>('schedule.day', { date }).rows.find(({ id }) => id === appointment)
      return (
        row?.state === 'roomed' &&
        row.where !== undefined &&
        row.patient.name === 'Abara, Ngozi' &&
        row.patient.mrn === mrn
      )
    })
    expect(back.see<PatientHits>('patient.find', { text: 'abara ngozi', limit: 5 }).hits.map(({ id }) => id)).toEqual([
      patient,
    ])
  })

  it('carry one draft on in turns, and neither loses a word', async () => {
    const ehr = await clinic()
    const room = await (await ehr.workstation('room')).as('novak')
    const office = await (await ehr.workstation('office')).as('novak')
    await Promise.all([room.ready(), office.ready()])
    const patient = room.id('Patient', 'p1')
    const [here, there] = [new Window(room), new Window(office)]
    await here.open(patient)
    await there.open(patient)
    const { note } = await here.do<{ note: LocalId }>('note.create', { patient, title: 'Follow-up' })
    await here.type(patient, note, 'From the room. ')
    await until(() => there.text(note).includes('From the room.'))
    await there.type(patient, note, 'From the office. ')
    await until(() => here.text(note).includes('From the office.'))
    expect(here.text(note)).toContain('From the room.')
    await here.type(patient, note, 'And again. ')
    const { version } = here.see<NoteView>('note.view', { note })
    await here.do('note.sign', { patient, note, version })
    await until(() => there.see<NoteView>('note.view', { note }).seal === 'intact')
    for (const words of ['From the room.', 'From the office.', 'And again.']) expect(there.text(note)).toContain(words)
  })
})

describe('a window that types', () => {
  it('is sent how its note stands, not its own words again', async () => {
    const ehr = await clinic()
    const station = await (await ehr.workstation('A')).as('novak')
    await station.ready()
    const patient = station.id('Patient', 'p1')
    const window = new Window(station)
    await window.open(patient)
    const { note } = await window.do<{ note: LocalId }>('note.create', { patient, title: 'Follow-up' })
    const heard: FromCore[] = []
    let receive: (message: unknown) => void = () => {}
    station.running.core.attach(7, {
      post: (message) => heard.push(message as FromCore),
      onMessage: (handler) => {
        receive = handler
      },
      onClose: () => {},
      close: () => {},
    })
    const call = async (id: number, name: string, input: object): Promise<void> => {
      receive({ t: 'call', id, name, input, commandId: crypto.randomUUID() })
      await until(() => heard.some((message) => message.t === 'reply' && message.id === id))
    }
    await call(1, 'patient.open', { open: patient })
    receive({ t: 'watch', id: 2, name: 'note.view', input: { note } })
    const first = heard.find((message) => message.t === 'data')
    const view = (first?.t === 'data' ? first.value : undefined) as NoteView
    const parsed = parseDocument(view.document)
    if (!parsed.ok) throw new Error('the note does not open')
    const steps = new Transform(parsed.doc)
      .insert(2, schema.text('Long, long words.'))
      .steps.map((step) => step.toJSON())
    await call(3, 'note.steps', { patient, note, version: 0, steps })
    await until(() => heard.some((message) => message.t === 'change'))
    await sentAll(station)
    await until(() => JSON.stringify(heard.filter((message) => message.t === 'change')).includes('in-the-EHR'))
    expect(JSON.stringify(heard.filter((message) => message.t === 'change'))).not.toContain('Long, long words.')
  })
})
