import type { Basic, DocumentReference } from '@medplum/fhirtypes'
import fc from 'fast-check'
import type { Node } from 'prosemirror-model'
import { Transform } from 'prosemirror-transform'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { decided, documentText, openPassages, parseDocument, schema } from '../../../shared/document/index.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { until } from '../../support/clinic.js'
import { type Desk, two } from '../../support/desk.js'
import { inbox } from '../../support/inbox.js'
import { problemsOf } from '../../validity/support/validate.js'

const docOf = (desk: Desk, note: LocalId): { doc: Node; version: number } => {
  const view = desk.see('note.view', { note })
  const parsed = parseDocument(view?.document)
  if (!view || !parsed.ok) throw new Error('the note does not open')
  return { doc: parsed.doc, version: view.version }
}

/** Edits as a window does: again on top of what came in meanwhile, until they are in. */
async function edit(desk: Desk, patient: LocalId, note: LocalId, change: (tr: Transform) => Transform): Promise<void> {
  for (;;) {
    const { doc, version } = docOf(desk, note)
    const steps = change(new Transform(doc)).steps.map((step) => step.toJSON())
    if (steps.length === 0) return
    const result = await desk.call('note.steps', { patient, note, version, steps })
    if (result.ok) return
    if (result.refusal.code !== 'stale') throw new Error(result.refusal.message)
  }
}

const blockAt = (doc: Node, section: number, block: number): number => {
  let at = 0
  for (let index = 0; index < section; index++) at += doc.child(index).nodeSize
  at += 1
  for (let index = 0; index < block; index++) at += doc.child(section).child(index).nodeSize
  return at + 1
}

const type = (desk: Desk, patient: LocalId, note: LocalId, section: number, text: string): Promise<void> =>
  edit(desk, patient, note, (tr) => tr.insert(blockAt(tr.doc, section, 0), schema.text(text)))

/** The same draft open at both: of the medical assistant, who begins it, and the clinician. */
async function shared(pace?: 'unhurried') {
  const place = await two('ruiz', 'novak', pace)
  const { a, b, patient } = place
  const { note } = await a.do('note.create', { patient, title: 'Cough' })
  await until(() => b.see('note.view', { note }))
  return { ...place, note }
}
const inBoth = (a: Desk, b: Desk, note: LocalId, text: string) =>
  until(() => a.text(note).includes(text) && b.text(note).includes(text))

describe('two people in one draft', () => {
  it('each write in their own section, and both see both; every step has its author', async () => {
    const { a, b, patient, note } = await shared()
    await type(a, patient, note, 0, 'Cough for three days.')
    await type(b, patient, note, 1, 'Chest clear.')
    await inBoth(a, b, note, 'Cough for three days.')
    await inBoth(a, b, note, 'Chest clear.')
    const authors = b.station.context.store.db
      .prepare('SELECT DISTINCT author FROM note_step WHERE note = ? AND version >= 0 AND author IS NOT NULL')
      .all(note)
      .map((row) => (row as { author: string }).author)
    expect(authors).toContain(b.station.context.session.user()?.id)
    const version = docOf(b, note).version
    await b.do('note.sign', { patient, note, version })
  })

  it('a draft of somebody who signs is written in by a colleague and signed by its author alone', async () => {
    const { a, b, patient } = await two('novak', 'hale')
    const { note } = await a.do('note.create', { patient, title: 'Cough' })
    await until(() => b.see('note.view', { note }))
    await type(b, patient, note, 0, 'Seen with a colleague.')
    const { version } = docOf(b, note)
    expect((await b.refused('note.sign', { patient, note, version })).code).toBe('not-permitted')
    expect((await b.refused('note.discard', { patient, note })).code).toBe('not-permitted')
    await until(() => a.text(note).includes('Seen with a colleague.'))
    await a.do('note.sign', { patient, note, version: docOf(a, note).version })
  })

  it('the same passage stays in both versions, with who wrote which, until somebody decides; then it can be signed', async () => {
    const { a, b, patient, note } = await shared()
    await type(a, patient, note, 0, 'Cough.')
    await inBoth(a, b, note, 'Cough.')
    await b.station.offline()
    await type(b, patient, note, 0, 'Dry ')
    await type(a, patient, note, 0, 'Productive ')
    await until(() => a.see('note.view', { note })?.where === 'in-the-EHR')
    await b.station.online()
    b.station.context.sync.now()
    await until(() => openPassages(docOf(a, note).doc).length === 1 && openPassages(docOf(b, note).doc).length === 1)
    expect(a.text(note)).toBe(b.text(note))
    expect(a.text(note)).toContain('[As Jo Ruiz')
    expect(a.text(note)).toContain('Productive Cough.')
    expect(a.text(note)).toContain('[As Dr Lena Novak wrote it:]\nDry Cough.')
    expect((await b.refused('note.sign', { patient, note, version: docOf(b, note).version })).code).toBe('conflict')
    await edit(b, patient, note, (tr) => {
      const [choice] = openPassages(tr.doc)
      if (!choice) return tr
      return tr.replaceWith(choice.from, choice.to, decided(tr.doc.nodeAt(choice.from) as Node, 'all'))
    })
    await until(() => openPassages(docOf(a, note).doc).length === 0)
    expect(a.text(note)).toContain('Productive Cough.')
    expect(a.text(note)).toContain('Dry Cough.')
    await b.do('note.sign', { patient, note, version: docOf(b, note).version })
  })

  it('words not published yet outlast the words of others that come in, however often', async () => {
    const { a, b, patient, note } = await shared()
    await type(a, patient, note, 0, 'Cough.')
    await inBoth(a, b, note, 'Cough.')
    const journal = (desk: Desk) => desk.station.context
    // Nothing of this desk is published while the others' words come in.
    const soon = journal(a).soon
    journal(a).soon = () => {}
    await type(a, patient, note, 0, 'Unpublished. ')
    for (const words of ['First. ', 'Second. ', 'Third. ']) {
      await type(b, patient, note, 1, words)
      await until(() => a.text(note).includes(words.trim()))
      expect(a.text(note)).toContain('Unpublished. Cough.')
    }
    journal(a).soon = soon
    await type(a, patient, note, 2, 'Published. ')
    await inBoth(a, b, note, 'Unpublished. Cough.')
  })

  it('whatever both do at once, nothing typed is lost and both end with the same note', async () => {
    const seed = Number(process.env.SHARED_NOTE_SEED ?? Date.now() % 1_000_000)
    console.info(`SHARED_NOTE_SEED=${seed}`)
    const { a, b, patient, note } = await shared()
    const random = fc.sample(fc.infiniteStream(fc.nat()), { seed, numRuns: 1 })[0]?.[Symbol.iterator]()
    const pick = (below: number): number => (random?.next().value ?? 0) % below
    const words: string[] = []
    const act = async (desk: Desk, at: number): Promise<void> => {
      const word = `${desk === a ? 'a' : 'b'}${at}x`
      words.push(word)
      const [choice, split] = [pick(1000), pick(4) === 0]
      await edit(desk, patient, note, (tr) => {
        const places: number[] = []
        tr.doc.descendants((node, pos) => {
          if (node.isTextblock) places.push(pos + 1 + (choice % (node.content.size + 1)))
        })
        const place = places[choice % places.length] as number
        tr.insert(place, schema.text(` ${word} `))
        return split ? tr.split(place) : tr
      })
    }
    for (let round = 0; round < 24; round++) {
      await Promise.all([act(a, round), act(b, round)])
      await new Promise((resolve) => setTimeout(resolve, pick(400)))
      if (round === 8) await b.station.offline()
      if (round === 14) await b.station.online()
    }
    b.station.context.sync.now()
    const settled = (desk: Desk) => desk.see('note.view', { note })?.where === 'in-the-EHR'
    await until(() => settled(a) && settled(b) && docOf(a, note).doc.eq(docOf(b, note).doc), 60_000)
    const text = documentText(docOf(a, note).doc)
    const letters = text.replace(/\s+/g, ' ')
    // A word may be parted by another typed into its middle, never gone: every one is found or its letters are.
    const missing = words.filter((word) => !letters.includes(word))
    expect(missing.filter((word) => !partedIn(letters, word))).toEqual([])
  })
})

/** Whether the letters of a word stand in the text in order, with other words typed into it. */
const partedIn = (text: string, word: string): boolean => new RegExp([...word].join('(?:[^]{0,400}?)')).test(text)

describe('handing a draft over', () => {
  it('makes it the colleague’s, with a task and a word, and can be taken back until they have written', async () => {
    const { a, b, patient, note } = await shared()
    await type(a, patient, note, 0, 'Vitals taken.')
    const to = a.station.id('Practitioner', 'novak')
    expect((await a.refused('note.hand-over', { patient, note, to: a.station.id('Practitioner', 'ruiz') })).code).toBe(
      'invalid',
    )
    await a.do('note.hand-over', { patient, note, to, word: 'Please finish the plan' })
    await until(() => b.see('note.view', { note })?.mine)
    const task = await until(() => b.see('inbox.page', inbox('mine')).rows.find(({ kind }) => kind === 'sign-note'))
    expect(task.text).toContain('Please finish the plan')
    expect(b.text(note)).toContain('Vitals taken.')
    expect(a.see('note.view', { note })).toMatchObject({ mine: false, handedTo: 'Dr Lena Novak' })
    await until(() => a.see('note.view', { note })?.where === 'in-the-EHR')
    await a.do('note.take-back', { patient, note })
    await until(() => b.see('note.view', { note })?.mine === false)
    await until(() => !b.see('inbox.page', inbox('mine')).rows.some(({ id }) => id === task.id))
    await a.do('note.hand-over', { patient, note, to })
    await until(() => b.see('note.view', { note })?.mine)
    await type(b, patient, note, 1, 'Chest clear.')
    await until(() => a.text(note).includes('Chest clear.'))
    expect(a.see('note.view', { note })?.handedTo).toBeUndefined()
    expect((await a.refused('note.take-back', { patient, note })).code).toBe('stale')
    // Handed on, it is nobody else's to finish.
    await until(() => b.see('inbox.page', inbox('mine')).rows.some(({ kind }) => kind === 'sign-note'))
    await b.do('note.hand-over', { patient, note, to: b.station.id('Practitioner', 'ruiz') })
    expect(b.see('inbox.page', inbox('mine')).rows.filter(({ kind }) => kind === 'sign-note')).toEqual([])
    await until(() => a.see('inbox.page', inbox('mine')).rows.some(({ kind }) => kind === 'follow-up'))
    await a.do('note.hand-over', { patient, note, to })
    await until(() => b.see('note.view', { note })?.mine)
    await b.do('note.sign', { patient, note, version: docOf(b, note).version })
    await until(() => !b.see('inbox.page', inbox('mine')).rows.some(({ kind }) => kind === 'sign-note'))
  })
})

describe('a draft that was handed over', () => {
  it('is nobody’s to finish once it is discarded, or signed by another', async () => {
    const { a, b, patient, note } = await shared()
    await type(a, patient, note, 0, 'Vitals taken.')
    const open = (desk: Desk) =>
      desk.see('inbox.page', inbox('mine')).rows.filter(({ text }) => text.startsWith('Finish the note'))
    await until(() => b.text(note).includes('Vitals taken.'))
    await a.do('note.hand-over', { patient, note, to: a.station.id('Practitioner', 'novak') })
    await until(() => b.see('note.view', { note })?.mine && open(b).length === 1)
    await b.do('note.discard', { patient, note })
    expect(open(b)).toEqual([])
    await b.do('note.restore', { patient, note })
    await b.do('note.hand-over', { patient, note, to: b.station.id('Practitioner', 'ruiz') })
    await until(() => open(a).length === 1)
    await b.do('note.sign', { patient, note, version: docOf(b, note).version })
    await until(() => open(a).length === 0)
  })
})

/** Who else is there, besides the windows of this workstation. */
const others = (desk: Desk, note: LocalId) => desk.see('note.others', { note }).filter(({ own }) => !own)

describe('who is in a note', () => {
  it('shows at another workstation within seconds, with the section; one small resource each, and gone when they leave', async () => {
    const { ehr, a, b, patient, note } = await shared()
    await until(() => a.see('note.view', { note })?.where === 'in-the-EHR')
    const [subjective, objective] = docOf(a, note).doc.children.map(
      ({ attrs }) => attrs as { code: string; title: string },
    )
    await a.do('note.here', { note, section: subjective })
    await b.do('note.here', { note, section: objective })
    const seen = await until(() => others(b, note)[0])
    expect(seen).toMatchObject({
      name: expect.stringContaining('Jo Ruiz'),
      initials: 'JR',
      own: false,
      section: subjective,
    })
    await until(() => others(a, note)[0]?.name.includes('Novak'))
    await a.do('note.here', { note, section: objective })
    await until(() => others(b, note)[0]?.section?.title === objective?.title)
    const kept = await ehr.all<Basic>('Basic')
    expect(kept).toHaveLength(2)
    for (const basic of kept) expect(problemsOf(basic)).toEqual([])
    expect(a.station.context.outbox.counts()).toEqual({ savedHere: 0, sending: 0, needsYou: 0 })
    expect(a.station.context.store.db.prepare(`SELECT count(*) AS n FROM resource WHERE type = 'Basic'`).get()).toEqual(
      { n: 0 },
    )
    await a.do('note.here', { note: null })
    await until(() => others(b, note).length === 0)
    expect(patient).toBeDefined()
  })

  it('is seen in a large clinic, where many are in other notes', async () => {
    const { a, b, ehr, note } = await shared()
    await until(() => a.see('note.view', { note })?.where === 'in-the-EHR')
    await b.do('note.here', { note })
    const [own] = await until(async () => {
      const found = await ehr.all<Basic>('Basic')
      return found.length > 0 ? found : undefined
    })
    for (let at = 0; at < 90; at++) {
      const { status } = await ehr.send('POST', 'Basic', {
        ...(own as Basic),
        identifier: [{ system: 'https://rounds.example/fhir/presence', value: `elsewhere ${at}` }],
        subject: { reference: 'Patient/p1' },
      })
      expect(status).toBe(201)
    }
    await a.do('note.here', { note })
    // Before the colleague is said to be there once more, after which they would be among the newest.
    await until(() => others(a, note).length === 1, 14_000)
  })

  it('is not believed for longer because the clock was set back', async () => {
    const { a, b, note } = await shared()
    await until(() => a.see('note.view', { note })?.where === 'in-the-EHR')
    await a.do('note.here', { note })
    await b.do('note.here', { note })
    await until(() => others(a, note).length === 1)
    const back = Date.now() - 3_600_000
    vi.useFakeTimers({ toFake: ['Date'], now: back })
    onTestFinished(() => void vi.useRealTimers())
    expect(others(a, note)).toHaveLength(1)
    vi.setSystemTime(back + 61_000)
    expect(others(a, note)).toHaveLength(0)
  })

  it('is said of nobody while the EHR cannot be asked', async () => {
    const { a, b, note } = await shared()
    await until(() => a.see('note.view', { note })?.where === 'in-the-EHR')
    await a.do('note.here', { note })
    await b.do('note.here', { note })
    await until(() => others(b, note).length === 1)
    await b.station.offline()
    await until(() => others(b, note).length === 0)
  })

  it('makes what is typed go at once, and costs little on the wire', async () => {
    const { a, b, ehr, patient, note } = await shared('unhurried')
    await until(() => a.see('note.view', { note })?.where === 'in-the-EHR')
    await a.do('note.here', { note })
    await b.do('note.here', { note })
    await until(() => others(a, note).length === 1)
    const began = Date.now()
    await type(a, patient, note, 0, 'Live.')
    await until(() => b.text(note).includes('Live.'))
    const took = Date.now() - began
    const [resource] = (await ehr.all<DocumentReference>('DocumentReference')).filter(
      ({ description }) => description === 'Cough',
    )
    const bytes = JSON.stringify(resource).length
    const [presence] = await ehr.all<Basic>('Basic')
    console.info(`live: ${took} ms; note of ${bytes} bytes; presence of ${JSON.stringify(presence).length} bytes`)
    expect(JSON.stringify(presence).length).toBeLessThan(1_500)
  })
})
