import type { ComponentType } from 'react'
import type { TaskKind } from '../../../../shared/domain/task/kind.js'
import { About } from './About.js'
import { CallPane } from './CallPane.js'
import { DocumentPane } from './DocumentPane.js'
import { HeldPane } from './held/HeldPane.js'
import { MentionPane } from './MentionPane.js'
import { NotePane } from './NotePane.js'
import { OrderPane } from './OrderPane.js'
import type { PaneProps } from './pane.js'
import { RefillPane } from './RefillPane.js'
import { ResultPane } from './ResultPane.js'

/** What stands in the middle for each kind; `About` shows whatever the task has. */
export const panes: Record<TaskKind, ComponentType<PaneProps>> = {
  'result-review': ResultPane,
  'unmatched-result': HeldPane,
  'tell-patient': ResultPane,
  'co-review': About,
  'patient-message': About,
  'refill-request': RefillPane,
  'sign-note': NotePane,
  'cosign-note': NotePane,
  document: DocumentPane,
  'loop-overdue': OrderPane,
  referral: OrderPane,
  'follow-up': OrderPane,
  call: CallPane,
  mention: MentionPane,
  'front-desk': CallPane,
  'draw-problem': OrderPane,
}
