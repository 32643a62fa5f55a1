import type { AllergyIntolerance, DocumentReference, MedicationRequest, Patient, Task } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import type { ConflictPart, ConflictView } from '../../shared/contract/views/conflict.js'
import type { NoteView } from '../../shared/contract/views/note.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { type Clinic, until } from '../support/clinic.js'
import { type Desk, two } from '../support/desk.js'
import { sentAll } from '../support/sending.js'

const inText = (words: ConflictPart['mine']): string | null => words?.map(({ text }) => text).join('') ?? null
const part = (view: ConflictView, label: string): ConflictPart => {
  const found = view.parts.find((each) => each.label === label)
  if (!found) throw new Error(`no part ${label} among ${view.parts.map((each) => each.label).join(', ')}`)
  return found
}

/** Both change the allergy: B first and into the EHR, A without a network. */
async function allergy(): Promise<Awaited<ReturnType<typeof two>> & { id: LocalId }> {
  const clinicOfTwo = await two()
  const { a, b } = clinicOfTwo
  const id = a.station.id('AllergyIntolerance', 'allergy-p1')
  await a.station.offline()
  b.station.edit('AllergyIntolerance', id, (resource) => {
    resource.reaction = [{ manifestation: [{ text: 'hives' }], severity: 'mild' }]
    resource.criticality = 'low'
  })
  await sentAll(b.station)
  a.station.edit('AllergyIntolerance', id, (resource) => {
    resource.reaction = [{ manifestation: [{ text: 'anaphylaxis' }], severity: 'severe' }]
  })
  await a.station.online()
  return { ...clinicOfTwo, id }
}
const read = (ehr: Clinic) => ehr.get<AllergyIntolerance>('AllergyIntolerance/allergy-p1')

test('an allergy changed at two workstations is put together by a person, and the other workstation sees it', async () => {
  const { ehr, a, b, patient, id } = await allergy()
  const view = await a.conflict()
  expect(view).toMatchObject({ title: 'Allergy: Penicillin', kind: 'changed', critical: true, wholes: [] })
  expect(view.mine.by).toBe('Dr Lena Novak')
  expect(view.theirs).toMatchObject({ by: 'Marcus Hale', at: (await read(ehr)).meta?.lastUpdated })
  // Nothing is proposed for an allergy, not even where one side left it alone.
  expect(view.parts.map(({ label, changed, proposed }) => [label, changed, proposed])).toEqual([
    ['Criticality', 'ehr', undefined],
    ['Reaction', 'here', undefined],
    ['Reaction', 'ehr', undefined],
  ])
  const [criticality, severe, mild] = view.parts as [ConflictPart, ConflictPart, ConflictPart]
  expect([inText(severe.mine), inText(severe.theirs)]).toEqual(['anaphylaxis, severe', null])
  // Until then the banner warns of what either says.
  expect(a.see('patient.banner', { patient })?.allergies).toMatchObject([
    { text: 'Penicillin', reaction: 'anaphylaxis / hives', severity: 'severe', dangerous: true },
  ])
  const { item, seen } = view
  const parts = { [criticality.key]: 'mine', [severe.key]: 'mine', [mild.key]: 'theirs' } as const

  expect(a.see('conflict.preview', { item, seen, parts: { [mild.key]: 'mine' } })).toBeNull()
  expect(a.see('conflict.preview', { item, seen, parts })?.lines.map(({ value, from }) => [value, from])).toEqual(
    expect.arrayContaining([
      ['high', 'here'],
      ['anaphylaxis, severe', 'here'],
      ['hives, mild', 'ehr'],
    ]),
  )
  const incomplete = { patient, item, seen, decision: { parts: { [mild.key]: 'mine' as const } } }
  expect((await a.refused('conflict.resolve', incomplete)).code).toBe('invalid')
  const elsewhere = b.station.id('Patient', 'p2')
  expect((await a.refused('conflict.resolve', { patient: elsewhere, item, seen, decision: { parts } })).code).toBe(
    'wrong-patient',
  )

  await a.do('conflict.resolve', { patient, item, seen, decision: { parts } })
  expect(a.see('conflict.list', {})).toEqual([])
  await a.do('sync.now', {})
  await sentAll(a.station)
  const found = await read(ehr)
  expect(found.criticality).toBe('high')
  expect(found.reaction?.map(({ severity }) => severity)).toEqual(['severe', 'mild'])
  await until(() => b.station.read('AllergyIntolerance', id)?.criticality === 'high')
  // Both versions are kept, with who and when, and either can be brought back.
  const kept = a.see('kept.list', { resource: id })
  expect(kept.map(({ side, by }) => [side, by])).toEqual([
    ['ehr', 'Marcus Hale'],
    ['here', 'Dr Lena Novak'],
  ])
  const [theirs] = kept
  expect(a.see('kept.view', { kept: theirs?.id as string })).toMatchObject({ canBringBack: true })
  await a.do('kept.bring-back', { patient, kept: theirs?.id as string })
  await sentAll(a.station)
  expect((await read(ehr)).reaction?.map(({ severity }) => severity)).toEqual(['mild'])
})

test('a decision about versions nobody saw is refused, and what arrived meanwhile is kept and shown', async () => {
  const { ehr, a, b, patient, id } = await allergy()
  const view = await a.conflict()
  b.station.edit('AllergyIntolerance', id, (resource) => {
    resource.note = [{ text: 'Seen again in May' }]
  })
  await sentAll(b.station)
  const now = await until(() => {
    const newer = a.again(view)
    return newer.seen === view.seen ? undefined : newer
  })
  expect(now.parts.map(({ label }) => label)).toContain('Note')
  expect(a.see('kept.list', { resource: id })).toHaveLength(3)
  const parts = Object.fromEntries(view.parts.map(({ key }) => [key, 'theirs' as const]))
  const { item, seen } = view
  expect((await a.refused('conflict.resolve', { patient, item, seen, decision: { parts } })).code).toBe('stale')
  await a.do('conflict.resolve', { patient, item, seen: now.seen, decision: { whole: 'mine' } })
  await a.do('sync.now', {})
  await sentAll(a.station)
  // All of mine is mine to the letter.
  expect(await read(ehr)).toMatchObject({ criticality: 'high', reaction: [{ severity: 'severe' }] })
  expect((await read(ehr)).note).toBeUndefined()
})

test('deciding later is a state that outlives a restart, and a decision can be undone until it has left', async () => {
  const { ehr, a, patient, id } = await allergy()
  const view = await a.conflict()
  await a.do('conflict.put-off', { patient, item: view.item })
  await a.station.restart()
  await a.do('patient.open', { open: patient })
  const [row] = a.see('conflict.list', {})
  expect(row?.putOff?.by).toBe('Dr Lena Novak')
  expect(a.see('sync.status', {}).needsYou).toBe(1)

  const { item, seen } = view
  for (const whole of ['mine', 'theirs'] as const) {
    const { decision } = await a.do('conflict.resolve', { patient, item, seen, decision: { whole } })
    expect(a.see('conflict.list', {})).toEqual([])
    expect(a.station.read('AllergyIntolerance', id)?.reaction?.[0]?.severity).toBe(whole === 'mine' ? 'severe' : 'mild')
    await a.do('conflict.undo', { patient, decision })
    expect(a.again(view)).toMatchObject({ parts: view.parts, title: view.title })
    expect(a.again(view).seen).toBe(seen)
  }
  const { decision } = await a.do('conflict.resolve', { patient, item, seen, decision: { whole: 'mine' } })
  await a.do('sync.now', {})
  await sentAll(a.station)
  expect((await a.refused('conflict.undo', { patient, decision })).code).toBe('conflict')
  expect((await read(ehr)).reaction?.[0]?.severity).toBe('severe')
})

test('one telephone number written at two desks: both may stay, the rest merges by itself', async () => {
  const { ehr, a, b, patient } = await two('das', 'ruiz')
  await a.station.offline()
  b.station.edit('Patient', patient, (person) => {
    person.telecom = [{ system: 'phone', use: 'home', value: '555-0200' }, ...(person.telecom ?? []).slice(1)]
    person.maritalStatus = { text: 'Married' }
  })
  await sentAll(b.station)
  a.station.edit('Patient', patient, (person) => {
    person.telecom = [{ system: 'phone', use: 'home', value: '555-0300' }, ...(person.telecom ?? []).slice(1)]
  })
  await a.station.online()
  const view = await a.conflict()
  expect(view.critical).toBe(false)
  const phone = part(view, 'Home phone')
  expect(phone).toMatchObject({ changed: 'both', before: '555-0101', choices: ['mine', 'theirs', 'both'] })
  expect(phone.mine).toEqual([
    { text: '555-', changed: false },
    { text: '0300', changed: true },
  ])
  expect(part(view, 'Marital status').proposed).toBe('theirs')
  expect(view.common.some(({ value }) => value.includes('p1@example.org'))).toBe(true)
  await a.do('conflict.resolve', {
    ...{ patient, item: view.item, seen: view.seen },
    decision: { parts: { [phone.key]: 'both', [part(view, 'Marital status').key]: 'theirs' } },
  })
  await a.do('sync.now', {})
  await sentAll(a.station)
  const found = await ehr.get<Patient>('Patient/p1')
  expect(found.telecom?.map(({ value }) => value)).toEqual(['555-0300', '555-0200', 'p1@example.org'])
  expect(found.maritalStatus?.text).toBe('Married')
})

test('who may not change such a record may not decide about it', async () => {
  const { ehr, a, patient } = await two('das', 'hale')
  const id = a.station.create({
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/p1' },
    medicationCodeableConcept: { text: 'Lisinopril 20 mg tablet' },
    dosageInstruction: [{ text: '1 tablet daily' }],
  })
  await sentAll(a.station)
  const serverId = a.station.read('MedicationRequest', id)?.id as string
  await a.station.offline()
  a.station.edit('MedicationRequest', id, (order) => {
    order.dosageInstruction = [{ text: '2 tablets daily' }]
  })
  await ehr.send('PATCH', `MedicationRequest/${serverId}`, [
    { op: 'replace', path: '/medicationCodeableConcept/text', value: 'Lisinopril 40 mg tablet' },
  ])
  await a.station.online()
  const view = await a.conflict()
  expect(view.parts.map(({ label, changed }) => [label, changed])).toEqual([['Medicine and dose', 'both']])
  expect(inText(view.parts[0]?.mine ?? null)).toBe('Lisinopril 20 mg tablet\n2 tablets daily')
  expect(view.notFor).toBeDefined()
  const refusal = await a.refused('conflict.resolve', {
    ...{ patient, item: view.item, seen: view.seen, decision: { whole: 'mine' } },
  })
  expect(refusal.code).toBe('not-permitted')
  expect((await ehr.get<MedicationRequest>(`MedicationRequest/${serverId}`)).dosageInstruction?.[0]?.text).toBe(
    '1 tablet daily',
  )
})

/** A draft both have, written on at both: sections of `here` and `there`. */
async function draft(here: [number, string], there: [number, string]) {
  const clinicOfTwo = await two('novak', 'novak')
  const { a, b, patient } = clinicOfTwo
  const { note } = await a.do('note.create', { patient, title: 'Follow-up' })
  await a.type(patient, note, 0, 'Feels well.')
  await a.station.restart()
  await sentAll(a.station)
  await a.do('patient.open', { open: patient })
  await until(() => b.text(note).includes('Feels well.'))
  await a.station.offline()
  await b.type(patient, note, ...there)
  await b.station.restart()
  await sentAll(b.station)
  await b.do('patient.open', { open: patient })
  await a.type(patient, note, ...here)
  // Ending it publishes what was typed.
  await a.station.restart()
  await a.do('patient.open', { open: patient })
  return { ...clinicOfTwo, note }
}
const textInEhr = async (ehr: Clinic, a: Desk, note: LocalId): Promise<string> => {
  const id = a.station.read('DocumentReference', note)?.id
  const found = await ehr.get<DocumentReference>(`DocumentReference/${id}`)
  return Buffer.from(found.content?.[1]?.attachment?.data ?? '', 'base64').toString()
}

test('a draft written on at two workstations in different sections merges by itself', async () => {
  const { ehr, a, b, note } = await draft([2, 'See in May.'], [1, 'Lungs clear.'])
  await a.station.online()
  await sentAll(a.station)
  await until(() => a.text(note).includes('Lungs clear.') && b.text(note).includes('See in May.'))
  expect(await textInEhr(ehr, a, note)).toContain('Lungs clear.')
  expect(a.see('conflict.list', {})).toEqual([])
})

test('the same paragraph of a draft is a choice, and both may stay, in order', async () => {
  const { ehr, a, b, patient, note } = await draft([2, 'See in May.'], [2, 'Refer to cardiology.'])
  await a.station.online()
  const view = await a.conflict()
  expect(view.parts.map(({ label, changed, block }) => [label, changed, block])).toEqual([
    ['Assessment and plan', 'both', true],
  ])
  const { item, seen } = view
  const parts = { [view.parts[0]?.key as string]: 'both' as const }
  expect(a.see('conflict.preview', { item, seen, parts })?.text).toContain('See in May.\nRefer to cardiology.')
  await a.do('conflict.resolve', { patient, item, seen, decision: { parts } })
  await a.do('sync.now', {})
  await sentAll(a.station)
  await until(() => b.text(note).includes('See in May.'))
  expect(b.text(note)).toContain('See in May.\nRefer to cardiology.')
  expect(a.text(note)).toBe(b.text(note))
  expect(await textInEhr(ehr, a, note)).toContain('<p>See in May.</p>\n<p>Refer to cardiology.</p>')
})

test('a draft signed elsewhere meanwhile stays as it was signed; what was written here is a proposed addendum', async () => {
  const { ehr, a, b, patient, note } = await draft([2, 'See in May.'], [1, 'Lungs clear.'])
  const { version } = b.see('note.view', { note }) as NoteView
  await b.do('note.sign', { patient, note, version })
  await sentAll(b.station)
  await a.station.online()
  const view = await a.conflict()
  expect(view).toMatchObject({ kind: 'addendum', resource: note, mine: { by: 'Dr Lena Novak' } })
  expect(view.words).toContain('See in May.')
  expect(view.words).not.toContain('Feels well.')
  await until(() => a.see('note.view', { note })?.seal === 'intact')
  expect(a.see('note.view', { note })?.status).toBe('signed')
  expect(a.text(note)).not.toContain('See in May.')
  const { item, seen } = view
  const { made } = await a.do('conflict.resolve', { patient, item, seen, decision: { whole: 'addendum' } })
  await sentAll(a.station)
  expect(a.text(made as LocalId)).toContain('See in May.')
  expect(await textInEhr(ehr, a, note)).not.toContain('See in May.')
  expect(await textInEhr(ehr, a, made as LocalId)).toContain('See in May.')
})

test('deleted in the EHR: let go, or entered again as a new record; never brought back', async () => {
  const { ehr, a, patient } = await two()
  const id = a.station.id('Task', 'task-p1')
  await a.station.offline()
  a.station.edit('Task', id, (task) => {
    task.description = 'Call about the dizziness'
  })
  await ehr.send('DELETE', 'Task/task-p1')
  await a.station.online()
  const view = await a.conflict()
  expect(view).toMatchObject({ kind: 'deleted', wholes: ['again', 'theirs'] })
  const { item, seen } = view
  const first = await a.do('conflict.resolve', { patient, item, seen, decision: { whole: 'again' } })
  expect(a.station.read('Task', id)).toBeUndefined()
  await a.do('conflict.undo', { patient, decision: first.decision })
  expect(a.station.read('Task', first.made as LocalId)).toBeUndefined()
  expect(a.again(view)).toMatchObject({ kind: 'deleted', title: view.title })
  const { made } = await a.do('conflict.resolve', {
    ...{ patient, item, seen: a.again(view).seen, decision: { whole: 'again' as const } },
  })
  await a.do('sync.now', {})
  await sentAll(a.station)
  expect((await ehr.send('GET', 'Task/task-p1')).status).toBe(410)
  const serverId = a.station.read('Task', made as LocalId)?.id
  expect((await ehr.get<Task>(`Task/${serverId}`)).description).toBe('Call about the dizziness')
})

test('a draft deleted in the EHR is decided with its words in view', async () => {
  const { ehr, a, patient, note } = await draft([2, 'See in May.'], [1, 'Lungs clear.'])
  const serverId = a.station.read('DocumentReference', note)?.id
  await ehr.send('DELETE', `DocumentReference/${serverId}`)
  await a.station.online()
  const view = await a.conflict()
  expect(view).toMatchObject({ kind: 'deleted', wholes: ['again', 'theirs'], mine: { by: 'Dr Lena Novak' } })
  expect(view.words).toContain('See in May.')
  const { item, seen } = view
  const { made } = await a.do('conflict.resolve', { patient, item, seen, decision: { whole: 'again' } })
  expect(a.text(made as LocalId)).toContain('See in May.')
})

test('two versions of a draft, and then it is signed elsewhere: both texts are in view', async () => {
  const { a, b, patient, note } = await draft([2, 'See in May.'], [2, 'See in June.'])
  await a.station.online()
  expect(await a.conflict()).toMatchObject({ kind: 'changed' })
  const { version } = b.see('note.view', { note }) as NoteView
  await b.do('note.sign', { patient, note, version })
  await sentAll(b.station)
  const view = await until(() => {
    const [row] = a.see('conflict.list', {})
    return row && row.kind !== 'changed' ? (a.see('conflict.view', { item: row.item }) as ConflictView) : undefined
  })
  expect(view).toMatchObject({ kind: 'signed', wholes: ['addendum', 'theirs'] })
  expect(view.words).toContain('See in May.')
  expect(view.words).not.toContain('See in June.')
  expect(view.theirWords).toContain('See in June.')
})
