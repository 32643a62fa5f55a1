import { memo } from 'react'
import type { PartyChoice } from '../../../../shared/contract/views/work/rules.js'
import {
  type EscalationStep,
  escalationWords,
  mostSteps,
  ownTeam,
  ownTeamWords,
  usualTimes,
} from '../../../../shared/domain/clinic-times.js'
import type { Span } from '../../../../shared/domain/result/times.js'
import { Button, IconButton, type Option, Select } from '../../../ui/index.js'
import { SpanField } from './SpanField.js'

export interface EscalationProps {
  name: string
  steps: readonly EscalationStep[]
  parties: readonly PartyChoice[]
  isDisabled: boolean
  /** What is wrong with each step, a line for each. */
  errors: string
  onChange: (name: string, steps: readonly EscalationStep[], field?: string) => void
  /** Takes out the times of one kind; absent where they stand for every kind. */
  onRemove?: (name: string) => void
}

/** After how long work of one sort is shown to somebody else besides, step by step. */
export const Escalation = memo(function Escalation({
  name,
  steps,
  parties,
  isDisabled,
  errors,
  onChange,
  onRemove,
}: EscalationProps) {
  const usual = usualTimes.escalation[name]
  const words = escalationWords(name)
  const targets: Option[] = [
    { id: ownTeam, label: capital(ownTeamWords) },
    ...parties.map(({ party, words: label }) => ({ id: party, label })),
  ]
  const set = (i: number, next: Partial<EscalationStep>, field?: string) =>
    onChange(
      name,
      steps.map((step, at) => (at === i ? { ...step, ...next } : step)),
      field,
    )
  const last = steps.at(-1)
  return (
    <section className="card time-card" aria-label={words}>
      <header className="time-card-head">
        <h3>{words}</h3>
        {onRemove && !isDisabled && (
          <IconButton icon="trash" size="s" look="quiet" label={`Remove: ${words}`} onPress={() => onRemove(name)} />
        )}
      </header>
      {steps.map(({ after, to }, i) => {
        const path = `escalation.${name}.${i}`
        const label = `${words}, step ${i + 1}`
        const here = targets.some(({ id }) => id === to)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no name but their place.
          <div className="time-line" data-step key={i}>
            <span className="time-words">{i === 0 ? 'First' : i === 1 ? 'then' : 'at last'}</span>
            <SpanField
              label={label}
              span={after}
              usual={usual?.[i]?.after}
              error={errors.split('\n')[i] || undefined}
              isDisabled={isDisabled}
              onChange={(span, typed) => set(i, { after: span }, typed ? path : undefined)}
            />
            <Select
              label={`${label}: who is told`}
              labelHidden
              items={here ? targets : [...targets, { id: to, label: 'Somebody not in this clinic' }]}
              value={to}
              isDisabled={isDisabled}
              onChange={(id) => set(i, { to: id })}
            />
            {!isDisabled && steps.length > 1 ? (
              <IconButton
                icon="trash"
                size="s"
                look="quiet"
                label={`Remove step ${i + 1}: ${words}`}
                onPress={() =>
                  onChange(
                    name,
                    steps.filter((_, at) => at !== i),
                  )
                }
              />
            ) : (
              <span />
            )}
          </div>
        )
      })}
      {!isDisabled && last && steps.length < mostSteps && (
        <Button
          size="s"
          look="quiet"
          icon="plus"
          onPress={() => onChange(name, [...steps, { after: doubled(last.after), to: unusedIn(steps) }])}
        >
          Another step
        </Button>
      )}
    </section>
  )
})

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** A later step begins twice as late as the one before it. */
const doubled = (span: Span): Span =>
  Object.fromEntries(Object.entries(span).map(([unit, amount]) => [unit, (amount as number) * 2])) as Span

const unusedIn = (steps: readonly EscalationStep[]): string =>
  [ownTeam, 'role:physician', 'role:nurse-practitioner'].find((to) => steps.every((step) => step.to !== to)) ?? ownTeam
