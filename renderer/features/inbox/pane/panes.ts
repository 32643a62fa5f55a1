import type { ComponentType } from 'react'
import type { TaskKind } from '../../../../shared/domain/task/kind.js'
import { About } from './About.js'
import { HeldPane } from './held/HeldPane.js'
import type { PaneProps } from './pane.js'
import { RefillPane } from './RefillPane.js'

/** What stands in the middle for each kind; `About` shows whatever the task has. */
export const panes: Record<TaskKind, ComponentType<PaneProps>> = {
  'result-review': About,
  'unmatched-result': HeldPane,
  'tell-patient': About,
  'patient-message': About,
  'refill-request': RefillPane,
  'sign-note': About,
  'cosign-note': About,
  document: About,
  'loop-overdue': About,
  referral: About,
  'follow-up': About,
  call: About,
  mention: About,
  'front-desk': About,
  'draw-problem': About,
}
