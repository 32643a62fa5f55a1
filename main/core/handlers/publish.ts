import { parseDocument } from '../../../shared/document/index.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { NoteRow } from '../store/note.js'
import { all, one } from '../store/statement.js'
import type { Context } from './context.js'
import { journalOf, type OpenNote } from './journal.js'
import { createAddendum } from './note-create.js'

/** A draft goes into its DocumentReference after this pause in typing, milliseconds. */
const pause = 3000
/** However long someone types without a pause, others see the draft after this. */
const longest = 30_000

export function publishSoon(context: Context, note: LocalId, open: OpenNote): void {
  const overdue = open.waitingSince > 0 && context.clock.now().getTime() - open.waitingSince > longest
  context.soon(`publish ${note}`, overdue ? 0 : pause, () => publish(context, note))
}

/** Writes a draft's journalled words into its DocumentReference, from where they travel like anything else. */
function publish(context: Context, note: LocalId): void {
  const journal = journalOf(context)
  const open = journal.open(note)
  proposeAddendum(context, note)
  if (!open?.editable || open.published >= open.version) return
  const status = one<{ status: string }>(context.store.db, 'SELECT status FROM note WHERE id = ?', note)?.status
  if (status !== 'draft') return
  context.store.commit({ who: context.session.user()?.id, at: context.at() }, (tx) => journal.publish(tx, note, open))
  journal.published(note)
  context.sync.poke()
}

/** Words typed here while the note was signed elsewhere become a draft addendum, for their author to look at. */
function proposeAddendum(context: Context, note: LocalId): void {
  const key = `late ${note}`
  const late = context.store.setting(key)
  const who = context.session.user()
  if (!late || !who) return
  const row = one<NoteRow>(context.store.db, 'SELECT * FROM note WHERE id = ?', note)
  const parsed = parseDocument(late)
  if (!row?.patient || !parsed.ok) return
  createAddendum(context, who, row, parsed.doc)
  context.store.commit({ who: who.id, at: context.at() }, (tx) => tx.set(key, null))
}

/** Publishes what a workstation that stopped in the middle of typing had not published. */
export function publishLeft(context: Context): void {
  const late = all<{ note: LocalId }>(
    context.store.db,
    `SELECT substr(key, 6) AS note FROM setting WHERE key >= 'late ' AND key < 'late!'`,
  ).map(({ note }) => note)
  for (const note of [...journalOf(context).unpublished(), ...late]) {
    try {
      publish(context, note)
    } catch {
      // Its words stay in the journal; one note that cannot be published keeps nobody from working.
    }
  }
}
