import type { ReactNode } from 'react'
import { Button } from '../../../ui/index.js'

export interface PlanBarProps {
  /** `rules`, `times`. */
  what: string
  /** Since when it holds, and who saved it. */
  standing: ReactNode
  changed: boolean
  mayChange: boolean
  /** Undefined where there is nothing to undo, or nothing that may be saved. */
  undo: (() => void) | undefined
  save: (() => void) | undefined
  /** What can be done with it besides: at the front, and between undo and save. */
  first?: ReactNode
  children?: ReactNode
}

/** How a plan of the clinic stands, and what can be done with it. */
export const PlanBar = ({ what, standing, changed, mayChange, undo, save, first, children }: PlanBarProps) => (
  <div className="clinic-bar">
    <p className="muted">
      {standing}
      {changed && <strong> Not saved yet.</strong>}
    </p>
    {mayChange ? (
      <div className="clinic-head-actions">
        {first}
        <Button icon="undo" keys="Z" isDisabled={!undo} onPress={() => undo?.()}>
          Undo
        </Button>
        {children}
        <Button look="primary" icon="save" keys="Mod+Enter" isDisabled={!save} onPress={() => save?.()}>
          Save
        </Button>
      </div>
    ) : (
      <p className="muted">{`Physicians and nurse practitioners change these ${what}.`}</p>
    )}
  </div>
)
