import type { ChartView } from '../../../shared/contract/views/chart.js'
import { agoForReading } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { useKeys } from '../../data/index.js'
import { Button, Icon } from '../../ui/index.js'

export interface DraftOfferProps {
  drafts: ChartView['drafts']
  now: Date
  onContinue: (note: LocalId) => void
  onAnother: () => void
  onClose: () => void
}

/** Before another note is begun: the drafts that are there already, one's own first. */
export function DraftOffer({ drafts, now, onContinue, onAnother, onClose }: DraftOfferProps) {
  const sorted = [...drafts].sort((a, b) => Number(b.mine) - Number(a.mine) || (a.at < b.at ? 1 : -1))
  const first = sorted[0]
  useKeys('Drafts', [
    { keys: 'Mod+N', label: 'Begin another note', run: onAnother },
    { keys: 'Escape', label: 'Close', run: onClose, inText: true, quiet: true },
  ])
  return (
    <section className="chart-offer" aria-label="Drafts already begun">
      <p>
        <Icon name="edit" className="tone-attention" />{' '}
        <span className="strong">
          {drafts.length === 1 ? 'A note is already begun' : `${drafts.length} notes are already begun`}
        </span>
      </p>
      <ul>
        {sorted.slice(0, 4).map((draft) => (
          <li key={draft.id}>
            <Button
              look={draft === first ? 'primary' : 'plain'}
              size="s"
              keys={draft === first ? 'Enter' : undefined}
              autoFocus={draft === first}
              onPress={() => onContinue(draft.id)}
            >
              Continue “{draft.title}”
            </Button>
            <span className="muted num">
              {draft.mine ? 'yours' : draft.author}, {agoForReading(draft.at, now)}
            </span>
          </li>
        ))}
      </ul>
      <div className="chart-offer-foot">
        <Button size="s" icon="plus" keys="Mod+N" onPress={onAnother}>
          Begin another note
        </Button>
        <Button size="s" look="quiet" keys="Escape" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </section>
  )
}
