import { type OrderPriority, orderPriorities } from '../../../../shared/domain/chip/order.js'
import { readWhen } from '../../../../shared/domain/chip/when.js'
import { Checkbox, Segmented, TextField } from '../../../ui/index.js'
import { DueField } from './DueField.js'
import type { ChipFields } from './fields.js'

const names: Record<OrderPriority, string> = {
  routine: 'Routine',
  urgent: 'Urgent',
  asap: 'As soon as possible',
  stat: 'STAT',
}

export const OrderFields: ChipFields<'order'> = ({ data, context, onChange, onWrong }) => (
  <>
    <DueField
      label="Due"
      value={data.due ?? context.today()}
      today={context.today()}
      autoFocus
      onChange={(due) => onChange({ ...data, due })}
      onWrong={onWrong}
    />
    <Times
      onChoose={(words) => {
        const when = readWhen(words, context.today())
        if (when) onChange({ ...data, due: when.due })
      }}
    />
    <Segmented
      label="Urgency"
      items={orderPriorities.map((id) => ({ id, label: names[id] }))}
      value={data.priority ?? 'routine'}
      onChange={(priority) => onChange({ ...data, priority })}
    />
    {data.category === 'laboratory' && (
      <Checkbox
        isSelected={data.fasting === true}
        onChange={(fasting) => {
          const { fasting: _before, ...others } = data
          onChange(fasting ? { ...others, fasting } : others)
        }}
      >
        Fasting
      </Checkbox>
    )}
    <TextField
      label="Word to whoever carries it out"
      value={data.note ?? ''}
      maxLength={500}
      onChange={(note) => {
        const { note: _before, ...others } = data
        onChange(note === '' ? others : { ...others, note })
      }}
    />
  </>
)

/** Times a clinic uses most, one press each. */
export function Times({ onChoose }: { onChoose: (words: string) => void }) {
  return (
    <div className="chip-times">
      {['today', 'in 2 weeks', 'in 1 month', 'in 3 months', 'in 6 months', 'in 1 year'].map((words) => (
        <button key={words} type="button" className="chip-time" onClick={() => onChoose(words)}>
          {words}
        </button>
      ))}
    </div>
  )
}
