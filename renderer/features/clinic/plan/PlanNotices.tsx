import type { ReactNode } from 'react'
import type { Refusal } from '../../../../shared/kernel/result.js'
import { go } from '../../../data/index.js'
import { Button, Notice } from '../../../ui/index.js'
import type { PlanView } from './planView.js'

export interface PlanNoticesProps {
  view: PlanView
  /** `rules`, `times`. */
  what: string
  /** What is kept of two versions nobody has decided between: `Both`, `Both sets`. */
  both: string
  /** What a colleague's newer version says otherwise; undefined where none came since the first change. */
  theirs: string | undefined
  takeTheirs: () => void
  /** Undefined where it may not be saved as it is. */
  saveOver: (() => void) | undefined
  problem: Refusal | undefined
  children?: ReactNode
}

/** What stands between a person and their changes of a plan: two versions, a newer one, a refusal. */
export function PlanNotices(props: PlanNoticesProps) {
  const { view, what, both, theirs, takeTheirs, saveOver, problem, children } = props
  return (
    <>
      {view.undecided && (
        <Notice
          tone="attention"
          actions={
            <Button size="s" onPress={() => go('conflicts')}>
              Decide
            </Button>
          }
        >
          {`The ${what} were changed here and elsewhere at the same time. ${both} are kept until you decide.`}
        </Notice>
      )}
      {theirs !== undefined && (
        <Notice
          tone="attention"
          actions={
            <>
              <Button size="s" onPress={takeTheirs}>
                Take theirs
              </Button>
              <Button size="s" isDisabled={!saveOver} onPress={() => saveOver?.()}>
                Save mine over theirs
              </Button>
            </>
          }
        >
          {view.saved?.by ?? 'Somebody'} saved other {what} meanwhile: {theirs}
        </Notice>
      )}
      {children}
      {problem && !(theirs !== undefined && problem.code === 'stale') && (
        <Notice tone="danger" icon="alert">
          {problem.message}
        </Notice>
      )}
    </>
  )
}
