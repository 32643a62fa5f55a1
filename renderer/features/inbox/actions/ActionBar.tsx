import { memo, useCallback, useRef } from 'react'
import type { TaskRow } from '../../../../shared/contract/views/task.js'
import { Button } from '../../../ui/index.js'
import type { Working } from '../working.js'
import { type Action, wordsOf } from './action.js'
import { actions, allowed, start } from './index.js'

export interface ActionBarProps {
  working: Working
  row: TaskRow
  /** The action whose panel is open. */
  open: string | null
}

/** What can be done with the item in view, each with its key; or what an action asks first. */
export function ActionBar({ working, row, open }: ActionBarProps) {
  const latest = useRef(working)
  latest.current = working
  const press = useCallback((action: Action) => start(action, latest.current), [])
  // Once it asks it stays, whatever becomes of the item meanwhile: what was typed is not lost, and a refusal says why.
  const asking = actions.find((action) => action.id === open)
  if (asking?.panel) {
    const about = working.chosen.size > 0 ? 'the chosen' : row.id
    return <asking.panel key={about} working={working} row={row} close={() => working.open(null)} />
  }
  const shown = actions
    .flatMap((action) => (action.bar && allowed(action, working) ? [{ action, bar: action.bar }] : []))
    .sort((a, b) => a.bar.at - b.bar.at)
  return (
    <footer className="inbox-actions">
      {shown.map(({ action, bar }) => (
        <ActionButton
          key={action.id}
          action={action}
          words={wordsOf(bar.label ?? action.label, working)}
          press={press}
        />
      ))}
    </footer>
  )
}

/** Drawn anew only where its words change: every live answer draws the bar. */
const ActionButton = memo(function ActionButton({
  action,
  words,
  press,
}: {
  action: Action
  words: string
  press: (action: Action) => void
}) {
  return (
    <Button
      look={action.bar?.primary ? 'primary' : 'plain'}
      icon={action.bar?.icon}
      keys={action.keys}
      onPress={() => press(action)}
    >
      {words}
    </Button>
  )
})
