import { Icon } from '../../ui/index.js'

export type StepName = 'identify' | 'labels' | 'draw' | 'hand-over'

export interface Step {
  id: StepName
  /** What it says: `Identify`, and once done `Identified: name and birth date, 10:44`. */
  words: string
  state: 'done' | 'now' | 'later'
}

/** Where the draw is, in words. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="draws-steps" aria-label="Steps of the draw">
      {steps.map((step, index) => (
        <li key={step.id} data-state={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <span className="draws-step-mark num">
            {step.state === 'done' ? <Icon name="check" size={14} label="Done" /> : index + 1}
          </span>
          <span>{step.words}</span>
        </li>
      ))}
    </ol>
  )
}
