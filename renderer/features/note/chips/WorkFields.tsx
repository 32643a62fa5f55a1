import { readWhen } from '../../../../shared/domain/chip/when.js'
import { dateForReading } from '../../../../shared/kernel/dates.js'
import type { DateText } from '../../../../shared/kernel/ids.js'
import { DateField, Select, TextField } from '../../../ui/index.js'
import { DueField } from './DueField.js'
import type { ChipFields } from './fields.js'
import { Times } from './OrderFields.js'

export const FollowUpFields: ChipFields<'follow-up'> = ({ data, context, onChange, onWrong }) => (
  <>
    <DueField
      label="Around"
      value={data.due}
      today={context.today()}
      autoFocus
      onChange={(due) =>
        due !== data.due && onChange({ ...data, due, when: `around ${dateForReading(due as DateText)}` })
      }
      onWrong={onWrong}
    />
    <Times
      onChoose={(words) => {
        const when = readWhen(words, context.today())
        if (when) onChange({ ...data, due: when.due, when: when.words })
      }}
    />
    <TextField
      label="For"
      value={data.reason ?? ''}
      maxLength={200}
      onChange={(reason) => {
        const { reason: _before, ...others } = data
        onChange(reason === '' ? others : { ...others, reason })
      }}
    />
  </>
)

export const TaskFields: ChipFields<'task'> = ({ data, context, onChange }) => {
  const colleagues = context
    .team()
    .map(({ id, name, title }) => ({ id: id as string, label: name, description: title }))
  return (
    <>
      <TextField
        label="What is to be done"
        value={data.text}
        maxLength={300}
        rows={2}
        autoFocus
        onChange={(text) => onChange({ ...data, text })}
      />
      <Select
        label="By whom"
        items={colleagues}
        value={data.to}
        onChange={(to) =>
          onChange({ ...data, to, toName: colleagues.find(({ id }) => id === to)?.label ?? data.toName })
        }
      />
      <DateField
        label="By when"
        value={data.due ?? ''}
        {...(data.due && data.due < context.today() ? { error: 'This day is past.' } : {})}
        onChange={(due) => {
          const { due: _before, ...others } = data
          onChange(due === '' ? others : { ...others, due })
        }}
      />
    </>
  )
}
