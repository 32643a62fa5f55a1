// @vitest-environment jsdom
import { undo } from 'prosemirror-history'
import type { Node, Slice } from 'prosemirror-model'
import { NodeSelection, TextSelection } from 'prosemirror-state'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createNoteEditor, type NoteEditor } from '../../../renderer/editor/createNoteEditor.js'
import { insertSmart, smartNode } from '../../../renderer/editor/smart/nodes.js'
import { refreshSmart, renewed, unlinkSmart } from '../../../renderer/editor/smart/refresh.js'
import { selectedSmart, showChanges, watchedSmart } from '../../../renderer/editor/smart/watch.js'
import { sourceWords } from '../../../renderer/features/note/smart/sourceWords.js'
import type { SmartValue } from '../../../shared/contract/views/smart.js'
import {
  documentText,
  documentXhtml,
  parseDocument,
  schema,
  smartNodes,
  smartSources,
  withCopyMark,
} from '../../../shared/document/index.js'
import { asInstant, asLocalId } from '../../../shared/kernel/ids.js'
import { li, note, p, ul } from './support/notes.js'
import { NoteStore } from './support/store.js'
import { pressIn, typeInto } from './support/typing.js'

const amara = asLocalId('0a0a0a0a-0000-4000-8000-000000000001')
const luis = asLocalId('0b0b0b0b-0000-4000-8000-000000000002')
const result = asLocalId('0c0c0c0c-0000-4000-8000-000000000003')
const of = (patient = amara) => [
  { type: 'Patient', id: patient },
  { type: 'Observation', id: result, said: '7.9 %' },
]
const at = asInstant('2026-11-22T10:31:00.000Z')
const a1c = (text = 'HbA1c 7.9 % high (18 Nov 2026)', patient = amara): SmartValue => ({
  link: 'a1c',
  name: 'HbA1c',
  at,
  sources: of(patient),
  recorded: true,
  kind: 'text',
  text,
})
const meds = (rows = ['Metformin 500 mg tablet', 'Lisinopril 20 mg tablet']): SmartValue => ({
  link: 'medicines',
  name: 'Active medicines',
  at,
  sources: of(),
  recorded: true,
  kind: 'list',
  title: 'Active medicines',
  rows,
})

let editor: NoteEditor
let smartSource: typeof import('../../../renderer/features/note/smart/source.js')['smartSource']
beforeAll(async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  vi.stubGlobal('ClipboardEvent', class extends Event {})
  smartSource = (await import('../../../renderer/features/note/smart/source.js')).smartSource
})
function open(doc = note([p('')], [p('')]), patient: string | undefined = amara): NoteEditor {
  const store = new NoteStore(doc, { now: 0, later: (task, ms) => clearLater(setTimeout(task, ms)) })
  const offers = [a1c(), meds()].map((value) => ({
    link: value.link,
    kind: value.kind,
    name: value.name,
    group: value.kind === 'text' ? ('Results' as const) : ('Lists' as const),
    finds: value.kind === 'text' ? ['sugar'] : ['meds', 'drugs'],
    preview: 'now',
    value,
  }))
  const context = { patient: amara, ask: () => ({ patient: amara }), offers: async () => ({ offers }) }
  const beside = (words: string) =>
    'jo mbeki'.startsWith(words)
      ? [{ key: 'jo', icon: 'person' as const, title: 'Jo Mbeki', group: 'Colleagues', choose: () => () => true }]
      : []
  editor = createNoteEditor(document.body.appendChild(document.createElement('div')), {
    document: doc,
    version: 0,
    link: store.link(),
    ...(patient && { patient }),
    editable: true,
    label: 'Note',
    sources: [smartSource(context, beside)],
  })
  editor.focus()
  return editor
}
const clearLater = (timer: NodeJS.Timeout) => () => clearTimeout(timer)
const found = () => new Promise<void>((done) => setTimeout(done, 0))
const text = () => documentText(editor.view.state.doc)
const doc = (): Node => editor.view.state.doc
const placeOf = (link: string): number => smartNodes(doc()).find((each) => each.link === link)?.at as number

beforeEach(() => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
})
afterEach(() => {
  editor.destroy()
  document.body.replaceChildren()
})

describe('@', () => {
  test('finds data by lay words and puts it into the sentence', async () => {
    open()
    typeInto(editor, 'Diabetes: @sug')
    await found()
    expect(editor.suggest.snapshot()?.items.map(({ title }) => title)).toEqual(['HbA1c'])
    expect(pressIn(editor, 'Enter')).toBe(true)
    typeInto(editor, 'above goal')
    expect(text()).toContain('Diabetes: HbA1c 7.9 % high (18 Nov 2026) above goal')
    typeInto(editor, ', see @a1c')
    await found()
    pressIn(editor, 'Enter')
    typeInto(editor, '. Next')
    expect(text()).toContain('goal, see HbA1c 7.9 % high (18 Nov 2026). Next')
    expect(smartNodes(doc())[0]).toMatchObject({ link: 'a1c', sources: of() })
    expect(smartSources(doc())).toEqual(of())
  })

  test('offers colleagues beside the data', async () => {
    open()
    typeInto(editor, '@j')
    await found()
    expect(editor.suggest.snapshot()?.items.map(({ title }) => title)).toEqual(['Jo Mbeki'])
  })

  test('puts a list onto a line of its own, words before it above and words after it below', () => {
    open(note([p('Takes all of these')], [p('')]))
    editor.run(insertSmart(meds(), { from: 8, to: 12 }))
    expect(doc().firstChild?.children.map(({ type }) => type.name)).toEqual(['paragraph', 'smart_list', 'paragraph'])
    expect(doc().firstChild?.firstChild?.textContent).toBe('Takes ')
    typeInto(editor, 'Both: ')
    expect(text()).toContain('- Lisinopril 20 mg tablet\nBoth: of these')
    editor.run(undo)
    editor.run(undo)
    expect(text()).toContain('Takes all of these')
  })

  test('takes the place of an empty line, and goes on below', () => {
    open()
    editor.run(insertSmart(meds(), { from: 2, to: 2 }))
    expect(doc().firstChild?.children.map(({ type }) => type.name)).toEqual(['smart_list', 'paragraph'])
    typeInto(editor, 'No change')
    expect(text()).toContain('Active medicines:\n- Metformin 500 mg tablet\n- Lisinopril 20 mg tablet\nNo change')
  })

  test('puts a list into a sentence where there may be none', () => {
    open(note([ul(li(p('Drugs')))], [p('')]))
    editor.run(insertSmart(meds(), { from: 9, to: 9 }))
    expect(text()).toContain('- Drugs Active medicines: Metformin 500 mg tablet; Lisinopril 20 mg tablet')
  })

  test('survives being stored and read, in all forms', () => {
    open(note([p('Sugar: ', smartNode(a1c())), smartNode(meds())], [p('')]))
    const parsed = parseDocument(JSON.stringify(doc().toJSON()))
    expect(parsed.ok && parsed.doc.eq(doc())).toBe(true)
    expect(documentXhtml(doc())).toContain('HbA1c 7.9 % high (18 Nov 2026)')
    expect(documentXhtml(doc())).toContain('<li>Lisinopril 20 mg tablet</li>')
    // A list says when it was read, for whoever reads it later.
    expect(documentXhtml(doc())).toMatch(/<p>Active medicines <span class="read">22 Nov 2026 \d\d:31<\/span><\/p>/)
    expect(editor.view.dom.querySelector('.note-smart')?.getAttribute('title')).toMatch(/^Read 22 Nov 2026 \d\d:31$/)
    const odd = { link: 'a1c', at, text: 'HbA1c', sources: [{ ...of()[1], said: 5 }] }
    expect(() => schema.nodes.smart_link.create(odd).check()).toThrow()
  })
})

describe('refresh', () => {
  const now = (values: SmartValue[]) => smartNodes(doc()).filter(({ node }) => renewed(node, values, amara)).length

  test('brings up to date what says something else, as one step of undo', () => {
    open(
      note(
        [p(smartNode(a1c()), ' and ', smartNode(a1c('HbA1c 7.9 % high (18 Nov 2026)'))), smartNode(meds())],
        [p('')],
      ),
    )
    const values = [a1c('HbA1c 7.4 % high (18 Nov 2026, corrected, was 7.9 %)'), meds()]
    expect(now(values)).toBe(2)
    const before = text()
    expect(editor.run(refreshSmart(values, amara))).toBe(true)
    expect(text().match(/corrected, was 7\.9 %/g)).toHaveLength(2)
    expect(now(values)).toBe(0)
    expect(editor.run(refreshSmart(values, amara))).toBe(false)
    editor.run(undo)
    expect(text()).toBe(before)
  })

  test('of one alone leaves the others', () => {
    open(note([p(smartNode(a1c())), smartNode(meds())], [p('')]))
    const values = [a1c('HbA1c 7.4 %'), meds(['Metformin 1,000 mg tablet'])]
    editor.run(refreshSmart(values, amara, placeOf('medicines')))
    expect(text()).toContain('HbA1c 7.9 %')
    expect(text()).toContain('Metformin 1,000 mg')
  })

  test('the time up to which a chart was held is no news', () => {
    open(note([p(smartNode(a1c('HbA1c 7.9 % (as held here, without results, chart as of 10:31)')))], [p('')]))
    expect(now([a1c('HbA1c 7.9 % (as held here, without results, chart as of 10:40)')])).toBe(0)
    expect(now([a1c('HbA1c 7.9 %')])).toBe(1)
  })

  test('never puts “not known” in the place of what was known', () => {
    open(note([p(smartNode(a1c())), smartNode(meds())], [p('')]))
    const gone = 'as held here, the chart is not held whole'
    const less = { ...meds(['Metformin 500 mg tablet']), title: `Active medicines (${gone})` } as SmartValue
    const values = [{ ...a1c(`HbA1c: not known here (${gone})`), recorded: false }, less]
    expect(now(values)).toBe(0)
    expect(editor.run(refreshSmart(values, amara))).toBe(false)
    // Going offline is no news either; a chart that is whole again is.
    expect(now([a1c('HbA1c 7.9 % high (18 Nov 2026) (as held here, chart as of 22 Nov 2026 10:00)')])).toBe(0)
    expect(now([a1c('HbA1c 7.4 % (as held here, chart as of 22 Nov 2026 10:00)')])).toBe(1)
  })

  test('never gives a link of another patient this patient’s data, nor this one’s another’s', () => {
    open(note([p(smartNode(a1c('HbA1c 12.3 %', luis)), ' ', smartNode(a1c()))], [p('')]))
    expect(now([a1c('HbA1c 7.4 %')])).toBe(1)
    editor.run(refreshSmart([a1c('HbA1c 7.4 %')], amara))
    expect(text()).toContain('HbA1c 12.3 % HbA1c 7.4 %')
    expect(editor.run(refreshSmart([a1c('HbA1c 11.1 %', luis)], amara))).toBe(false)
    // A link that does not say whose it is is nobody's.
    const unknown = { ...a1c('HbA1c 9.9 %'), sources: of().slice(1) }
    expect(renewed(smartNode(unknown), [a1c()], amara)).toBeUndefined()
  })

  test('can be had as plain text', () => {
    open(note([p('Sugar: ', smartNode(a1c())), smartNode(meds())], [p('')]))
    editor.run(unlinkSmart(placeOf('a1c')))
    editor.run(unlinkSmart(placeOf('medicines')))
    expect(smartNodes(doc())).toEqual([])
    expect(text()).toContain('Sugar: HbA1c 7.9 % high (18 Nov 2026)\nActive medicines\n- Metformin 500 mg tablet')
  })
})

describe('what is pasted', () => {
  const pasted = (slice: Slice): string => {
    editor.view.dispatch(editor.view.state.tr.setSelection(TextSelection.create(doc(), 2)))
    const dom = editor.view.serializeForClipboard(slice).dom
    editor.view.pasteHTML(withCopyMark(dom.innerHTML, crypto.randomUUID()))
    return text()
  }
  const content = (patient = amara) =>
    note([p('A ', smartNode(a1c('HbA1c 7.9 %', patient))), smartNode({ ...meds(), sources: of(patient) })])

  test('stays a smart link in the same patient’s note', () => {
    open()
    pasted(content().slice(1, content().content.size - 1))
    expect(smartNodes(doc()).map(({ link }) => link)).toEqual(['a1c', 'medicines'])
  })

  test('of another patient is plain text, and so it is where nobody says whose note it is', () => {
    open()
    expect(pasted(content(luis).slice(1, content().content.size - 1))).toContain(
      'A HbA1c 7.9 %\nActive medicines\n- Metformin',
    )
    expect(smartNodes(doc())).toEqual([])
    editor.destroy()
    open(note([p('')], [p('')]), '')
    pasted(content().slice(1, content().content.size - 1))
    expect(smartNodes(doc())).toEqual([])
  })
})

describe('the open note', () => {
  test('knows its links without looking through the note at every key', () => {
    open(note([p('Sugar: ', smartNode(a1c()))], [p('')]))
    const known = watchedSmart(editor.view.state)
    expect(known).toHaveLength(1)
    typeInto(editor, 'many words beside it')
    expect(watchedSmart(editor.view.state)).toBe(known)
    editor.run(insertSmart(meds(), { from: 2, to: 2 }))
    expect(watchedSmart(editor.view.state)).toHaveLength(2)
    const place = placeOf('a1c')
    editor.view.dispatch(editor.view.state.tr.delete(place - 1, place + 1))
    expect(watchedSmart(editor.view.state)).toHaveLength(1)
    editor.run(undo)
    expect(watchedSmart(editor.view.state)).toHaveLength(2)
  })

  test('says which link is selected, and what it was read from', () => {
    open(note([p('Sugar: ', smartNode(a1c()))], [p('')]))
    expect(selectedSmart(editor.view.state)).toBeUndefined()
    editor.view.dispatch(editor.view.state.tr.setSelection(NodeSelection.create(doc(), placeOf('a1c'))))
    expect(selectedSmart(editor.view.state)?.attrs.link).toBe('a1c')
    expect(sourceWords(of())).toBe('1 measurement')
    expect(sourceWords(of().slice(0, 1))).toBe('the patient’s record')
  })

  test('once signed, shows beside the words what was corrected since, and changes nothing', () => {
    open(note([p('Sugar: ', smartNode(a1c()), ' today')], [p('')]))
    editor.setEditable(false)
    const before = doc()
    showChanges([{ source: result, name: 'HbA1c', said: '7.9 %', now: '7.4 %', how: 'corrected' }])(
      editor.view.state,
      editor.view.dispatch,
    )
    const since = editor.view.dom.querySelector('.note-since')
    expect(since?.textContent).toBe('HbA1c since corrected: 7.4 %, not 7.9 %')
    expect(since?.previousElementSibling?.className).toContain('note-smart')
    expect(doc()).toBe(before)
    showChanges([])(editor.view.state, editor.view.dispatch)
    expect(editor.view.dom.querySelector('.note-since')).toBeNull()
  })
})
