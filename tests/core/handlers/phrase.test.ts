import type { Library } from '@medplum/fhirtypes'
import { describe, expect, it } from 'vitest'
import type { PhraseFields, PhraseShelf } from '../../../shared/contract/views/phrase.js'
import { schema } from '../../../shared/document/index.js'
import { asLocalId, type LocalId } from '../../../shared/kernel/ids.js'
import { clinic, until } from '../../support/clinic.js'
import { sentAll } from '../../support/sending.js'
import { Window } from '../../support/window.js'

const words = (...lines: string[]): unknown =>
  schema
    .node('doc', null, [
      schema.node(
        'section',
        { code: '34109-9', title: 'Words' },
        lines.map((line) => schema.node('paragraph', null, schema.text(line))),
      ),
    ])
    .toJSON()

const fields = (change: Partial<PhraseFields> = {}): PhraseFields => ({
  name: 'dmfu',
  title: 'Diabetes follow-up',
  about: 'For a routine visit',
  kind: 'phrase',
  scope: 'personal',
  document: words('Diabetes, {well|poorly} controlled.'),
  ...change,
})

const newId = (): LocalId => asLocalId(crypto.randomUUID())
const phrases = (window: Window): PhraseShelf['phrases'] => window.see('phrase.shelf', {}).phrases
const named = (window: Window, name: string) => phrases(window).find((phrase) => phrase.name === name)

describe('phrases on two workstations', () => {
  it('travel to the whole clinic, are changed there, and tell every version with who saved it', async () => {
    const ehr = await clinic()
    const [room, office] = await Promise.all(
      ['novak', 'hale'].map(async (who) => (await (await ehr.workstation(who)).as(who)).ready()),
    )
    if (!room || !office) throw new Error('the clinic did not open')
    const [here, there] = [new Window(room), new Window(office)]
    const phrase = newId()
    await here.do('phrase.save', { phrase, from: 0, fields: fields({ scope: 'clinic' }) })
    expect(named(here, 'dmfu')).toMatchObject({ scope: 'clinic', version: 1, mayEdit: true })
    await until(() => named(there, 'dmfu')?.version === 1)
    expect(named(there, 'dmfu')).toMatchObject({ id: phrase, title: 'Diabetes follow-up', savedBy: 'Dr Lena Novak' })

    await there.do('phrase.save', {
      phrase,
      from: 1,
      fields: fields({ scope: 'clinic', document: words('Diabetes. A1c ***') }),
      what: 'A1c added',
    })
    await until(() => named(here, 'dmfu')?.version === 2)
    const versions = here.see('phrase.versions', { phrase })
    expect(versions.map(({ version, by, what, now }) => [version, by, what, now])).toEqual([
      [2, 'Marcus Hale', 'A1c added', true],
      [1, 'Dr Lena Novak', undefined, false],
    ])
    await here.do('phrase.restore', { phrase, version: 1 })
    expect(JSON.stringify(named(here, 'dmfu')?.document)).toContain('{well|poorly}')
    await until(() => named(there, 'dmfu')?.version === 3)
    expect(there.see('phrase.versions', { phrase }).map(({ version }) => version)).toEqual([3, 2, 1])

    await sentAll(room)
    const [stored] = await ehr.all<Library>('Library?topic=https://rounds.example/fhir/phrase-kind|phrase&name=dmfu')
    expect(stored).toMatchObject({ name: 'dmfu', version: '3', status: 'active', title: 'Diabetes follow-up' })
    expect(stored?.extension?.some(({ url }) => url.endsWith('phrase-owner'))).toBe(false)
  })

  it('are made offline, and leave when the EHR is there again', async () => {
    const ehr = await clinic()
    const room = await (await (await ehr.workstation('room')).as('novak')).ready()
    const office = await (await (await ehr.workstation('office')).as('novak')).ready()
    const [here, there] = [new Window(room), new Window(office)]
    await room.offline()
    await here.do('phrase.save', { phrase: newId(), from: 0, fields: fields() })
    expect(named(here, 'dmfu')?.unsent).toBe('saved-here')
    expect(named(there, 'dmfu')).toBeUndefined()
    await room.online()
    await until(() => named(there, 'dmfu') !== undefined && named(here, 'dmfu')?.unsent === undefined)
  })

  it('written in two places at once wait for a person, and neither version is lost', async () => {
    const ehr = await clinic()
    const [room, office] = await Promise.all(
      ['novak', 'hale'].map(async (who) => (await (await ehr.workstation(who)).as(who)).ready()),
    )
    if (!room || !office) throw new Error('the clinic did not open')
    const [here, there] = [new Window(room), new Window(office)]
    const phrase = newId()
    await here.do('phrase.save', { phrase, from: 0, fields: fields({ scope: 'clinic' }) })
    await until(() => named(there, 'dmfu')?.version === 1)
    await room.offline()
    const of = (text: string) => fields({ scope: 'clinic', document: words(text) })
    await here.do('phrase.save', { phrase, from: 1, fields: of('From the room') })
    await there.do('phrase.save', { phrase, from: 1, fields: of('From the office') })
    await sentAll(office)
    await room.online()
    await until(() => named(here, 'dmfu')?.unsent === 'needs-you')
    expect(JSON.stringify(named(here, 'dmfu')?.document)).toContain('From the room')
    const [conflict] = here.see('conflict.list', {})
    const view = here.see('conflict.view', { item: conflict?.item ?? '' })
    const [part] = view?.parts ?? []
    const side = (stretches: { text: string }[] | null | undefined) => stretches?.map(({ text }) => text).join('')
    expect([side(part?.mine), side(part?.theirs)]).toEqual([
      '.dmfu Diabetes follow-up\nFor a routine visit\nFrom the room',
      '.dmfu Diabetes follow-up\nFor a routine visit\nFrom the office',
    ])
    await here.do('conflict.resolve', {
      item: conflict?.item ?? '',
      seen: view?.seen ?? '',
      decision: { parts: { [part?.key ?? '']: 'theirs' } },
    })
    expect(JSON.stringify(named(here, 'dmfu')?.document)).toContain('From the office')
  })

  it('brings them to a workstation that had its first pull before it knew phrases', async () => {
    const ehr = await clinic()
    const room = await (await (await ehr.workstation('room')).as('novak')).ready()
    const office = await (await (await ehr.workstation('office')).as('hale')).ready()
    await new Window(room).do('phrase.save', { phrase: newId(), from: 0, fields: fields({ scope: 'clinic' }) })
    await sentAll(room)
    await until(() => named(new Window(office), 'dmfu') !== undefined)
    await office.offline()
    const { store } = office.context
    store.receive(office.context.at(), (tx) => {
      const [held] = phrases(new Window(office))
      tx.discard('Library', held?.id as LocalId)
      tx.db.exec(`UPDATE pull_cursor SET watermark = (SELECT max(watermark) FROM pull_cursor) WHERE type = 'Library'`)
      tx.set('first-pull.left', '["Library"]')
    })
    await office.online()
    await until(() => named(new Window(office), 'dmfu') !== undefined)
  })
})

describe('who may change a phrase', () => {
  it('is its owner, a member of its team, and for the clinic’s a clinician', async () => {
    const ehr = await clinic()
    const [doctor, assistant] = await Promise.all(
      ['novak', 'ruiz'].map(async (who) => (await (await ehr.workstation(who)).as(who)).ready()),
    )
    if (!doctor || !assistant) throw new Error('the clinic did not open')
    const [here, there] = [new Window(doctor), new Window(assistant)]
    const [own, shared, teams] = [newId(), newId(), newId()]
    const [team] = here.see('phrase.shelf', {}).teams
    await here.do('phrase.save', { phrase: own, from: 0, fields: fields({ name: 'mine' }) })
    await here.do('phrase.save', { phrase: shared, from: 0, fields: fields({ name: 'ours', scope: 'clinic' }) })
    await here.do('phrase.save', {
      phrase: teams,
      from: 0,
      fields: fields({ name: 'blue', scope: 'team', team: team?.id }),
    })
    await until(() => named(there, 'ours') !== undefined)
    await sentAll(doctor)
    await until(() => there.see('phrase.shelf', {}).phrases.length > 0)
    expect(named(there, 'ours')?.mayEdit).toBe(false)
    expect(named(there, 'mine')).toBeUndefined()
    expect(named(there, 'blue')).toBeUndefined()
    expect(there.see('phrase.versions', { phrase: own })).toEqual([])
    expect(here.see('phrase.versions', { phrase: own })).toHaveLength(1)
    expect(
      await there.refused('phrase.save', {
        phrase: shared,
        from: 1,
        fields: fields({ name: 'ours', scope: 'clinic' }),
      }),
    ).toBe('not-permitted')
    expect(await there.refused('phrase.retire', { phrase: shared, retired: true })).toBe('not-permitted')
    expect(
      await there.refused('phrase.save', {
        phrase: newId(),
        from: 0,
        fields: fields({ scope: 'team', team: team?.id }),
      }),
    ).toBe('not-permitted')
    await there.do('phrase.save', { phrase: newId(), from: 0, fields: fields({ name: 'ours' }) })
    expect(
      phrases(there)
        .filter(({ name }) => name === 'ours')
        .map(({ scope }) => scope)
        .sort(),
    ).toEqual(['clinic', 'personal'])
  })
})

describe('a phrase', () => {
  it('is refused in a circle, under a taken name, without words, and on a version that was not seen', async () => {
    const ehr = await clinic()
    const window = new Window(await (await (await ehr.workstation('A')).as('novak')).ready())
    const [a, b] = [newId(), newId()]
    const save = (phrase: LocalId, from: number, change: Partial<PhraseFields>) =>
      window.refused('phrase.save', { phrase, from, fields: fields(change) })
    await window.do('phrase.save', { phrase: a, from: 0, fields: fields({ name: 'aa', document: words('uses .bb') }) })
    expect(await save(b, 0, { name: 'bb', document: words('and .aa again') })).toBe('invalid')
    expect(await save(b, 0, { name: 'bb', document: words('.bb') })).toBe('invalid')
    expect(await save(b, 0, { name: 'aa' })).toBe('conflict')
    expect(await save(b, 0, { name: '5mg' })).toBe('invalid')
    expect(await save(b, 0, { name: 'bb', document: words(' ') })).toBe('invalid')
    await window.do('phrase.save', { phrase: b, from: 0, fields: fields({ name: 'bb', document: words('fine') }) })
    await window.do('phrase.save', { phrase: b, from: 1, fields: fields({ name: 'bb', document: words('better') }) })
    expect(await save(b, 1, { name: 'bb' })).toBe('stale')

    await window.do('phrase.retire', { phrase: b, retired: true })
    expect(named(window, 'bb')?.retired).toBe(true)
    await window.do('phrase.save', { phrase: newId(), from: 0, fields: fields({ name: 'bb', document: words('new') }) })
    expect(await window.refused('phrase.retire', { phrase: b, retired: false })).toBe('conflict')
  })

  it('that is being written is kept until it is saved, and what is used is counted by reason', async () => {
    const ehr = await clinic()
    const window = new Window(await (await (await ehr.workstation('A')).as('novak')).ready())
    const phrase = newId()
    await window.do('phrase.draft', { phrase, from: 0, fields: fields({ title: '' }) })
    expect(window.see('phrase.drafts', {})).toMatchObject([{ phrase, from: 0, fields: { name: 'dmfu', title: '' } }])
    await window.do('phrase.save', { phrase, from: 0, fields: fields() })
    expect(window.see('phrase.drafts', {})).toEqual([])
    for (const reason of ['Diabetes', 'diabetes', '']) await window.do('phrase.used', { phrase, reason })
    expect(window.see('phrase.uses', {})).toEqual([
      { phrase, reason: 'diabetes', times: 2 },
      { phrase, reason: '', times: 1 },
    ])
  })

  it('stays here and says so where the EHR keeps none', async () => {
    const ehr = await clinic({
      ehr: {
        faults: [
          { behaviour: { kind: 'undeclared', types: ['Library'] } },
          { when: { path: '^Library' }, behaviour: { kind: 'status', status: 404 } },
        ],
      },
    })
    const station = await (await (await ehr.workstation('A')).as('novak')).ready()
    const window = new Window(station)
    expect(window.see('phrase.shelf', {}).shared).toBe(true)
    await window.do('phrase.save', { phrase: newId(), from: 0, fields: fields() })
    await until(() => !window.see('phrase.shelf', {}).shared)
    expect(named(window, 'dmfu')).toMatchObject({ version: 1, unsent: 'needs-you' })
    expect(station.context.sync.view()).toMatchObject({ state: 'online' })
    expect(JSON.stringify(station.context.sync.view())).not.toContain('phrases')
    await station.restart()
    expect(named(window, 'dmfu')).toMatchObject({ version: 1 })
  })
})
