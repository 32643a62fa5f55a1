import type { Communication, Patient } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { machineId } from '../../../main/core/store/identity.js'
import { messageFinder } from '../../../main/core/work/messages.js'
import { asInstant, type LocalId } from '../../../shared/kernel/ids.js'
import { amara, booking, luis, message, on, patient, practice, report, task, to } from './support/day.js'
import { Workstation } from './support/workstation.js'

let station: Workstation
let [amaraId, luisId] = ['', ''] as LocalId[] as [LocalId, LocalId]
beforeEach(() => {
  station = new Workstation([
    ...practice(),
    patient(amara),
    patient(luis),
    message('m1', amara, on(7), 'Dizzy since the new tablets.'),
    message('m2', amara, on(7, 30), 'Which dose do you take?', 'm1'),
    message('m3', amara, on(8), 'Ten milligrams.', 'm2', true),
    task('asked', 'patient-message', 'Dizzy after new dose', {
      owner: to.team('blue-team'),
      for: to.patient(amara),
      focus: to.thing('Communication', 'm3'),
    }),
    task('ring', 'call', 'Ring about the fall', { owner: to.practitioner('novak'), for: to.patient(luis) }),
  ])
  amaraId = station.patient('amara')
  luisId = station.patient('luis')
})
afterEach(() => station.stop())

const id = (name: string): LocalId => station.id('Communication', name)
const held = (message: LocalId): Communication => station.store.read('Communication', message) as Communication
const texts = (root: LocalId): string[] => station.ask('thread.view', { root })?.messages.map(({ text }) => text) ?? []
const from = (name: string, more: Partial<Communication>): Communication => ({
  ...message(name, amara, on(9), name),
  ...more,
})
const refTo = (name: string): never => ({ reference: `Communication/${name}` }) as never

describe('a conversation', () => {
  it('is one by what each message answers, in whichever order they come', () => {
    expect(texts(id('m1'))).toEqual(['Dizzy since the new tablets.', 'Which dose do you take?', 'Ten milligrams.'])
    station.receive(from('c3', { inResponseTo: [refTo('c2')], sent: on(9, 3) }))
    station.receive(from('c1', { sent: on(9, 1) }))
    expect(texts(id('c1'))).toEqual(['c1'])
    station.receive(from('c2', { inResponseTo: [refTo('c1')], sent: on(9, 2) }))
    for (const name of ['c1', 'c2', 'c3']) expect(texts(id(name))).toEqual(['c1', 'c2', 'c3'])
  })

  it('is one by a header that is no message itself, as Medplum writes it', () => {
    station.receive(
      from('h2', { partOf: [refTo('head')], sent: on(9, 2) }),
      from('h1', { partOf: [refTo('head')], sent: on(9, 1) }),
      from('head', { payload: [], topic: { text: 'Knee pain' } }),
    )
    expect(texts(id('h1'))).toEqual(['h1', 'h2'])
    const row = station.ask('thread.list', { patient: amaraId }).find(({ root }) => root === id('h1'))
    expect(row).toMatchObject({ topic: 'Knee pain', count: 2 })
  })

  it('ends a circle, and never leads into another patient’s', () => {
    station.receive(
      from('x', { inResponseTo: [refTo('y')] }),
      from('y', { inResponseTo: [refTo('x')], sent: on(9, 1) }),
    )
    expect(texts(id('x'))).toEqual(['x', 'y'])
    station.receive(message('stray', luis, on(9, 5), 'About Luis', 'm3', true))
    expect(texts(id('m1'))).not.toContain('About Luis')
    expect(texts(id('stray'))).toEqual(['About Luis'])
    expect(station.ask('thread.list', { patient: luisId }).map(({ count }) => count)).toEqual([1])
  })

  it('loses what is marked as an error, and stays one when its beginning goes', () => {
    const meta = { versionId: '2', lastUpdated: on(10) }
    station.receive({ ...message('m2', amara, on(7, 30), 'Which dose?', 'm1'), status: 'entered-in-error', meta })
    expect(texts(id('m1'))).toEqual(['Dizzy since the new tablets.', 'Ten milligrams.'])
    station.store.receive(station.running.context.at(), (tx) => tx.forget('Communication', id('m1')))
    expect(texts(id('m3'))).toEqual(['Ten milligrams.'])
    expect(texts(id('m1'))).toEqual(['Ten milligrams.'])
  })

  it('waits until it is answered, called about, or dealt with', async () => {
    expect(station.ask('thread.list', { view: 'waiting' })).toMatchObject([{ root: id('m1'), state: 'waits' }])
    expect(station.ask('thread.counts', {})).toEqual({ waiting: 1, unread: 0 })
    await station.open(amaraId)
    await station.do('contact.record', {
      patient: amaraId,
      way: 'phone',
      reached: 'voicemail',
      words: '',
      answers: id('m3'),
    })
    expect(station.ask('thread.view', { root: id('m1') })?.state).toBe('waits')
    await station.do('task.complete', { task: station.id('Task', 'asked') })
    expect(station.ask('thread.view', { root: id('m1') })?.state).toBe('settled')
    station.receive(message('m4', amara, on(11), 'And now?', 'm3', true))
    expect(station.ask('thread.view', { root: id('m1') })?.state).toBe('waits')
    await station.do('message.send', { patient: amaraId, answers: id('m4'), text: 'Halve it.' })
    expect(station.ask('thread.view', { root: id('m1') })).toMatchObject({ state: 'answered' })
    expect(station.ask('thread.counts', {})).toEqual({ waiting: 0, unread: 0 })
  })

  it('that needs no answer is settled for everybody, with its task or without one', async () => {
    await station.open(amaraId)
    await station.do('message.settle', { patient: amaraId, message: id('m3') })
    expect(station.store.read('Task', station.id('Task', 'asked'))?.status).toBe('completed')
    station.receive(message('thanks', luis, on(9), 'Thank you.', undefined, true))
    await station.open(luisId)
    const { task: made } = await station.do('message.settle', { patient: luisId, message: id('thanks') })
    expect(station.store.read('Task', made)).toMatchObject({
      status: 'completed',
      focus: { reference: 'Communication/thanks' },
      note: [{ text: 'needed no answer' }],
    })
    expect(station.ask('thread.list', { view: 'waiting' })).toEqual([])
  })

  it('that was written to nobody is everybody’s to answer; one with a task is its owner’s', async () => {
    station.receive(message('new', luis, on(9), 'Is anybody there?', undefined, true))
    const waiting = () => station.ask('thread.list', { view: 'waiting' }).map(({ root }) => root)
    expect(waiting()).toEqual([id('m1'), id('new')])
    await station.signIn('das')
    expect(waiting()).toEqual([id('new')])
  })
})

describe('a message to a patient', () => {
  it('joins the conversation, names its task, and finishes it', async () => {
    await station.open(amaraId)
    const asked = station.id('Task', 'asked')
    const { message: sent } = await station.do('message.send', { patient: amaraId, task: asked, text: 'Halve it.' })
    expect(held(sent)).toMatchObject({
      status: 'completed',
      category: [{ coding: [{ system: 'https://rounds.example/fhir/message-kind', code: 'patient' }] }],
      inResponseTo: [{ reference: 'Communication/m3' }],
      partOf: [{ reference: 'Communication/m1' }],
      basedOn: [{ reference: 'Task/asked' }],
      recipient: [{ reference: 'Patient/amara' }],
      topic: { text: 'Dizzy after new dose' },
    })
    expect(held(sent).meta?.security).toBeUndefined()
    expect(JSON.stringify(station.store.read('Task', asked))).not.toContain(sent)
    expect(station.store.read('Task', asked)?.status).toBe('completed')
    expect(texts(id('m1')).at(-1)).toBe('Halve it.')
  })

  it('is refused where nobody would read it, and becomes a call or a letter with the same words', async () => {
    await station.open(luisId)
    const refusal = await station.refused('message.send', { patient: luisId, text: 'Come in today' })
    expect(refusal).toMatchObject({ code: 'no-portal' })
    expect(refusal.message).toContain('Romero')
    const { task: call } = await station.do('message.instead', { patient: luisId, way: 'call', text: 'Come in today' })
    expect(station.ask('task.view', { task: call })).toMatchObject({
      kind: 'call',
      note: 'Come in today',
      owner: { mine: true },
    })
    const { task: letter } = await station.do('message.instead', {
      patient: luisId,
      way: 'letter',
      text: 'Come in today',
    })
    expect(station.ask('task.view', { task: letter })).toMatchObject({
      kind: 'front-desk',
      owner: { name: 'Front desk' },
    })
    expect(station.store.ofPatient(luisId, 'Communication')).toEqual([])
    // What the clinic wrote down outweighs what was guessed.
    const says = (portal: boolean): Patient => ({
      ...(patient(luis) as Patient),
      meta: { versionId: portal ? '2' : '3' },
      extension: [{ url: 'https://rounds.example/fhir/portal', valueBoolean: portal }],
    })
    station.receive(says(true))
    await station.do('message.send', { patient: luisId, text: 'Come in today' })
    station.receive(says(false), message('l1', luis, on(9), 'Hello', undefined, true))
    expect((await station.refused('message.send', { patient: luisId, text: 'Hello' })).code).toBe('no-portal')
  })

  it('goes to nobody else: another patient’s task, message or window refuse it', async () => {
    await station.open(luisId)
    const asked = station.id('Task', 'asked')
    const refused = async (input: object) =>
      (await station.refused('message.send', { patient: luisId, text: 'Hello', ...input })).code
    expect(await refused({ task: asked })).toBe('wrong-patient')
    expect(await refused({ answers: id('m3') })).toBe('wrong-patient')
    expect(await refused({ patient: amaraId })).toBe('wrong-patient')
    expect(station.ask('thread.list', { patient: luisId })).toEqual([])
    await station.signIn('mbeki')
    await station.open(amaraId)
    expect((await station.refused('message.send', { patient: amaraId, text: 'Hello' })).code).toBe('not-permitted')
  })

  it('takes pictures and documents that are what they say, up to 1.4 MB', async () => {
    await station.open(amaraId)
    const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(50)])
    const send = (bytes: Buffer, contentType = 'image/png') => ({
      patient: amaraId,
      text: 'Look',
      answers: id('m3'),
      attachments: [{ contentType, data: bytes.toString('base64'), title: 'Stretching' }],
    })
    const { message: sent } = await station.do('message.send', send(png))
    expect(station.ask('thread.view', { root: sent })?.messages.at(-1)?.attachments).toMatchObject([
      { index: 0, title: 'Stretching', form: 'picture' },
    ])
    expect((await station.refused('message.send', send(png, 'application/pdf'))).code).toBe('invalid')
    expect((await station.refused('message.send', send(Buffer.from('<script>'), 'image/png'))).code).toBe('invalid')
    const large = Buffer.concat([png, Buffer.alloc(1_400_000)])
    expect((await station.refused('message.send', send(large))).message).toContain('1.4 MB')
  })
})

describe('what came and was not seen', () => {
  const asked = () => station.id('Task', 'asked')
  const state = () => station.ask('thread.view', { root: id('m1') })?.state
  const later = () => message('m4', amara, on(9, 55), 'I fainted.', 'm3', true)
  const waits = () => station.ask('thread.list', { view: 'waiting' }).map(({ root }) => root)

  it.each([
    ['an answer', () => station.refused('message.send', { patient: amaraId, answers: id('m3'), text: 'Halve it.' })],
    [
      'an answer under its task',
      () => station.refused('message.send', { patient: amaraId, task: asked(), text: 'Yes' }),
    ],
    ['a word that none is needed', () => station.refused('message.settle', { patient: amaraId, message: id('m3') })],
    [
      'a call',
      () =>
        station.refused('contact.record', {
          ...{ patient: amaraId, way: 'phone', reached: 'patient', words: '', answers: id('m3'), task: asked() },
        } as never),
    ],
    ['a tick', () => station.refused('task.complete', { task: asked(), seen: id('m3') })],
    ['a tick that saw nothing', () => station.refused('task.complete', { task: asked() })],
  ])('is not dealt with by %s: it is refused, and nothing changes', async (_what, act) => {
    await station.open(amaraId)
    station.receive(later())
    const refusal = await act()
    expect(refusal.code).toBe('stale')
    expect(refusal.message).toContain('written again')
    expect(station.store.read('Task', asked())?.status).toBe('requested')
    expect(texts(id('m1'))).toHaveLength(4)
    await station.do('task.complete', { task: asked(), seen: id('m4') })
    expect(state()).toBe('settled')
  })

  it('and comes after an answer to what was before it still waits, says so, and is work again', async () => {
    await station.open(amaraId)
    await station.do('message.send', { patient: amaraId, answers: id('m3'), task: asked(), text: 'Halve it.' })
    expect(state()).toBe('answered')
    station.receive(later())
    expect(state()).toBe('waits')
    expect(waits()).toEqual([id('m1')])
    const missed = station.ask('thread.view', { root: id('m1') })?.messages.filter((each) => each.missed)
    expect(missed).toMatchObject([{ text: 'I fainted.' }])
    await station.do('message.send', { patient: amaraId, answers: id('m4'), text: 'Come in now.' })
    expect(state()).toBe('answered')
    expect(station.ask('thread.view', { root: id('m1') })?.messages.some((each) => each.missed)).toBe(false)
  })

  it('and comes after its conversation was settled still waits', async () => {
    await station.open(amaraId)
    await station.do('message.settle', { patient: amaraId, message: id('m3') })
    expect(state()).toBe('settled')
    station.receive(later())
    expect(state()).toBe('waits')
    expect(waits()).toEqual([id('m1')])
  })

  it('is answered by a later word of another system, which names what it likes', () => {
    station.receive(
      message('m4', amara, on(9, 50), 'And my arm?', 'm3', true),
      message('m5', amara, on(9, 51), 'Both.', 'm1'),
    )
    expect(state()).toBe('answered')
  })

  it('is no colleague’s business of their own: a mention or a referral that is done settles no conversation', async () => {
    for (const kind of ['mention', 'front-desk'])
      station.receive({
        ...task(`x-${kind}`, kind, 'See this', {
          owner: to.practitioner('novak'),
          for: to.patient(luis),
          focus: to.thing('Communication', 'l1'),
        }),
        status: 'completed',
        executionPeriod: { end: on(9, 59) },
      } as never)
    station.receive(message('l1', luis, on(9), 'Is anybody there?', undefined, true))
    expect(station.ask('thread.view', { root: id('l1') })?.state).toBe('waits')
    expect(waits()).toContain(id('l1'))
  })

  it('is work again for somebody, as is a message under another patient’s conversation', async () => {
    const plan = { id: 'plan' as LocalId, version: 1, begun: asInstant(on(6)), rules: [] }
    const ground = () => ({ context: station.running.context, plan, now: station.clock.time })
    const found = () => messageFinder.find(ground()).map(({ task: made }) => made)
    await station.open(amaraId)
    await station.do('message.send', { patient: amaraId, answers: id('m3'), task: asked(), text: 'Halve it.' })
    expect(found()).toEqual([])
    station.receive(later(), message('stray', luis, on(9), 'About Luis', 'm3', true))
    expect(found().sort()).toEqual([id('m4'), id('stray')].map((each) => machineId('patient-message', each)).sort())
  })
})

describe('what was being written', () => {
  const drafts = () => station.ask('work.drafts', {}).map(({ task: where, text }) => `${where}: ${text}`)
  const write = (where: string, what: string, text: string) => station.do('work.draft', { task: where, what, text })
  const undo = async () => {
    const [last] = station.ask('deed.list', {})
    await station.do('deed.undo', { deed: last?.id ?? '' })
  }

  it('is used up where it was written and nowhere else, and comes back with the undo', async () => {
    await station.open(amaraId)
    await write('here', 'reply', 'Halve it.')
    await write(amaraId, 'reply', 'Another answer')
    await write(`new ${amaraId}`, 'reply', 'A letter I am writing')
    const others = drafts().slice(1)
    await station.do('message.send', { patient: amaraId, answers: id('m3'), text: 'Halve it.', draft: 'here' })
    expect(drafts()).toEqual(others)
    await undo()
    expect(drafts().sort()).toEqual(['here: Halve it.', ...others].sort())
  })

  it('for colleagues, or told by another way, comes back with the undo too', async () => {
    await station.open(luisId)
    await write('there', 'team', 'Could you ring?')
    const hale = [station.id('Practitioner', 'hale')]
    await station.do('team-message.send', { patient: luisId, to: hale, text: 'Could you ring?', draft: 'there' })
    expect(drafts()).toEqual([])
    await undo()
    expect(drafts()).toEqual(['there: Could you ring?'])
    await write('here', 'reply', 'Come in today')
    await station.do('message.instead', { patient: luisId, way: 'call', text: 'Come in today', draft: 'here' })
    expect(drafts()).toEqual(['there: Could you ring?'])
    await undo()
    expect(drafts().sort()).toEqual(['here: Come in today', 'there: Could you ring?'])
  })
})

describe('colleagues', () => {
  const tell = async (): Promise<LocalId> => {
    await station.open(amaraId)
    const to = [station.id('Practitioner', 'hale')]
    return (
      await station.do('team-message.send', { patient: amaraId, to, text: 'She sounds confused', topic: 'Amara' })
    ).message
  }

  it('write for themselves: no patient among the readers, and marked so for every other system', async () => {
    const sent = held(await tell())
    expect(sent.meta?.security).toMatchObject([
      { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'NOPAT' },
    ])
    expect(sent.recipient).toMatchObject([{ reference: 'Practitioner/hale' }])
    expect(JSON.stringify([sent.recipient, sent.sender])).not.toContain('Patient/')
    expect(sent.subject).toMatchObject({ reference: 'Patient/amara' })
  })

  it('and patients have conversations of their own, whatever answers what', async () => {
    const sent = await tell()
    const to = [station.id('Practitioner', 'hale')]
    const refused = async (name: 'message.send' | 'team-message.send', input: object) =>
      (await station.refused(name, { patient: amaraId, text: 'Hello', to, ...input } as never)).code
    expect(await refused('message.send', { answers: sent })).toBe('invalid')
    expect(await refused('team-message.send', { answers: id('m3') })).toBe('invalid')
    // Another system files a colleague's word under the patient's message.
    station.receive(
      from('aside', {
        inResponseTo: [refTo('m3')],
        sender: { reference: 'Practitioner/cole' },
        recipient: [{ reference: 'Practitioner/novak' }],
      }),
    )
    expect(texts(id('m1'))).not.toContain('aside')
    expect(texts(id('aside'))).toEqual(['aside'])
    expect(station.ask('thread.view', { root: id('aside') })?.kind).toBe('team')
    // One that says it is for colleagues and goes to the patient is shown as what it is.
    station.receive(
      from('leak', {
        category: [{ coding: [{ system: 'https://rounds.example/fhir/message-kind', code: 'team' }] }],
        recipient: [{ reference: 'Patient/amara' }],
      }),
    )
    expect(station.ask('thread.view', { root: id('leak') })?.kind).toBe('patient')
  })

  it('see what is new to them until they have read it, also what came late', async () => {
    const sent = await tell()
    await station.signIn('hale')
    expect(station.ask('thread.counts', {}).unread).toBe(1)
    expect(station.ask('thread.list', { view: 'colleagues' })).toMatchObject([{ topic: 'Amara', unread: true }])
    await station.do('thread.read', { root: sent })
    expect(station.ask('thread.counts', {}).unread).toBe(0)
    station.receive(
      from('late', {
        inResponseTo: [{ reference: `urn:uuid:${sent}` }],
        sender: { reference: 'Practitioner/novak' },
        recipient: [{ reference: 'Practitioner/hale' }],
        sent: on(6),
      }),
    )
    expect(station.ask('thread.counts', {}).unread).toBe(1)
  })

  it('about no patient is for those in it', async () => {
    const { message: sent } = await station.do('team-message.send', {
      to: [station.id('Practitioner', 'hale')],
      text: 'Lunch?',
    })
    expect(texts(sent)).toEqual(['Lunch?'])
    await station.signIn('das')
    expect(station.ask('thread.view', { root: sent })).toBeNull()
    expect(station.ask('thread.list', { view: 'colleagues' })).toEqual([])
  })
})

describe('a contact', () => {
  it('that reached the patient finishes the call; a voicemail tells nobody', async () => {
    await station.open(luisId)
    const ring = station.id('Task', 'ring')
    const record = { patient: luisId, way: 'phone', words: 'Asked to ring back', task: ring } as const
    const { message: left } = await station.do('contact.record', { ...record, reached: 'voicemail' })
    expect(held(left)).toMatchObject({ status: 'not-done', statusReason: { text: 'Left a voicemail' } })
    expect(held(left).recipient).toBeUndefined()
    expect(station.store.read('Task', ring)?.status).toBe('in-progress')
    expect((await station.refused('contact.record', { ...record, reached: 'proxy' })).code).toBe('invalid')
    await station.do('contact.record', { ...record, reached: 'patient', words: 'No fall since' })
    expect(station.store.read('Task', ring)?.status).toBe('completed')
    const [call] = station.ask('thread.list', { patient: luisId })
    expect(call).toMatchObject({ topic: 'Call' })
    expect(station.ask('thread.view', { root: call?.root as LocalId })?.messages.at(-1)?.contact).toMatchObject({
      way: 'phone',
    })
  })

  it('and a message under a task of a result are refused: it is told where it is read', async () => {
    station.receive(
      report('bmp', amara, on(9), 'Basic metabolic panel', []),
      task('tell', 'tell-patient', 'Tell: potassium', {
        owner: to.practitioner('novak'),
        for: to.patient(amara),
        focus: to.thing('DiagnosticReport', 'bmp'),
      }),
    )
    await station.open(amaraId)
    const tell = station.id('Task', 'tell')
    const nothing = async (task: LocalId) => {
      const call = { patient: amaraId, task, way: 'phone', reached: 'patient', words: '' } as const
      expect((await station.refused('contact.record', call)).message).toContain('told with its result')
      const word = { patient: amaraId, task, text: 'It is fine.' }
      expect((await station.refused('message.send', word)).message).toContain('told with its result')
      expect(station.store.read('Task', task)?.status).toBe('requested')
    }
    await nothing(tell)
    // Also where the report itself is not here to be read.
    station.store.receive(station.running.context.at(), (tx) =>
      tx.forget('DiagnosticReport', station.id('DiagnosticReport', 'bmp')),
    )
    await nothing(tell)
    expect(texts(id('m1'))).toHaveLength(3)
  })

  it('makes work of a message, which the task refers to', async () => {
    await station.open(amaraId)
    const { task: made } = await station.do('message.into-task', {
      patient: amaraId,
      message: id('m3'),
      kind: 'follow-up',
      text: 'Check the dose',
      to: station.id('Practitioner', 'hale'),
      priority: 'routine',
    })
    expect(station.store.read('Task', made)?.focus).toMatchObject({ reference: 'Communication/m3' })
    expect(station.ask('task.view', { task: made })?.messages).toHaveLength(3)
  })
})

describe('a file that came with a message', () => {
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(50)])
  const open = async (attachment: object) => {
    station.receive(from('file', { payload: [{ contentString: 'Look' }, { contentAttachment: attachment }] }))
    return { message: id('file'), index: 0 }
  }

  it('is shown where it is what it says it is', async () => {
    const data = png.toString('base64')
    const asked = await open({ contentType: 'image/png', data, title: 'Rash' })
    expect(station.ask('thread.view', { root: id('file') })?.messages[0]?.attachments).toMatchObject([
      { title: 'Rash', form: 'picture' },
    ])
    expect(await station.do('attachment.open', asked)).toEqual({ form: 'picture', contentType: 'image/png', data })
  })

  it.each([
    ['a page called a picture', { contentType: 'image/png', data: Buffer.from('<html>').toString('base64') }],
    ['no base64', { contentType: 'image/png', data: '%%%' }],
    ['nothing at all', { contentType: 'image/png', data: '' }],
    ['a program called a text', { contentType: 'text/plain', data: Buffer.from([0, 1, 2]).toString('base64') }],
    ['one that says it is too large', { contentType: 'image/png', data: png.toString('base64'), size: 11_000_000 }],
    ['one on another computer', { contentType: 'image/png', url: 'https://elsewhere.example/fhir/Binary/1' }],
    ['one that is no file of the EHR', { contentType: 'image/png', url: 'Patient/amara' }],
  ])('is not opened: %s', async (_what, attachment) => {
    const asked = await open(attachment)
    expect(['invalid', 'not-found']).toContain((await station.refused('attachment.open', asked)).code)
  })

  it('kept in the EHR is said to need it, while it cannot be reached', async () => {
    const asked = await open({ contentType: 'image/png', url: 'Binary/b1' })
    expect((await station.refused('attachment.open', asked)).code).toBe('offline-needed')
  })
})

describe('a visit out of a message', () => {
  it('is booked where the clinician and the patient are free, and nowhere else', async () => {
    station.receive(booking('b1', luis, on(14), 'Knee'), booking('b2', amara, on(15), 'Eyes', 'hale'))
    await station.open(amaraId)
    const clinician = station.id('Practitioner', 'novak')
    const free = () => station.ask('appointment.free', { clinician, date: '2026-11-22', minutes: 20 }).times
    expect(free()).toContain(on(14, 20))
    expect(free()).not.toContain(on(14))
    expect(free()).not.toContain(on(9, 40))
    const book = { patient: amaraId, clinician, minutes: 20, reason: 'Dizzy', from: id('m3') }
    expect((await station.refused('appointment.book', { ...book, start: on(14, 10) })).message).toContain('14:00')
    expect((await station.refused('appointment.book', { ...book, start: on(15) })).code).toBe('conflict')
    expect((await station.refused('appointment.book', { ...book, start: on(9) })).code).toBe('invalid')
    const { appointment } = await station.do('appointment.book', { ...book, start: on(14, 20) })
    expect(station.store.read('Appointment', appointment)).toMatchObject({
      status: 'booked',
      start: on(14, 20),
      end: on(14, 40),
      supportingInformation: [{ reference: 'Communication/m3' }],
    })
    expect(free()).not.toContain(on(14, 20))
    expect((await station.refused('appointment.book', { ...book, start: on(14, 20) })).code).toBe('conflict')
    expect(station.ask('appointment.free', { clinician, date: '2027-11-22', minutes: 20 })).toEqual({
      times: [],
      held: false,
    })
  })
})
