import { history } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { EditorState, Plugin, type Transaction } from 'prosemirror-state'
import type { Step } from 'prosemirror-transform'
import { StepJournal } from '../../../../renderer/editor/journal/journal.js'
import type { JournalState } from '../../../../renderer/editor/journal/state.js'
import { applySteps } from '../../../../shared/document/index.js'
import type { Clock } from './clock.js'
import type { NoteStore } from './store.js'

/** An editor without a screen, writing into a store. */
export class Window {
  state: EditorState
  journal: StepJournal
  /** Every state that was shown, with what the store held at that moment. */
  shown: { state: JournalState; stored: number; upTo: number }[] = []

  constructor(store: NoteStore, clock: Clock, seed = 1) {
    this.state = EditorState.create({
      doc: store.doc,
      plugins: [history(), new Plugin({ historyPreserveItems: true } as never)],
    })
    let draws = seed
    this.journal = new StepJournal({
      version: store.version,
      link: store.link(),
      host: { state: () => this.state, dispatch: (tr) => this.dispatch(tr) },
      later: clock.later,
      newId: () => `${seed}-${draws++}`,
      random: () => ((draws++ * 7919) % 1000) / 1000,
      onChange: (state) => this.shown.push({ state, stored: store.version, upTo: state.version }),
    })
  }

  get doc(): Node {
    return this.state.doc
  }

  dispatch(tr: Transaction): void {
    this.state = this.state.apply(tr)
    this.journal.record(tr)
  }

  /** Makes steps as one edit. */
  make(steps: Step[]): void {
    const { tr } = this.state
    for (const step of steps) tr.step(step)
    if (tr.docChanged) this.dispatch(tr)
  }

  /** Types at a place. */
  type(text: string, at: number): void {
    this.dispatch(this.state.tr.insertText(text, at))
  }
}

/** What the journal's steps make of the note from its beginning. */
export function replayed(start: Node, store: NoteStore): Node {
  const applied = applySteps(start, store.journal)
  if (!applied.ok) throw new Error(`step ${applied.at}: ${applied.reason}`)
  return applied.doc
}
