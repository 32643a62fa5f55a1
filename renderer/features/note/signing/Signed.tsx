import type { Seal, SignatureView } from '../../../../shared/contract/views/note.js'
import { dateForReading, localDate, timeForReading } from '../../../../shared/kernel/dates.js'
import type { Instant } from '../../../../shared/kernel/ids.js'
import { Icon } from '../../../ui/index.js'

/** `22 Nov 2026, 10:31` */
export const moment = (at: Instant): string => `${dateForReading(localDate(new Date(at)))}, ${timeForReading(at)}`

const seals: Record<Seal, { icon: 'shield-check' | 'alert' | 'shield'; words: string; tone: string }> = {
  intact: { icon: 'shield-check', words: 'Seal intact: this is the text that was signed', tone: 'tone-good' },
  broken: { icon: 'alert', words: 'Seal broken: this is not the text that was signed', tone: 'tone-danger' },
  'unknown-method': {
    icon: 'shield',
    words: 'Sealed in a way this version of Rounds does not know, so it cannot be checked here',
    tone: 'tone-attention',
  },
  unknown: { icon: 'shield', words: 'Not sealed by Rounds', tone: 'muted' },
}

/** One signature: who, when, whether the text is the one they signed. */
export function Signed({ signature }: { signature: SignatureView }) {
  const { kind, by, at, attestation } = signature
  const seal = seals[signature.seal]
  return (
    <div className="note-signed">
      <p>
        <Icon name={kind === 'signature' ? 'signed' : 'cosign'} size={15} />
        <span className="num">
          {kind === 'signature' ? 'Signed by ' : 'Co-signed by '}
          <span className="strong">{by}</span>
          {at && `, ${moment(at)}`}
        </span>
      </p>
      {attestation && <blockquote className="note-attestation selectable">{attestation}</blockquote>}
      <p className={seal.tone}>
        <Icon name={seal.icon} size={15} /> {seal.words}
      </p>
    </div>
  )
}
