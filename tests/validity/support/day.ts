import type { Appointment, Communication, Resource, ServiceRequest, Task } from '@medplum/fhirtypes'
import type { CommandName } from '../../../shared/contract/contract.js'
import { schema } from '../../../shared/document/index.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { box, everyChip, inline } from '../../support/chips.js'
import { type Clinic, clinic, until, type Workstation } from '../../support/clinic.js'
import { Window } from '../../support/window.js'
import { workOnArrivals } from './inbox/arrivals.js'
import { workOnTheList } from './inbox/list.js'
import { workOnMessages } from './inbox/messages.js'
import { workOnResults } from './inbox/results.js'
import { workByRules } from './inbox/rules.js'
import { leased, workAsATeam } from './inbox/team.js'
import { workOnOrders, workOnRefills } from './inbox-kinds.js'
import { workOnPhrases } from './phrases.js'
import { workOnQuarrels } from './quarrels.js'
import { workUnderSupervision } from './supervision.js'
import { Written } from './written.js'

/** What each command made the workstation write, and what else the day left behind. */
export interface Day {
  written: Map<CommandName, Resource[]>
  exported: string
  /** The EHR's answer to the exported bundle. */
  taken: { status: number; text: string }
  subscriptions: Resource[]
}

/** A practice clinic at work: every writing command of the contract once or more, at the desk, in the room, at the chair. */
export async function workDay(): Promise<Day> {
  const ehr = await clinic({ patients: 12, seed: 1 })
  // Beginning to route is one of the commands; and nothing is made by machine beside what a command writes.
  await ehr.send('PATCH', 'PlanDefinition/routing', [{ op: 'replace', path: '/status', value: 'retired' }])
  const [desk, room, chair] = await Promise.all(
    (['das', 'novak', 'mbeki'] as const).map(async (who) => (await (await ehr.workstation(who)).as(who)).ready()),
  )
  if (!desk || !room || !chair) throw new Error('the clinic did not open')
  const day = new DayAtWork(ehr, { desk, room, chair })
  await day.begin()
  await day.atTheDesk()
  await day.inTheRoom()
  await day.amongPhrases()
  await day.inTheInbox()
  await day.atTheChair()
  await day.afterAQuarrel()
  await day.byRules()
  return { written: day.written, subscriptions: await ehr.all('Subscription'), ...(await day.atTheEnd()) }
}

class DayAtWork {
  readonly written = new Map<CommandName, Resource[]>()
  readonly #ehr: Clinic
  readonly #at: { desk: Workstation; room: Workstation; chair: Workstation }
  readonly #desk: Window
  readonly #room: Window
  readonly #chair: Window
  readonly #news: Written
  #patient = '' as LocalId
  #visit = '' as LocalId

  constructor(ehr: Clinic, at: { desk: Workstation; room: Workstation; chair: Workstation }) {
    this.#ehr = ehr
    this.#at = at
    this.#desk = new Window(at.desk)
    this.#room = new Window(at.room)
    this.#chair = new Window(at.chair)
    this.#news = new Written(ehr)
  }

  begin(): Promise<void> {
    return this.#news.begin()
  }

  /** Files what arrives in the EHR under the command that was just given. */
  async #note(command: CommandName): Promise<void> {
    const { desk, room, chair } = this.#at
    // What can still be undone waits; the day does not.
    for (const window of [this.#desk, this.#room, this.#chair]) await window.do('deed.send-now', {})
    const arrived = await this.#news.take(desk, room, chair)
    this.written.set(command, [...(this.written.get(command) ?? []), ...arrived])
  }

  /** Another system's doing, which is not looked at. */
  async #elsewhere<T extends Resource>(resource: T): Promise<string> {
    const { status, body, text } = await this.#ehr.send<T>('POST', resource.resourceType, resource)
    if (status !== 201) throw new Error(text)
    await this.#news.take()
    return body.id as string
  }

  async atTheDesk(): Promise<void> {
    const desk = this.#desk
    const demographics = {
      family: 'Ñandú',
      given: ['Iñaki', 'José'],
      preferredName: 'Iki',
      birthDate: '1988-02-29',
      sex: 'other' as const,
      phone: '(206) 555-0141',
      mobile: '(206) 555-0142',
      email: 'iki@example.org',
      line: '5 Larch Ct, Apt 3',
      city: 'Alderbrook',
      state: 'WA',
      postalCode: '98200',
      language: 'Basque',
      emergencyName: 'Ana Ñandú',
      emergencyPhone: '(206) 555-0143',
      emergencyRelationship: 'Sister',
    }
    const { id } = await desk.do('patient.register', { demographics, evenIfAlike: true })
    await desk.do('patient.register', {
      demographics: { family: 'Baby', given: ['Boy'], birthDate: '2026-10-30', sex: 'unknown' },
      evenIfAlike: true,
    })
    await this.#note('patient.register')
    this.#patient = id

    await desk.open(id)
    const update = async (change: Partial<typeof demographics>, confirmed = false): Promise<void> => {
      await desk.do('patient.update', { patient: id, demographics: { ...demographics, ...change }, confirmed })
      await this.#note('patient.update')
    }
    await update({}, true)
    await update({ family: 'Arana', given: ['Iñaki'], line: '9 Mill Pond Rd', language: 'Spanish', mobile: '' })
    await update({ line: '', city: '', state: '', postalCode: '', language: '', preferredName: '', email: '' })
    await update({ emergencyName: '', emergencyPhone: '', emergencyRelationship: '', phone: '', mobile: '' })
    // One whom the EHR had: the record of the practice, whatever it holds.
    const known = this.#at.desk.id('Patient', 'p1')
    await desk.open(known)
    const { demographics: before } = desk.see('patient.demographics', { patient: known }) ?? {}
    if (!before?.birthDate) throw new Error('the first patient of the practice is not here')
    await desk.do('patient.update', {
      patient: known,
      demographics: { ...before, birthDate: before.birthDate, line: '1 Elsewhere St', phone: '(206) 555-0199' },
      confirmed: true,
    })
    await this.#note('patient.update')
    await this.#visits(known)
  }

  async #visits(known: LocalId): Promise<void> {
    const desk = this.#desk
    const clinician = this.#at.desk.id('Practitioner', 'novak')
    const walkIn = await desk.do('visit.walk-in', { patient: known, reason: 'Cough', clinician })
    await this.#note('visit.walk-in')
    await desk.do('visit.undo', { patient: known, appointment: walkIn.appointment })
    await this.#note('visit.undo')

    await desk.open(this.#patient)
    const visit = { patient: this.#patient, appointment: await this.#booking(true) }
    await desk.do('visit.no-show', visit)
    await this.#note('visit.no-show')
    this.#visit = await this.#booking(false)
    const next = { patient: this.#patient, appointment: this.#visit }
    await desk.do('visit.arrive', next)
    await this.#note('visit.arrive')
    await desk.do('visit.check-in', { ...next, identifiers: ['name', 'birth date', 'phone'] })
    await this.#note('visit.check-in')
    await desk.do('visit.room', { ...next, room: this.#at.desk.id('Location', 'room-1') })
    await desk.do('visit.room', { ...next, room: this.#at.desk.id('Location', 'room-2') })
    await this.#note('visit.room')
  }

  /** A booking for this moment, made by another system. */
  async #booking(video: boolean): Promise<LocalId> {
    const patient = this.#at.desk.context.store.identity.reference('Patient', this.#patient)
    const booking: Appointment = {
      resourceType: 'Appointment',
      status: 'booked',
      ...(video && { serviceType: [{ text: 'Video visit' }] }),
      start: new Date().toISOString(),
      end: new Date(Date.now() + 1_200_000).toISOString(),
      participant: [
        { actor: { reference: patient }, status: 'accepted' },
        { actor: { reference: 'Practitioner/novak' }, status: 'accepted' },
      ],
    }
    const { desk, room } = this.#at
    const id = desk.id('Appointment', await this.#elsewhere(booking))
    await until(() => desk.read('Appointment', id) && room.read('Appointment', id))
    return id
  }

  async inTheRoom(): Promise<void> {
    const [room, patient] = [this.#room, this.#patient]
    const station = this.#at.room
    const encounter = await until(() => {
      const at = station.context.store.ofPatient(patient, 'Encounter')
      return at.find(({ resource }) => resource.status === 'triaged')?.id
    })
    await room.open(patient)
    await room.do('visit.start', { patient, appointment: this.#visit })
    await this.#note('visit.start')
    const values = {
      systolic: 128,
      diastolic: 84,
      pulse: 72,
      respirations: 14,
      temperature: 36.6,
      saturation: 97,
      weight: 81.4,
      height: 178,
    }
    await room.do('vitals.record', { patient, encounter, values })
    const { observations } = await room.do('vitals.record', { patient, values: { weight: 81 } })
    await this.#note('vitals.record')
    const record = { patient, type: 'Observation' as const, id: observations[0] as LocalId }
    await room.do('record.void', record)
    await this.#note('record.void')
    await room.do('record.unvoid', record)
    await this.#note('record.unvoid')

    const { note } = await room.do('note.create', { patient, title: 'Follow-up', encounter })
    await this.#note('note.create')
    await room.type(patient, note, 'Feels well; <sleeps> & eats 🙂. ')
    for (const value of room.see('smart.read', { patient, encounter, links: ['vitals', 'weight', 'patient'] })) {
      const { link, at, sources, text } = value as Extract<typeof value, { kind: 'text' }>
      await room.write(patient, note, schema.node('smart_link', { link, at, sources, text }), 2)
    }
    await room.write(patient, note, box(inline(...everyChip(station.id('Practitioner', 'hale')))), 1)
    await until(() => station.context.outbox.unsentOf('DocumentReference', note))
    await this.#note('note.steps')
    const picture = { picture: crypto.randomUUID() as LocalId, contentType: 'image/png' as const, data: 'iVBORw0KGgo=' }
    await room.do('note.picture', { patient, note, ...picture, alt: 'Rash on the left forearm' })
    await this.#note('note.picture')
    await room.do('note.rename', { patient, note, title: 'Blood pressure follow-up' })
    await this.#note('note.rename')
    await room.do('note.discard', { patient, note })
    await this.#note('note.discard')
    await room.do('note.restore', { patient, note })
    await this.#note('note.restore')
    const to = station.id('Practitioner', 'hale')
    await room.do('note.hand-over', { patient, note, to, word: 'Please finish the plan' })
    await this.#note('note.hand-over')
    await room.do('note.take-back', { patient, note })
    await this.#note('note.take-back')
    const sign = async (id: LocalId): Promise<void> => {
      await room.do('note.sign', { patient, note: id, version: room.see('note.view', { note: id })?.version ?? 0 })
    }
    await sign(note)
    await this.#note('note.sign')
    const { note: addendum } = await room.do('note.addend', { patient, note })
    await room.type(patient, addendum, 'Pulse was regular.')
    await sign(addendum)
    await this.#note('note.addend')
    const { note: amended } = await room.do('note.amend', { patient, note, reason: 'The pulse was left out' })
    await room.type(patient, amended, 'Pulse regular. ')
    const carried = schema.mark('carried', { note, date: '2026-06-03', confirmed: null })
    await room.write(patient, amended, schema.text('Walks daily. ', [carried]), 2)
    await sign(amended)
    await this.#note('note.amend')
    await workUnderSupervision(this.#ehr, room, patient, (command) => this.#note(command))
    await room.do('visit.finish', { patient, appointment: this.#visit })
    await this.#note('visit.finish')
  }

  amongPhrases(): Promise<void> {
    return workOnPhrases(this.#room, (command) => this.#note(command))
  }

  async inTheInbox(): Promise<void> {
    const [room, patient] = [this.#room, this.#patient]
    const station = this.#at.room
    const subject = { reference: station.context.store.identity.reference('Patient', patient) }
    const message: Communication = {
      resourceType: 'Communication',
      status: 'completed',
      subject,
      sender: subject,
      sent: new Date().toISOString(),
      payload: [{ contentString: 'May I run again?' }],
    }
    const asked = await this.#elsewhere(message)
    const work = (kind: string, focus?: string): Task => ({
      resourceType: 'Task',
      status: 'requested',
      intent: 'order',
      code: { coding: [{ system: 'https://rounds.example/fhir/task-kind', code: kind }] },
      description: 'To be done',
      for: subject,
      owner: { reference: 'CareTeam/blue-team' },
      authoredOn: new Date().toISOString(),
      ...(focus && { focus: { reference: focus } }),
    })
    const answer = station.id('Task', await this.#elsewhere(work('patient-message', `Communication/${asked}`)))
    const refill = station.id('Task', await this.#elsewhere(work('refill-request', `Communication/${asked}`)))
    const [call, task] = [
      station.id('Task', await this.#elsewhere(work('call'))),
      station.id('Task', await this.#elsewhere(work('follow-up'))),
    ]
    await until(() => [answer, refill, call, task].every((id) => station.read('Task', id)))
    const about = { patient, message: station.id('Communication', asked), answer, refill, call }
    await workOnMessages(room, station, about, (command) => this.#note(command))

    const post = (resource: Resource): Promise<string> => this.#elsewhere(resource)
    await workOnArrivals(room, station, patient, post, (command) => this.#note(command))
    await workOnResults(room, station, patient, post, (command) => this.#note(command))

    await room.do('task.claim', { task })
    await this.#note('task.claim')
    const [claimed] = room.see('deed.list', {})
    const deed = claimed?.id as string
    await room.do('deed.undo', { deed })
    await this.#note('deed.undo')
    await room.do('deed.redo', { deed })
    await this.#note('deed.redo')
    await room.do('task.release', { task })
    await this.#note('task.release')
    await room.do('task.assign', { task, to: station.id('Practitioner', 'hale'), note: 'Please' })
    await this.#note('task.assign')
    await room.do('task.assign', { task, to: station.id('CareTeam', 'blue-team') })
    await room.do('task.complete', { task, comment: 'Left a message' })
    await this.#note('task.complete')
    await room.do('task.reopen', { task })
    await this.#note('task.reopen')
    const made = { text: 'Ask about the cough', to: station.id('Practitioner', 'novak') }
    const follow = { ...made, patient, kind: 'follow-up' as const, priority: 'urgent' as const, due: '2031-01-01' }
    const { task: second } = await room.do('task.create', follow)
    await room.do('task.create', { ...made, kind: 'front-desk', priority: 'routine' })
    await this.#note('task.create')
    const note = (command: CommandName) => this.#note(command)
    const around = { station, room, patient, note, elsewhere: (resource: Resource) => this.#elsewhere(resource) }
    await workOnRefills(around)
    await workOnOrders(around)
    const ending = station.id('Task', await this.#elsewhere({ ...work('call'), ...leased('novak') }))
    await until(() => station.read('Task', ending))
    await workAsATeam(room, station, [task, second, ending], note)
    await workOnTheList(room, station, post, work('follow-up'), note)
  }

  async atTheChair(): Promise<void> {
    const [chair, patient] = [this.#chair, this.#patient]
    const station = this.#at.chair
    const subject = { reference: this.#at.room.context.store.identity.reference('Patient', patient) }
    const orders = ['51990-0', '58410-2', '630-4'].map(
      (code): ServiceRequest => ({
        resourceType: 'ServiceRequest',
        status: 'active',
        intent: 'order',
        category: [{ coding: [{ system: 'http://snomed.info/sct', code: '108252007' }] }],
        code: { coding: [{ system: 'http://loinc.org', code }] },
        subject,
        requester: { reference: 'Practitioner/novak' },
        authoredOn: new Date().toISOString(),
      }),
    )
    const ids: LocalId[] = []
    for (const order of orders) ids.push(station.id('ServiceRequest', await this.#elsewhere(order)))
    await until(() => ids.every((id) => station.read('ServiceRequest', id)) && station.read('Patient', patient))
    const { birthDate = '' } = station.read('Patient', patient) ?? {}
    await chair.open(patient)
    const identify = () => chair.do('draw.identify', { patient, name: 'Iñaki Ñandú', birthDate })
    await identify()
    const { labels } = await chair.do('draw.label', { patient })
    for (const { tube, accession } of labels.slice(0, -1)) {
      await chair.do('draw.collect', { patient, tube, accession, site: 'Left arm' })
    }
    await this.#note('draw.collect')
    await chair.do('draw.fail', { patient, reason: 'refused', note: 'Had enough' })
    await this.#note('draw.fail')
  }

  async byRules(): Promise<void> {
    const post = (resource: Resource): Promise<string> => this.#elsewhere(resource)
    await workByRules(this.#room, this.#at.room, this.#patient, post, (command) => this.#note(command))
  }

  afterAQuarrel(): Promise<void> {
    return workOnQuarrels({
      ...{ ehr: this.#ehr, station: this.#at.desk, desk: this.#desk, patient: this.#patient, news: this.#news },
      note: (command) => this.#note(command),
    })
  }

  /** The cable is out at the end of the day: everything unsent goes onto a stick, and from there into the EHR. */
  async atTheEnd(): Promise<{ exported: string; taken: { status: number; text: string } }> {
    const [room, patient] = [this.#room, this.#patient]
    await this.#at.room.offline()
    await room.do('vitals.record', { patient, values: { pulse: 66 } })
    const { note } = await room.do('note.create', { patient, title: 'Telephone call' })
    await room.type(patient, note, 'Called. ')
    await room.do('note.sign', { patient, note, version: room.see('note.view', { note })?.version ?? 0 })
    const family = 'Export'
    const demographics = { family, given: ['Una'], birthDate: '2001-01-01', sex: 'female' as const }
    const { id } = await room.do('patient.register', { demographics, evenIfAlike: true })
    await room.open(id)
    const clinician = this.#at.room.id('Practitioner', 'novak')
    await room.do('visit.walk-in', { patient: id, reason: 'Cough', clinician })
    await room.do('vitals.record', { patient: id, values: { temperature: 38.2 } })
    const { bundle } = await room.do('outbox.export', {})
    return { exported: bundle, taken: await this.#ehr.send('POST', '', bundle) }
  }
}
