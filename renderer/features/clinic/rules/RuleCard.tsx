import type { PartyChoice } from '../../../../shared/contract/views/work/rules.js'
import { conditionWords, type Rule } from '../../../../shared/domain/rule/language.js'
import { Icon, IconButton, Tag } from '../../../ui/index.js'
import { RuleForm } from './RuleForm.js'
import { goneWords, namesOf, occasionWords, thenWords } from './words.js'

export interface RuleCardProps {
  rule: Rule
  number: number
  parties: readonly PartyChoice[]
  selected: boolean
  open: boolean
  /** How many tasks it took in the trial, while that is of these rules. */
  took: number | undefined
  /** Whom it names is not here any more. */
  gone: boolean
  mayChange: boolean
  onSelect: () => void
  onOpen: () => void
  onDone: () => void
  onChange: (rule: Rule) => void
  onMove: (by: -1 | 1) => void
  onTurn: () => void
  onRemove: () => void
}

/** A rule in words, in its place; its form when it is open. */
export function RuleCard(props: RuleCardProps) {
  const { rule, number, parties, selected, open, took, gone, mayChange, onSelect, onOpen } = props
  const names = namesOf(parties)
  const title = rule.title || 'A new rule'
  return (
    <li className="card rule-card" data-off={rule.off || undefined} aria-current={selected || undefined}>
      <div className="rule-card-head">
        <span className="rule-number num" aria-hidden>
          {number}
        </span>
        <button
          type="button"
          className="rule-words"
          data-rule={rule.id}
          aria-expanded={mayChange ? open : undefined}
          onFocus={onSelect}
          onClick={mayChange ? (open ? props.onDone : onOpen) : onSelect}
        >
          <span className="rule-title">
            {title}
            {rule.off && <Tag tone="plain">Off</Tag>}
            {took !== undefined && <Tag tone="information">{took === 1 ? '1 task' : `${took} tasks`} in 30 days</Tag>}
          </span>
          <span className="rule-said">
            <span className="faint">{occasionWords[rule.on]}, if</span> {conditionWords(rule.when, names)}
          </span>
          <span className="rule-said">
            <Icon name="arrow-right" size={14} /> {thenWords(rule, names)}
          </span>
          {gone && (
            <span className="rule-said" data-gone>
              <Icon name="alert" size={14} /> {goneWords(rule.on)}
            </span>
          )}
        </button>
        {mayChange && (
          <div className="rule-acts">
            <IconButton
              icon="arrow-up"
              size="s"
              look="quiet"
              label={`Ask ${title} earlier`}
              keys="Shift+K"
              isDisabled={number === 1}
              onPress={() => props.onMove(-1)}
            />
            <IconButton
              icon="arrow-down"
              size="s"
              look="quiet"
              label={`Ask ${title} later`}
              keys="Shift+J"
              onPress={() => props.onMove(1)}
            />
            <IconButton
              icon={rule.off ? 'play' : 'pause'}
              size="s"
              look="quiet"
              label={rule.off ? `Use ${title} again` : `Leave ${title} out for now`}
              keys="O"
              onPress={props.onTurn}
            />
            <IconButton
              icon="trash"
              size="s"
              look="quiet"
              label={`Remove ${title}`}
              keys="#"
              onPress={props.onRemove}
            />
          </div>
        )}
      </div>
      {open && <RuleForm rule={rule} parties={parties} onChange={props.onChange} onDone={props.onDone} />}
    </li>
  )
}

/** What always stands behind the clinic’s own rules. */
export const FallbackCard = ({ number, took }: { number: number; took: number | undefined }) => (
  <li className="card rule-card" data-fallback>
    <div className="rule-card-head">
      <span className="rule-number num" aria-hidden>
        {number}
      </span>
      <div className="rule-words">
        <span className="rule-title">
          Everything else
          {took !== undefined && <Tag tone="information">{took === 1 ? '1 task' : `${took} tasks`} in 30 days</Tag>}
        </span>
        <span className="rule-said">
          <Icon name="arrow-right" size={14} /> who ordered or asked for it, else the primary clinician, else the care
          team
        </span>
        <span className="rule-said faint">
          <Icon name="lock" size={14} /> Always last, so that nothing is left to nobody. A critical value is always
          stat, and due in the time the clinic set for reviewing it, whatever a rule says.
        </span>
      </div>
    </div>
  </li>
)
