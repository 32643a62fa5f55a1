import { Transform } from 'prosemirror-transform'
import { describe, expect, it } from 'vitest'
import type { EarlierNote, NoteHistory } from '../../../shared/contract/views/history.js'
import type { NoteView } from '../../../shared/contract/views/note.js'
import { applySteps, documentText, parseDocument, schema } from '../../../shared/document/index.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Result } from '../../../shared/kernel/result.js'
import { clinic, until, type Workstation } from '../../support/clinic.js'
import { amara, patient as aPatient, practice } from './support/day.js'
import { Workstation as Alone } from './support/workstation.js'

const opened = (document: unknown) => {
  const parsed = parseDocument(document)
  if (!parsed.ok) throw new Error('the note does not open')
  return parsed.doc
}

/** The note after each step of its life, as text on one line. */
function life(history: NoteHistory | null): string[] {
  if (!history) return []
  const texts = [documentText(opened(history.document))]
  for (let to = 1; to <= history.steps.length; to += 1) {
    const applied = applySteps(
      history.document,
      history.steps.slice(0, to).map(({ step }) => step),
    )
    if (!applied.ok) throw new Error(`step ${applied.at}: ${applied.reason}`)
    texts.push(documentText(applied.doc))
  }
  return texts.map((text) => text.replace(/\s+/g, ' '))
}

/** A window of a workstation, with its patient. */
async function windowOf(station: Workstation, patient: LocalId) {
  const connection = { window: 1, bound: null as LocalId | null }
  const call = <T>(name: string, input: object): Promise<Result<T>> =>
    station.running.core.call(name, input, crypto.randomUUID(), connection) as Promise<Result<T>>
  const must = async <T>(name: string, input: object): Promise<T> => {
    const result = await call<T>(name, input)
    if (!result.ok) throw new Error(`${name} was refused: ${result.refusal.message}`)
    return result.value
  }
  const see = <T>(name: string, input: object): T => {
    const result = station.running.core.ask(name, input)
    if (!result.ok) throw new Error(`${name} was refused: ${result.refusal.message}`)
    return result.value as T
  }
  await must('patient.open', { open: patient })
  return {
    call,
    must,
    see,
    type: async (note: LocalId, text: string) => {
      const { document, version } = see<NoteView>('note.view', { note })
      const steps = new Transform(opened(document)).insert(2, schema.text(text)).steps.map((step) => step.toJSON())
      await must('note.steps', { patient, note, version, steps })
    },
    text: (note: LocalId) => {
      const view = see<NoteView | null>('note.view', { note })
      return view ? documentText(opened(view.document)) : ''
    },
  }
}

describe('the life of a note', () => {
  it('over two workstations and two people: who wrote what, here and from the EHR', async () => {
    const ehr = await clinic()
    const room = await (await ehr.workstation('room')).as('ruiz')
    const office = await (await ehr.workstation('office')).as('novak')
    await Promise.all([room.ready(), office.ready()])
    const patient = room.id('Patient', 'p1')
    const [here, there] = [await windowOf(room, patient), await windowOf(office, patient)]
    const { note } = await here.must<{ note: LocalId }>('note.create', { patient, title: 'Follow-up' })
    expect((await here.call('note.versions', { patient, note })).ok).toBe(false)
    await here.type(note, 'Brought in. ')
    await until(() => there.text(note).includes('Brought in.'))
    await there.type(note, 'Seen. ')
    await until(() => here.text(note).includes('Seen.'))

    const atRoom = here.see<NoteHistory | null>('note.history', { note })
    expect(life(atRoom).at(-1)).toContain('Seen. Brought in.')
    expect(life(atRoom)[1]).toContain('Subjective Brought in.')
    const people = atRoom?.steps.map(({ by }) => by)
    expect(people).toHaveLength(2)
    expect(people?.[0]).toContain('Ruiz')
    expect(people?.[1]).toContain('Novak')
    expect(atRoom?.steps.every(({ at }) => Number.isFinite(Date.parse(at)))).toBe(true)

    const kept = await there.must<NoteHistory | null>('note.versions', { patient, note })
    expect(life(kept).some((text) => text.includes('Seen. Brought in.'))).toBe(true)
    expect(life(kept).some((text) => text.includes('Brought in.') && !text.includes('Seen.'))).toBe(true)
    expect(new Set([kept?.by, ...(kept?.steps ?? []).map(({ by }) => by)]).size).toBe(2)

    await office.offline()
    const refused = await there.call('note.versions', { patient, note })
    expect(!refused.ok && refused.refusal.code).toBe('offline-needed')
    expect(life(there.see('note.history', { note })).at(-1)).toContain('Seen.')
    const others = there.see<EarlierNote[]>('note.earlier', { note })
    expect(others.map(({ id }) => id)).not.toContain(note)
  })

  it('of a draft begun by an earlier Rounds begins with what had been published', async () => {
    const station = new Alone([...practice(), aPatient(amara)], { as: 'novak' })
    const patient = station.patient('amara')
    await station.open(patient)
    const { note } = await station.do('note.create', { patient, title: 'Old' })
    const write = (version: number, text: string) =>
      station.do('note.steps', {
        patient,
        note,
        version,
        steps: [{ stepType: 'replace', from: 2, to: 2, slice: { content: [{ type: 'text', text }] } }],
      })
    await write(0, 'Before. ')
    await station.do('note.rename', { patient, note, title: 'Old one' })
    // As such a draft is in the store: no beginning, and perhaps steps no longer needed.
    station.store.db.prepare('DELETE FROM note_step WHERE note = ? AND version < 0').run(note)
    expect(station.ask('note.history', { note })).toBeNull()
    await write(1, 'Since. ')
    await station.do('note.rename', { patient, note, title: 'Old two' })
    const history = station.ask('note.history', { note })
    expect(life(history)).toEqual([expect.stringMatching(/ Before\./), expect.stringMatching(/ Since\. Before\./)])
    expect(history?.steps[0]?.by).toContain('Novak')
    await station.stop()
  })

  it('stays small however long one types, and what it was at each moment is still there', async () => {
    const station = new Alone([...practice(), aPatient(amara)], { as: 'novak' })
    const patient = station.patient('amara')
    await station.open(patient)
    const { note } = await station.do('note.create', { patient, title: 'Long' })
    let version = 0
    const write = async (letters: string) => {
      const steps = [...letters].map((letter, at) => ({
        stepType: 'replace',
        from: 2 + version + at,
        to: 2 + version + at,
        slice: { content: [{ type: 'text', text: letter }] },
      }))
      version = (await station.do('note.steps', { patient, note, version, steps })).version
    }
    const text = 'The quick brown fox. '.repeat(100)
    for (let at = 0; at < text.length; at += 100) {
      await write(text.slice(at, at + 100))
      station.clock.time = new Date(station.clock.time.getTime() + 4000)
      // Each pause in typing publishes the draft.
      await station.do('note.rename', { patient, note, title: `Long ${at}` })
    }
    const history = station.ask('note.history', { note })
    expect(history?.steps.length).toBeLessThan(1000)
    const moments = life(history)
    expect(moments.at(-1)).toContain(text.trim())
    expect(moments.filter((moment) => moment.length < 1500).length).toBeGreaterThan(3)
    // What was sent last is still known as sent when it comes again.
    const again = await station.do('note.steps', {
      patient,
      note,
      version: version - 1,
      steps: [
        {
          stepType: 'replace',
          from: 1 + version,
          to: 1 + version,
          slice: { content: [{ type: 'text', text: ' ' }] },
        },
      ],
    })
    expect(again.version).toBe(version)
    const before = station.ask('note.view', { note })?.document
    await station.powerCut()
    expect(station.ask('note.view', { note })?.document).toEqual(before)
    await station.stop()
  })
})
