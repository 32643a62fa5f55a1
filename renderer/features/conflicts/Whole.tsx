import type { ConflictView, Whole as WholeChoice } from '../../../shared/contract/views/conflict.js'
import { Button, Icon } from '../../ui/index.js'
import { whoWhen } from './when.js'

const about: Partial<Record<ConflictView['kind'], string>> = {
  deleted: 'Somebody deleted this in the EHR while it was changed here. What was entered here is kept either way.',
  signed:
    'The note was signed in the EHR meanwhile. What is signed there stands; what was written here is kept either way.',
  addendum: 'The note was signed elsewhere while these words were written here. The signed note stands as it is.',
}

const wholeWords = (kind: ConflictView['kind'], whole: WholeChoice): string =>
  whole === 'again'
    ? 'Enter it again as a new record'
    : whole === 'addendum'
      ? 'Add my words as an addendum'
      : kind === 'deleted'
        ? 'Leave it deleted'
        : 'Leave my words out'

const keyOf = { again: 'm', addendum: 'm', mine: 'm', theirs: 't' } as const

/** What is decided as a whole: deleted in the EHR, or signed there. */
export function Whole({ view, now, onNote }: { view: ConflictView; now: Date; onNote: (() => void) | undefined }) {
  return (
    <div className="conflicts-whole">
      <p className="conflicts-why">
        <Icon name={view.kind === 'deleted' ? 'trash' : 'signed'} /> {about[view.kind]}
      </p>
      <div className="conflicts-two">
        <section className="card" aria-label="Entered here">
          <h3>
            Entered here <span className="faint num">{whoWhen(view.mine, now)}</span>
          </h3>
          {view.words !== undefined && <p className="conflicts-text selectable">{view.words}</p>}
          <dl>
            {view.common.map(({ label, value }) => (
              <div key={`${label} ${value}`}>
                <dt>{label}</dt>
                <dd className="selectable">{value}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section className="card" aria-label="In the EHR">
          <h3>
            In the EHR <span className="faint num">{whoWhen(view.theirs, now)}</span>
          </h3>
          <p className="muted">
            {view.kind === 'deleted' ? 'Deleted. It is not there any more.' : 'Signed. It cannot be changed any more.'}
          </p>
          {view.theirWords !== undefined && <p className="conflicts-text selectable">{view.theirWords}</p>}
          {onNote && (
            <Button size="s" icon="note" onPress={onNote}>
              Read the signed note
            </Button>
          )}
        </section>
      </div>
    </div>
  )
}

/** The ways to decide it; what keeps most words comes last, where one presses. */
export function WholeButtons({
  view: { kind, wholes },
  disabled,
  onDecide,
}: {
  view: ConflictView
  disabled: boolean
  onDecide: (whole: WholeChoice) => void
}) {
  return wholes.toReversed().map((whole) => (
    <Button
      key={whole}
      look={whole === 'theirs' ? 'plain' : 'primary'}
      keys={keyOf[whole]}
      isDisabled={disabled}
      onPress={() => onDecide(whole)}
    >
      {wholeWords(kind, whole)}
    </Button>
  ))
}
