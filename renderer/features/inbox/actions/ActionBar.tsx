import type { TaskRow } from '../../../../shared/contract/views/task.js'
import { Button } from '../../../ui/index.js'
import type { Working } from '../working.js'
import { wordsOf } from './action.js'
import { actions, allowed, start } from './index.js'

export interface ActionBarProps {
  working: Working
  row: TaskRow
  /** The action whose panel is open. */
  open: string | null
}

/** What can be done with the item in view, each with its key; or what an action asks first. */
export function ActionBar({ working, row, open }: ActionBarProps) {
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
        <Button
          key={action.id}
          look={bar.primary ? 'primary' : 'plain'}
          icon={bar.icon}
          keys={action.keys}
          onPress={() => start(action, working)}
        >
          {wordsOf(bar.label ?? action.label, working)}
        </Button>
      ))}
    </footer>
  )
}
