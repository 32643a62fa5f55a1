import type { LocalId } from '../../../shared/kernel/ids.js'
import { one } from '../store/statement.js'
import type { Context } from './context.js'
import { journalOf, type OpenNote } from './journal.js'

/** A draft goes into its DocumentReference after this pause in typing, milliseconds. */
const pause = 3000
/** However long someone types without a pause, others see the draft after this. */
const longest = 30_000

/** While somebody else is in the note, both this and at the latest; a long note goes over the wire less often. */
const lively = 1000
const livelySize = 60_000

export function publishSoon(context: Context, note: LocalId, open: OpenNote): void {
  const shared = context.presence.others(note).length > 0
  const unit = lively * Math.max(1, open.doc.content.size / livelySize)
  const waited = open.waitingSince > 0 ? context.clock.now().getTime() - open.waitingSince : 0
  const overdue = waited > (shared ? unit : longest)
  context.soon(`publish ${note}`, overdue ? 0 : shared ? unit : pause, () => publish(context, note))
}

/** Writes a draft's journalled words into its DocumentReference, from where they travel like anything else. */
function publish(context: Context, note: LocalId): void {
  const journal = journalOf(context)
  const open = journal.open(note)
  if (!open?.editable || open.published >= open.version) return
  const status = one<{ status: string }>(context.store.db, 'SELECT status FROM note WHERE id = ?', note)?.status
  if (status !== 'draft') return
  context.store.commit({ who: context.session.user()?.id, at: context.at() }, (tx) => journal.publish(tx, note, open))
  journal.published(note)
  context.sync.poke()
}

/** Publishes what a workstation that stopped in the middle of typing had not published. */
export function publishLeft(context: Context): void {
  for (const note of journalOf(context).unpublished()) {
    try {
      publish(context, note)
    } catch {
      // Its words stay in the journal; one note that cannot be published keeps nobody from working.
    }
  }
}
