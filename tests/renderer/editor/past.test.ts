// @vitest-environment jsdom
import { undo } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { Transform } from 'prosemirror-transform'
import { beforeEach, describe, expect, it } from 'vitest'
import { writersOf } from '../../../renderer/editor/past/authors.js'
import { bringBack, bringBlockBack } from '../../../renderer/editor/past/bringBack.js'
import { joinedHistory, NoteLife } from '../../../renderer/editor/past/life.js'
import { marksOf } from '../../../renderer/editor/past/marks.js'
import { createPastView } from '../../../renderer/editor/past/pastView.js'
import type { NoteHistory } from '../../../shared/contract/views/history.js'
import { differenceBetween, MoveStep, schema } from '../../../shared/document/index.js'
import type { Instant } from '../../../shared/kernel/ids.js'
import { li, note, p, ran, stateOf, ul } from './support/notes.js'

const at = (seconds: number): Instant => new Date(Date.UTC(2026, 10, 22, 10, 0, seconds)).toISOString() as Instant

/** A life as it is written: each edit with who made it and when. */
class Writer {
  doc: Node
  history: NoteHistory
  constructor(doc: Node, by: string, seconds = 0) {
    this.doc = doc
    this.history = { document: doc.toJSON(), at: at(seconds), by, steps: [] }
  }
  make(by: string, seconds: number, edit: (tr: Transform) => Transform): this {
    const tr = edit(new Transform(this.doc))
    for (const step of tr.steps) this.history.steps.push({ step: step.toJSON(), at: at(seconds), by })
    this.doc = tr.doc
    return this
  }
  type(by: string, seconds: number, text: string, pos: number): this {
    return this.make(by, seconds, (tr) => tr.insert(pos, schema.text(text)))
  }
}

const lifeOf = async (history: NoteHistory): Promise<NoteLife> => {
  const life = await NoteLife.of(history)
  if (!life) throw new Error('no life')
  return life
}

describe('the life of a note', () => {
  it('is told in moments and sittings, and shows the note at each', async () => {
    const { history } = new Writer(note([p('')]), 'Novak')
      .type('Novak', 1, 'Feels', 2)
      .type('Novak', 2, ' well', 7)
      .type('Novak', 60, '. No fever', 12)
      .type('Ruiz', 61, 'BP 120/80. ', 2)
      .type('Novak', 3600, ' at all', 33)
    const life = await lifeOf(history)
    const texts = life.moments.map((_moment, index) => life.at(index).textContent)
    expect(texts).toEqual([
      '',
      'Feels well',
      'Feels well. No fever',
      'BP 120/80. Feels well. No fever',
      'BP 120/80. Feels well. No fever at all',
    ])
    expect(life.sessions.map(({ by, first, last }) => `${by} ${first}-${last}`)).toEqual([
      'Novak 0-2',
      'Ruiz 3-3',
      'Novak 4-4',
    ])
  })

  it('of many thousand steps lets others at the window in between', async () => {
    const writer = new Writer(note([p('')]), 'Novak')
    for (let index = 0; index < 3000; index += 1) writer.type('Novak', index * 3, 'x', 2 + index)
    let others = 0
    const tick = setInterval(() => {
      others += 1
    }, 0)
    const life = await lifeOf(writer.history)
    clearInterval(tick)
    expect(others).toBeGreaterThan(0)
    expect(life.at(1500).textContent).toHaveLength(1500)
    expect(life.at(life.moments.length - 1).eq(writer.doc)).toBe(true)
  })

  it('ends where a step cannot be read', async () => {
    const { history } = new Writer(note([p('')]), 'Novak').type('Novak', 1, 'Kept', 2)
    history.steps.push({ step: { stepType: 'of-the-future' }, at: at(9), by: 'Novak' })
    expect((await lifeOf(history)).moments).toHaveLength(2)
  })

  it('begins with what the EHR knows of before this workstation did', async () => {
    const ehr = new Writer(note([p('')]), 'Ruiz', 0).type('Ruiz', 10, 'Brought in.', 2)
    const here = new Writer(ehr.doc, 'Ruiz', 20).type('Novak', 30, 'Seen. ', 2)
    const joined = joinedHistory(ehr.history, here.history)
    const life = await lifeOf(joined as NoteHistory)
    expect(life.moments.map((_m, index) => life.at(index).textContent)).toEqual([
      '',
      'Brought in.',
      'Seen. Brought in.',
    ])
    expect(joinedHistory(null, here.history)).toBe(here.history)
  })
})

describe('who wrote what', () => {
  it('is found for a passage, through what others wrote and moved since', async () => {
    const writer = new Writer(note([p('First.')], [p('Other.')]), 'Cole')
      .type('Novak', 10, ' Second.', 8)
      .type('Ruiz', 20, 'Before. ', 2)
    writer.make('Das', 30, (tr) => {
      tr.step(new MoveStep(0, tr.doc.child(0).nodeSize, tr.doc.content.size))
      return tr
    })
    const life = await lifeOf(writer.history)
    const steps = life.steps.length
    const find = (words: string): string[] => {
      let from = -1
      writer.doc.descendants((node, pos) => {
        const index = node.isText ? (node.text ?? '').indexOf(words) : -1
        if (index >= 0) from = pos + index
        return true
      })
      return writersOf(life, steps, { from, to: from + words.length }).map(({ by }) => by)
    }
    expect(find('Second')).toEqual(['Novak'])
    expect(find('Before')).toEqual(['Ruiz'])
    expect(find('First')).toEqual(['Cole'])
    expect(find('First. Sec')).toEqual(['Cole', 'Novak'])
    expect(find('Other')).toEqual(['Cole'])
  })
})

describe('bringing back', () => {
  it('makes an earlier version the present, as one edit that undo takes back', () => {
    const [earlier, now] = [
      note([p('Rest.'), p('Fluids.')], [p('Call.')]),
      note([p('Rest and sleep.')], [p('Call us.')]),
    ]
    const after = ran(stateOf(now), bringBack(earlier))
    expect(after?.doc.eq(earlier)).toBe(true)
    expect(after && ran(after, undo)?.doc.eq(now)).toBe(true)
    expect(ran(stateOf(earlier), bringBack(earlier))).toBeNull()
    const before = note([p('Rest.')])
    const other = ran(stateOf(now), bringBack(before))
    expect(other?.doc.eq(before)).toBe(true)
    expect(other && ran(other, undo)?.doc.eq(now)).toBe(true)
  })

  it('makes one block what it was, in its place', () => {
    const earlier = note([p('Rest.'), ul(li(p('Metformin 500 mg twice daily'))), p('Return.')])
    const now = note([p('New.'), p('Rest.'), ul(li(p('Metformin 850 mg twice daily'))), p('Return.')])
    const pos = earlier.child(0).child(0).nodeSize + 1
    const after = ran(stateOf(now), bringBlockBack(earlier, pos))
    expect(after?.doc.eq(note([p('New.'), p('Rest.'), ul(li(p('Metformin 500 mg twice daily'))), p('Return.')]))).toBe(
      true,
    )
    const gone = ran(stateOf(note([p('Rest.'), p('Return.')])), bringBlockBack(earlier, pos))
    expect(gone?.doc.eq(earlier)).toBe(true)
  })
})

describe('what changed, on the page', () => {
  let place: HTMLElement
  beforeEach(() => {
    document.body.innerHTML = '<div></div>'
    place = document.body.firstElementChild as HTMLElement
    Element.prototype.scrollIntoView = () => {}
  })
  const shown = (before: Node, after: Node): HTMLElement => {
    const view = createPastView(place)
    view.show(after, { before, changes: marksOf(differenceBetween(before, after)), current: 0 })
    return place
  }

  it('is marked by more than colour: in tags, and in words for a screen reader', () => {
    const page = shown(note([p('HbA1c 7.2 % today')]), note([p('HbA1c 7.9 % today'), p('Return.')]))
    expect(page.querySelector('ins')?.textContent).toBe('7.9')
    expect(page.querySelector('del')?.textContent).toContain('7.2')
    expect(page.textContent).toContain('removed: 7.2')
    expect(page.textContent).toContain('added: 7.9')
    expect(page.textContent).toContain('added: Return.')
    expect(page.querySelectorAll('[data-current]')).toHaveLength(2)
  })

  it('shows what a chip was and what it is', () => {
    const chip = (text: string): Node =>
      schema.node('chip', {
        id: '11111111-1111-4111-8111-111111111111',
        kind: 'order',
        text,
        data: null,
        resource: null,
      })
    const page = shown(note([p('Give ', chip('Empagliflozin 10 mg'))]), note([p('Give ', chip('Empagliflozin 25 mg'))]))
    expect(page.textContent).toContain('was Empagliflozin 10 mg, is now ')
    expect(page.querySelector('.note-past-was')?.textContent).toContain('→')
    expect(page.querySelector('.note-chip')?.textContent).toBe('Empagliflozin 25 mg')
  })

  it('shows removed items, rows and sections as their text', () => {
    const page = shown(note([ul(li(p('One')), li(p('Two')))], [p('Gone')]), note([ul(li(p('One')))]))
    const removed = [...page.querySelectorAll('.note-past-removed')].map((one) => one.textContent)
    expect(removed.some((text) => text?.includes('Two'))).toBe(true)
    expect(removed.some((text) => text?.includes('Gone'))).toBe(true)
  })

  it('is walked block by block from the keyboard', () => {
    const view = createPastView(place)
    view.show(note([p('One'), p('Two')]), null)
    expect(view.selected()).toBeUndefined()
    view.step(1)
    view.step(1)
    expect(view.block()).toBe(6)
    view.step(-1)
    expect(view.block()).toBe(1)
  })
})
