import type { NoteView } from '../../../shared/contract/views/note.js'
import { dateForReading, localDate, timeForReading } from '../../../shared/kernel/dates.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { Button, Icon } from '../../ui/index.js'

const moment = (at: Instant): string => `${dateForReading(localDate(new Date(at)))}, ${timeForReading(at)}`

const seals: Record<
  NonNullable<NoteView['seal']>,
  { icon: 'shield-check' | 'alert' | 'shield'; words: string; tone: string }
> = {
  intact: { icon: 'shield-check', words: 'Seal intact: this is the text that was signed', tone: 'tone-good' },
  broken: { icon: 'alert', words: 'Seal broken: this is not the text that was signed', tone: 'tone-danger' },
  'unknown-method': {
    icon: 'shield',
    words: 'Sealed in a way this version of Rounds does not know, so it cannot be checked here',
    tone: 'tone-attention',
  },
  unknown: { icon: 'shield', words: 'Not sealed by Rounds', tone: 'muted' },
}

/** Below a signed note: who signed it and when, whether it is what they signed, and what was added since. */
export function Signature({ note, onOpen }: { note: NoteView; onOpen: (note: LocalId) => void }) {
  const seal = note.seal ? seals[note.seal] : undefined
  return (
    <div className="note-signature">
      <p>
        <Icon name="signed" size={15} />
        <span className="num">
          Signed by <span className="strong">{note.signedBy ?? note.author}</span>
          {note.signedAt && `, ${moment(note.signedAt)}`}
        </span>
      </p>
      {note.origin && (
        <p className="num">
          <Icon name="edit" size={15} /> {note.origin}
        </p>
      )}
      {seal && (
        <p className={seal.tone}>
          <Icon name={seal.icon} size={15} /> {seal.words}
        </p>
      )}
      {note.addenda.length > 0 && (
        <ul aria-label="Addenda">
          {note.addenda.map((addendum) => (
            <li key={addendum.id}>
              <Button size="s" icon="corner-down" onPress={() => onOpen(addendum.id)}>
                {addendum.status === 'draft' ? 'Addendum, draft' : 'Addendum'}
              </Button>
              <span className="muted num">
                {addendum.author}, {moment(addendum.at)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
