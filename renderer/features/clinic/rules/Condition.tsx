import type { PartyChoice } from '../../../../shared/contract/views/work/rules.js'
import {
  answerOf,
  type FactName,
  factNames,
  facts,
  type Op,
  opsOf,
  opWords,
  type RuleValue,
  type Test,
} from '../../../../shared/domain/rule/language.js'
import { IconButton, type Option, Select, TextField } from '../../../ui/index.js'

const factItems: readonly Option[] = factNames.map((id) => ({ id, label: facts[id].words }))

/** The value a fact begins with. */
export function firstValue(fact: FactName, parties: readonly PartyChoice[]): RuleValue[] {
  const answer = answerOf(fact)
  if (answer.type === 'choice') return [answer.choices[0]?.value ?? '']
  if (answer.type === 'yes-no') return [true]
  if (answer.type === 'number') return [answer.least]
  if (answer.type === 'words') return []
  const [first] = parties.filter(({ party }) => answer.type === 'party' || party.startsWith('person:'))
  return first ? [first.party] : []
}

export interface ConditionProps {
  test: Test
  number: number
  parties: readonly PartyChoice[]
  onChange: (test: Test) => void
  onRemove: () => void
}

/** One condition of a rule: what is asked, how, and of which value. */
export function Condition({ test, number, parties, onChange, onRemove }: ConditionProps) {
  const { fact, op } = test
  const ofCondition = `of condition ${number}`
  const ask = (next: FactName) => onChange({ fact: next, op: opsOf(next)[0], value: firstValue(next, parties) })
  return (
    <li className="rule-condition">
      <Select
        label={`What is asked ${ofCondition}`}
        labelHidden
        items={factItems}
        value={fact}
        onChange={(id) => ask(id as FactName)}
      />
      <Select
        label={`Comparison ${ofCondition}`}
        labelHidden
        items={opsOf(fact).map((id) => ({ id, label: opWords[id] }))}
        value={op}
        onChange={(id) => onChange({ ...test, op: id as Op })}
      />
      <Values test={test} ofCondition={ofCondition} parties={parties} onChange={onChange} />
      <IconButton icon="trash" size="s" label={`Remove condition ${number}`} onPress={onRemove} />
    </li>
  )
}

function Values({
  test,
  ofCondition,
  parties,
  onChange,
}: Pick<ConditionProps, 'test' | 'parties' | 'onChange'> & { ofCondition: string }) {
  const { fact, value } = test
  const answer = answerOf(fact)
  const set = (next: readonly RuleValue[]) => onChange({ ...test, value: next })
  if (answer.type === 'words') {
    return (
      <TextField
        label={`Words ${ofCondition}`}
        labelHidden
        value={value.join(', ')}
        placeholder="potassium, kalium"
        onChange={(text) => set(text === '' ? [] : text.split(/,\s?/))}
      />
    )
  }
  if (answer.type === 'number') {
    return (
      <TextField
        label={`Number ${ofCondition}`}
        labelHidden
        inputMode="numeric"
        value={value[0] === undefined ? '' : String(value[0])}
        unit={answer.unit}
        onChange={(text) => set(/^\d+$/.test(text.trim()) ? [Number(text)] : [])}
      />
    )
  }
  if (answer.type === 'yes-no') {
    return (
      <Select
        label={`Answer ${ofCondition}`}
        labelHidden
        items={[
          { id: 'yes', label: 'yes' },
          { id: 'no', label: 'no' },
        ]}
        value={value[0] === false ? 'no' : 'yes'}
        onChange={(id) => set([id === 'yes'])}
      />
    )
  }
  const items: Option[] =
    answer.type === 'choice'
      ? answer.choices.map(({ value: id, words }) => ({ id, label: words }))
      : parties
          .filter(({ party }) => answer.type === 'party' || party.startsWith('person:'))
          .map(({ party, words }) => ({ id: party, label: words }))
  const left = items.filter(({ id }) => !value.includes(id))
  return (
    <div className="rule-values">
      {value.map((each, i) => (
        <span key={String(each)} className="rule-value">
          {i > 0 && <span className="faint">or</span>}
          <Select
            label={`Value ${i + 1} ${ofCondition}`}
            labelHidden
            items={items.filter(({ id }) => id === each || !value.includes(id))}
            value={String(each)}
            onChange={(id) => set(value.map((old, at) => (at === i ? id : old)))}
          />
          {value.length > 1 && (
            <IconButton
              icon="close"
              size="s"
              look="quiet"
              label={`Leave out value ${i + 1} ${ofCondition}`}
              onPress={() => set(value.filter((_, at) => at !== i))}
            />
          )}
        </span>
      ))}
      {left[0] && (
        <IconButton
          icon="plus"
          size="s"
          look="quiet"
          label={`Or another value ${ofCondition}`}
          onPress={() => set([...value, (left[0] as Option).id])}
        />
      )}
    </div>
  )
}
