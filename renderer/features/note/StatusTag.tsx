import type { NoteView } from '../../../shared/contract/views/note.js'
import { Tag } from '../../ui/index.js'

/** How a note stands, in a word or two beside its title. */
export function StatusTag({ note }: { note: NoteView }) {
  const { status, appends, replaces, superseded, cosign } = note
  if (status === 'signed' && superseded) return <Tag tone="attention">Superseded</Tag>
  if (status === 'signed' && cosign?.state === 'waiting') {
    return (
      <Tag tone="attention" icon="cosign">
        Signed, to be co-signed
      </Tag>
    )
  }
  if (status === 'signed') {
    return (
      <Tag tone="accent" icon="signed">
        {appends ? 'Signed addendum' : replaces ? 'Signed, amended' : 'Signed'}
      </Tag>
    )
  }
  if (status === 'draft') return <Tag>{appends ? 'Addendum, draft' : replaces ? 'Amendment, draft' : 'Draft'}</Tag>
  return <Tag tone="attention">Discarded</Tag>
}
