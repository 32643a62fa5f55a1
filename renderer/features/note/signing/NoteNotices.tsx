import type { NoteView } from '../../../../shared/contract/views/note.js'
import { dateForReading, localDate } from '../../../../shared/kernel/dates.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { Button, Notice } from '../../../ui/index.js'

/** What must be known of a note before it is relied on: that it was changed, replaced, refused, sent back, amended. */
export function NoteNotices({
  note,
  onOpen,
  onAmend,
}: {
  note: NoteView
  onOpen: (note: LocalId) => void
  onAmend: (() => void) | undefined
}) {
  const broken = note.versions.find(({ id, seal }) => id !== note.id && seal === 'broken')
  const successors = note.versions.filter(({ of, status }) => of === note.id && status === 'signed')
  const draft = note.versions.find(({ of, status }) => of === note.id && status === 'draft')
  const own = note.versions.find(({ id }) => id === note.id)
  return (
    <>
      {note.seal === 'broken' && (
        <Notice tone="danger">
          <span className="strong">This is not the text that was signed.</span> Do not rely on it. Ask whoever looks
          after the EHR to compare it with its earlier versions there, and tell the signer.
        </Notice>
      )}
      {broken && (
        <Notice tone="danger" actions={<Open onPress={() => onOpen(broken.id)}>Look at it</Open>}>
          Another version of this note is not the text that was signed.
        </Notice>
      )}
      {note.seal === 'unknown-method' && (
        <Notice tone="attention" icon="shield">
          This note is sealed in a way this version of Rounds does not know. Whether it is as it was signed cannot be
          checked here.
        </Notice>
      )}
      {successors.map(({ id, by, at, reason }) => (
        <Notice
          key={id}
          tone="attention"
          icon="history"
          actions={<Open onPress={() => onOpen(id)}>Read the version that holds</Open>}
        >
          Superseded: amended {at && `${dateForReading(localDate(new Date(at)))} `}by {by}, because: {reason}.
          {successors.length > 1 && ' Two people amended it; tell both.'}
        </Notice>
      ))}
      {note.status === 'signed' && note.replaces && (
        <Notice
          icon="history"
          actions={<Open onPress={() => onOpen(note.replaces?.note as LocalId)}>Read the original</Open>}
        >
          Amended {own?.at && `${dateForReading(localDate(new Date(own.at)))} `}by {note.signedBy ?? note.author},
          because: {note.replaces.reason}.
        </Notice>
      )}
      {note.status === 'draft' && note.replaces && (
        <Notice
          icon="history"
          actions={<Open onPress={() => onOpen(note.replaces?.note as LocalId)}>Read the signed version</Open>}
        >
          This takes the place of the signed version once it is signed. Reason: {note.replaces.reason}.
        </Notice>
      )}
      {note.status === 'signed' && draft && successors.length === 0 && (
        <Notice icon="edit" actions={<Open onPress={() => onOpen(draft.id)}>Open the draft</Open>}>
          {draft.by} has begun to amend this note. Until that is signed, this version holds.
        </Notice>
      )}
      {note.cosign?.state === 'sent-back' && !note.superseded && (
        <Notice
          tone="attention"
          icon="cosign"
          actions={onAmend && note.cosign.mine && <Open onPress={onAmend}>Amend it</Open>}
        >
          Sent back by {note.cosign.by}: “{note.cosign.words}”
        </Notice>
      )}
      {note.notSigned && <NotSigned {...note.notSigned} />}
    </>
  )
}

const Open = ({ children, onPress }: { children: string; onPress: () => void }) => (
  <Button size="s" onPress={onPress}>
    {children}
  </Button>
)

/** The EHR refused a part of what was signed here. */
function NotSigned({ parts, stays }: NonNullable<NoteView['notSigned']>) {
  const open = parts.filter(({ reason }) => reason)
  return (
    <Notice tone="danger">
      <span className="strong">Not signed after all.</span>{' '}
      {open.length === 0
        ? `What the EHR had refused was changed (${parts.map(({ title }) => title).join(', ')}). Read the note and sign it again.`
        : open.map(({ title, reason, said }) => `${title}: ${reason}${said ? ` It said: “${said}”` : ''}`).join(' ')}
      {open.length > 0 && ' Mend or remove it in the note, then sign again. Nothing is signed by itself.'}
      {stays.length > 0 &&
        ` In the EHR already, and in force: ${stays.join('; ')}. What you take out of the note is withdrawn when you sign, all of it when you discard the note, unless it was carried out.`}
    </Notice>
  )
}
