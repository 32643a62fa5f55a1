import type { Node } from 'prosemirror-model'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import type { NoteEditor } from '../../renderer/editor/createNoteEditor.js'
import type { JournalLink, JournalledNote } from '../../renderer/editor/journal/link.js'
import { applySteps, emptyNote, parseDocument, sectionKinds, wildcards } from '../../shared/document/index.js'
import { ok, refuse } from '../../shared/kernel/result.js'
import { dx, rx } from '../support/chips.js'
import { clinic, until } from '../support/clinic.js'
import { CoreProcess } from '../support/core-process.js'
import { bundleEditingCore, editingCore } from '../support/dying-core-bundle.js'
import { makePage } from '../support/page.js'

beforeAll(bundleEditingCore, 120_000)

/** How many times the workstation is killed, and how much is done in between. */
const kills = Number(process.env.ROUNDS_EDIT_KILLS ?? 3)
const actsBetween = Number(process.env.ROUNDS_EDIT_ACTS ?? 120)

function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** What the journal has answered for, and what was on its way when the workstation died. */
class Ledger {
  doc: Node
  version = 0
  sent: { version: number; steps: unknown[] }[] = []

  constructor(doc: Node) {
    this.doc = doc
  }

  answered(version: number, steps: unknown[]): void {
    if (version !== this.version) return
    const applied = applySteps(this.doc, steps)
    if (!applied.ok) throw new Error(`answered for steps that do not apply: ${applied.reason}`)
    this.doc = applied.doc
    this.version += steps.length
  }

  /** What is on the disk must be what was answered for, and after it at most what was on its way, whole. */
  meets(note: JournalledNote, told: string): void {
    for (let batch = this.#next(note.version); batch; batch = this.#next(note.version)) {
      this.answered(batch.version, batch.steps)
    }
    expect(note.version, `${told}: steps on the disk`).toBe(this.version)
    const parsed = parseDocument(note.document)
    expect(parsed.ok && parsed.doc.eq(this.doc), `${told}: the note on the disk`).toBe(true)
  }

  #next(upTo: number) {
    return this.sent.find(({ version, steps }) => version === this.version && version + steps.length <= upTo)
  }
}

test('random editing with kills keeps the note valid and loses nothing shown as saved', {
  timeout: 600_000,
}, async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
  console.info(`editing: SEED=${seed}`)
  const next = random(seed)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T
  makePage()
  const { createNoteEditor } = await import('../../renderer/editor/createNoteEditor.js')
  const { editorKeys } = await import('../../renderer/editor/plugins/keys.js')
  const { addSection, removeSection, renameSection } = await import('../../renderer/editor/sections/commands.js')
  const { wildcardCount } = await import('../../renderer/editor/plugins/wildcards.js')
  const { insertChip } = await import('../../renderer/editor/chips/insert.js')
  const { TextSelection } = await import('prosemirror-state')

  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('novak')
  await a.ready()
  const patient = a.id('Patient', 'p1')
  await a.running.stop()
  let core = undefined as never as CoreProcess
  let bound = false
  const start = async (): Promise<void> => {
    core = await new CoreProcess(editingCore, a).ready()
    await core.call('patient.open', { open: patient }, crypto.randomUUID())
    bound = true
  }
  await start()
  const made = await core.call('note.create', { patient, title: 'Visit' }, 'made')
  if (!made?.ok) throw new Error('no note')
  const { note } = made.value as { note: string }
  const opened = async (): Promise<JournalledNote | undefined> =>
    (await core.ask('note.view', { note })) as JournalledNote | undefined

  const ledger = new Ledger(emptyNote())
  const editors: NoteEditor[] = []
  const link = (): JournalLink => ({
    append: async (batch, version, steps) => {
      if (!bound) return refuse('core-restarted', 'Started again.')
      ledger.sent.push({ version, steps })
      const reply = await core.call('note.steps', { patient, note, version, steps }, batch)
      if (!reply) return refuse('core-restarted', 'The core was started again.')
      if (!reply.ok) return reply
      ledger.answered(version, steps)
      for (const each of editors) each.heardOf(ledger.version)
      return ok(reply.value as { version: number; savedAt: string })
    },
    open: async () => {
      const view = await opened()
      return view ? ok({ document: view.document, version: view.version }) : refuse('core-restarted', 'Started again.')
    },
  })
  for (const label of ['Note here', 'Note of a colleague']) {
    const place = document.body.appendChild(document.createElement('div'))
    const editor = createNoteEditor(place, { document: emptyNote(), version: 0, link: link(), editable: true, label })
    onTestFinished(() => editor.destroy())
    editors.push(editor)
  }
  const [mine, other] = editors as [NoteEditor, NoteEditor]

  // What a colleague types is of characters nobody else types, each once, so that it can be found again.
  let typed = 0
  const ofOther = (text: string): string[] => [...text].filter((char) => char >= '\u4e00' && char <= '\u9fff')
  const keys = editorKeys.flatMap((group) => group.keys)
  const snippets = [
    '<p>Walks <b>daily</b>.</p><ul><li>one</li><li>two</li></ul>',
    '<table><tr><td>BP</td><td>146/88</td></tr></table>',
    'plain words\nin two lines',
    '<h2>Feet</h2><p>*** pulses</p>',
  ]
  const placeCursor = (editor: NoteEditor): void => {
    const { state } = editor.view
    const at = Math.floor(next() * state.doc.content.size)
    const to = next() < 0.7 ? at : Math.min(state.doc.content.size, at + Math.floor(next() * 30))
    editor.view.dispatch(state.tr.setSelection(TextSelection.between(state.doc.resolve(at), state.doc.resolve(to))))
  }
  const acts: [weight: number, name: string, act: () => void][] = [
    [
      8,
      'type',
      () => mine.view.dispatch(mine.view.state.tr.insertText(pick(['a', 'Dizzy ', '***', ' mg', '- ', '. ']))),
    ],
    [4, 'cursor', () => placeCursor(mine)],
    [
      8,
      'key',
      () => {
        const { key, command } = pick(keys)
        acting = key
        mine.run(command)
      },
    ],
    [
      1,
      'paste',
      () => {
        const text = pick(snippets)
        if (text.startsWith('<')) mine.view.pasteHTML(text)
        else mine.view.pasteText(text)
      },
    ],
    [
      1,
      'section',
      () => {
        const { childCount } = mine.view.state.doc
        const index = Math.floor(next() * childCount)
        const what = next()
        if (what < 0.4 && childCount < 8) mine.run(addSection(pick(sectionKinds), index))
        else if (what < 0.7) mine.run(renameSection(index, pick(['Plan', 'Next steps', 'Family'])))
        else if (childCount > 3) mine.run(removeSection(index))
      },
    ],
    [
      2,
      'chip',
      () => {
        const { from, to } = mine.view.state.selection
        mine.run(insertChip(next() < 0.5 ? dx() : rx('Amlodipine 5 mg'), { from, to: next() < 0.5 ? from : to }))
      },
    ],
    [
      5,
      'colleague',
      () => {
        // Mostly they go on where they were.
        if (next() < 0.35) placeCursor(other)
        const { from } = other.view.state.selection
        other.view.dispatch(other.view.state.tr.insertText(String.fromCodePoint(0x4e00 + (typed++ % 20_000)), from))
      },
    ],
  ]
  const total = acts.reduce((sum, [weight]) => sum + weight, 0)
  const choose = () => {
    let at = next() * total
    for (const act of acts) {
      at -= act[0]
      if (at < 0) return act
    }
    return acts[0] as (typeof acts)[number]
  }

  let acting = ''
  let shown: { version: number; doc: Node } | undefined
  const undoKeys = new Set(['Mod-z'])
  for (let round = 0; round <= kills; round++) {
    for (let act = 0; act < actsBetween; act++) {
      const [, name, run] = choose()
      acting = name
      const before = mine.view.state.doc.textContent
      const told = () => `SEED=${seed} round ${round} act ${act} ${name} ${acting}`
      try {
        run()
        for (const { view } of editors) {
          view.state.doc.check()
          // What is marked is where it says: marks that lag behind would send the cursor to other words.
          expect(wildcardCount(view.state)).toBe(wildcards(view.state.doc).length)
        }
      } catch (error) {
        throw new Error(told(), { cause: error })
      }
      if (undoKeys.has(acting)) {
        const after = new Set(ofOther(mine.view.state.doc.textContent))
        expect(
          ofOther(before).filter((char) => !after.has(char)),
          `${told()}: others’ words`,
        ).toEqual([])
      }
      if (next() < 0.25) await new Promise((done) => setTimeout(done, Math.floor(next() * 8)))
      const { journal } = mine.snapshot()
      if (journal.savedAt && journal.unsaved === 0) shown = { version: journal.version, doc: mine.view.state.doc }
      expect(journal.problem?.kind === 'stopped' ? journal.problem : undefined, told()).toBeUndefined()
    }
    if (round === kills) break
    bound = false
    await core.kill()
    await start()
    const view = await opened()
    if (!view) throw new Error('the note does not open again')
    if (shown) expect(view.version, `SEED=${seed} shown as saved`).toBeGreaterThanOrEqual(shown.version)
    if (shown?.version === ledger.version) expect(ledger.doc.eq(shown.doc), `SEED=${seed} shown as saved`).toBe(true)
    ledger.meets(view, `SEED=${seed} after kill ${round + 1}`)
  }
  await until(() => {
    for (const each of editors) each.heardOf(ledger.version)
    return editors.every((each) => each.snapshot().journal.unsaved === 0 && each.view.state.doc.eq(ledger.doc))
  }, 60_000)
  const view = await opened()
  if (!view) throw new Error('the note does not open at the end')
  ledger.meets(view, `SEED=${seed} at the end`)
  expect(ledger.doc.content.size, 'something was written').toBeGreaterThan(50)
  await core.stop()
})
