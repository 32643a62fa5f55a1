import type { NoteVersion, NoteView } from '../../../shared/contract/views/note.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { Button, Icon } from '../../ui/index.js'
import { Addendum } from './signing/Addendum.js'
import { moment, Signed } from './signing/Signed.js'

/** Below a signed note: whose signatures it has, whether it is what they signed, its other versions, what was added. */
export function Signature({ note, onOpen }: { note: NoteView; onOpen: (note: LocalId) => void }) {
  const { signatures, cosign } = note
  return (
    <>
      <div className="note-signature">
        {signatures.length === 0 && (
          <p>
            <Icon name="signed" size={15} />
            <span className="num">
              Signed by <span className="strong">{note.signedBy ?? note.author}</span>
              {note.signedAt && `, ${moment(note.signedAt)}`}
            </span>
          </p>
        )}
        {signatures.map((signature) => (
          <Signed key={signature.id} signature={signature} />
        ))}
        {note.origin && (
          <p className="num">
            <Icon name="edit" size={15} /> {note.origin}
          </p>
        )}
        {cosign?.state === 'waiting' && !note.superseded && (
          <p className="tone-attention">
            <Icon name="cosign" size={15} /> Waiting for co-signature by {cosign.by}
            {cosign.holds && ', and with it what it orders, prescribes or stops'}
          </p>
        )}
        {note.versions.length > 0 && <Versions note={note} onOpen={onOpen} />}
      </div>
      {note.addenda.length > 0 && (
        <section className="note-addenda" aria-label="Addenda">
          {note.addenda.map(({ id, author, at, status }) =>
            status === 'signed' ? (
              <Addendum key={id} note={id} onOpen={() => onOpen(id)} />
            ) : (
              <p key={id} className="note-addendum-draft">
                <Button size="s" icon="corner-down" onPress={() => onOpen(id)}>
                  Addendum, draft
                </Button>
                <span className="muted num">
                  {author}, {moment(at)}
                </span>
              </p>
            ),
          )}
        </section>
      )}
    </>
  )
}

function Versions({ note, onOpen }: { note: NoteView; onOpen: (note: LocalId) => void }) {
  return (
    <ol className="note-versions" aria-label="Versions of this note">
      {note.versions.map((version, place) => (
        <li key={version.id} aria-current={version.id === note.id ? 'true' : undefined}>
          <span className="num">{versionWords(version, place)}</span>
          {version.seal === 'broken' && (
            <span className="tone-danger">
              <Icon name="alert" size={13} /> seal broken
            </span>
          )}
          {version.id === note.id ? (
            <span className="muted">shown here</span>
          ) : (
            <Button size="s" look="quiet" onPress={() => onOpen(version.id)}>
              {version.status === 'draft' ? 'Open the draft' : 'Read it'}
            </Button>
          )}
        </li>
      ))}
    </ol>
  )
}

function versionWords({ by, at, status, reason }: NoteVersion, place: number): string {
  const when = at ? `, ${moment(at)}` : ''
  if (place === 0 && !reason) return `Original, ${by}${when}`
  return `${status === 'draft' ? 'Amendment, not signed' : 'Amended'}, ${by}${when}: ${reason ?? ''}`
}
