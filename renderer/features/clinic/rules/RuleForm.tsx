import { useState } from 'react'
import type { PartyChoice } from '../../../../shared/contract/views/work/rules.js'
import {
  type Condition as ConditionOf,
  conditionWords,
  type Occasion,
  occasions,
  opsOf,
  type Rule,
  type RulePriority,
  type Target,
  targetWords,
} from '../../../../shared/domain/rule/language.js'
import { Button, IconButton, type Option, Segmented, Select, TextField } from '../../../ui/index.js'
import { Condition, firstValue } from './Condition.js'
import { namesOf, occasionWords } from './words.js'

const priorities: readonly Option[] = [
  { id: 'as-is', label: 'As it came' },
  { id: 'stat', label: 'Stat' },
  { id: 'asap', label: 'As soon as possible' },
  { id: 'urgent', label: 'Urgent' },
  { id: 'routine', label: 'Routine' },
]
const units: readonly Option[] = [
  { id: 'usual', label: 'As usual' },
  { id: 'minutes', label: 'minutes' },
  { id: 'hours', label: 'hours' },
  { id: 'days', label: 'clinic days' },
]

type Due = Rule['then']['due']
const unitOf = (due: Due): string =>
  !due ? 'usual' : 'days' in due ? 'days' : due.minutes % 60 === 0 ? 'hours' : 'minutes'
const amountOf = (due: Due): number =>
  !due ? 1 : 'days' in due ? due.days : due.minutes % 60 === 0 ? due.minutes / 60 : due.minutes
const dueOf = (unit: string, amount: number): Due => {
  if (unit === 'usual') return undefined
  if (unit === 'days') return { days: Math.min(60, amount) }
  return { minutes: Math.min(10_080, unit === 'hours' ? amount * 60 : amount) }
}

export interface RuleFormProps {
  rule: Rule
  parties: readonly PartyChoice[]
  onChange: (rule: Rule) => void
  onDone: () => void
}

/** Building a rule from what is asked, and what becomes of what fits. */
export function RuleForm({ rule, parties, onChange, onDone }: RuleFormProps) {
  const { when, then } = rule
  const joined = 'any' in when ? 'any' : 'all'
  const list: readonly ConditionOf[] = 'all' in when ? when.all : 'any' in when ? when.any : [when]
  const setList = (next: readonly ConditionOf[], by = joined) =>
    onChange({ ...rule, when: by === 'any' ? { any: next } : { all: next } })
  const setThen = (next: Partial<Rule['then']>) => {
    const { priority, due, watchers, ...rest } = { ...then, ...next }
    onChange({
      ...rule,
      // biome-ignore lint/suspicious/noThenProperty: the rule's consequence, nothing to be awaited.
      then: { ...rest, ...(priority && { priority }), ...(due && { due }), ...(watchers?.length && { watchers }) },
    })
  }
  const targets: Option[] = [
    ...Object.entries(targetWords).map(([id, label]) => ({
      id,
      label: label.charAt(0).toUpperCase() + label.slice(1),
    })),
    ...parties.map(({ party, words }) => ({ id: party, label: words })),
  ]
  return (
    <div className="rule-form">
      <div className="rule-form-line">
        <TextField
          label="Name"
          value={rule.title}
          maxLength={120}
          autoFocus={rule.title === ''}
          placeholder="Critical potassium"
          onChange={(title) => onChange({ ...rule, title })}
        />
        <Select
          label="It is looked at"
          items={occasions.map((id) => ({ id, label: occasionWords[id] }))}
          value={rule.on}
          onChange={(on) => onChange({ ...rule, on: on as Occasion })}
        />
      </div>
      <fieldset className="rule-part">
        <legend>
          It fits if{' '}
          <Segmented
            label="How many of the conditions must hold"
            items={[
              { id: 'all', label: 'all of these hold' },
              { id: 'any', label: 'one of these holds' },
            ]}
            value={joined}
            onChange={(by) => setList(list, by)}
          />
        </legend>
        <ul className="rule-conditions">
          {list.map((condition, i) =>
            'fact' in condition ? (
              <Condition
                // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place.
                key={i}
                test={condition}
                number={i + 1}
                parties={parties}
                onChange={(test) => setList(list.map((old, at) => (at === i ? test : old)))}
                onRemove={() => setList(list.filter((_, at) => at !== i))}
              />
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place.
              <li key={i} className="rule-condition" data-nested>
                <span>{conditionWords(condition, namesOf(parties))}</span>
                <IconButton
                  icon="trash"
                  size="s"
                  label={`Remove condition ${i + 1}`}
                  onPress={() => setList(list.filter((_, at) => at !== i))}
                />
              </li>
            ),
          )}
        </ul>
        <Button size="s" look="quiet" icon="plus" onPress={() => setList([...list, nextTest(list, parties)])}>
          Another condition
        </Button>
      </fieldset>
      <div className="rule-form-line" data-many>
        <Select
          label="Then it goes to"
          items={targets}
          value={then.to}
          onChange={(to) => setThen({ to: to as Target })}
        />
        <Select
          label="Priority"
          items={priorities}
          value={then.priority ?? 'as-is'}
          onChange={(id) => setThen({ priority: id === 'as-is' ? undefined : (id as RulePriority) })}
        />
        <DueField due={then.due} onChange={(due) => setThen({ due })} />
      </div>
      <Watchers chosen={then.watchers ?? []} parties={parties} onChange={(watchers) => setThen({ watchers })} />
      <div className="rule-form-end">
        <Button look="plain" icon="check" keys="Escape" onPress={onDone}>
          Done
        </Button>
        <span className="faint">It counts once the rules are saved.</span>
      </div>
    </div>
  )
}

/** A condition on what is not asked yet. */
function nextTest(list: readonly ConditionOf[], parties: readonly PartyChoice[]): ConditionOf {
  const asked = new Set(list.map((condition) => ('fact' in condition ? condition.fact : undefined)))
  const fact = usual.find((each) => !asked.has(each)) ?? 'textHas'
  return { fact, op: opsOf(fact)[0], value: fact === 'flag' ? ['HH', 'LL'] : firstValue(fact, parties) }
}
const usual = ['kind', 'flag', 'textHas', 'status', 'orderer', 'primaryClinician'] as const

/** What each unit begins with. */
const first: Record<string, string> = { minutes: '30', hours: '4', days: '1' }

/** An empty field counts as nothing said. */
function DueField({ due, onChange }: { due: Due; onChange: (due: Due) => void }) {
  const [unit, setUnit] = useState(unitOf(due))
  const [text, setText] = useState(String(amountOf(due)))
  const set = (nextUnit: string, nextText: string) => {
    setUnit(nextUnit)
    setText(nextText)
    const amount = /^\d+$/.test(nextText.trim()) ? Number(nextText) : 0
    onChange(dueOf(amount > 0 ? nextUnit : 'usual', amount))
  }
  return (
    <div className="rule-due">
      {unit !== 'usual' && (
        <TextField label="Due within" inputMode="numeric" value={text} onChange={(next) => set(unit, next)} />
      )}
      <Select
        label={unit === 'usual' ? 'Due' : 'Counted in'}
        items={units}
        value={unit}
        onChange={(next) => set(next, unit === next ? text : (first[next] ?? text))}
      />
    </div>
  )
}

function Watchers({
  chosen,
  parties,
  onChange,
}: {
  chosen: readonly string[]
  parties: readonly PartyChoice[]
  onChange: (ids: readonly string[]) => void
}) {
  const names = namesOf(parties)
  const people = parties.filter(({ party }) => party.startsWith('person:'))
  const left = people.filter(({ party }) => !chosen.includes(party.slice('person:'.length)))
  return (
    <div className="rule-watchers">
      <Select
        label="Who else is told"
        placeholder="Nobody else"
        items={left.map(({ party, words }) => ({ id: party.slice('person:'.length), label: words }))}
        value={null}
        onChange={(id) => onChange([...chosen, id])}
      />
      {chosen.map((id) => (
        <span key={id} className="rule-watcher">
          {names(`person:${id}`)}
          <IconButton
            icon="close"
            size="s"
            look="quiet"
            label={`Do not tell ${names(`person:${id}`)}`}
            onPress={() => onChange(chosen.filter((each) => each !== id))}
          />
        </span>
      ))}
    </div>
  )
}
