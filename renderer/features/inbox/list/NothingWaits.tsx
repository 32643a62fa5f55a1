import { Button, EmptyState } from '../../../ui/index.js'
import { countWords } from '../when.js'
import type { Working } from '../working.js'
import { boxWords } from './boxWords.js'

const why: Partial<Record<Working['box'], string>> = {
  mine: 'Results, messages, refills and notes to sign come here the moment they arrive.',
  watching: 'What you watch, or have asked of others, stands here until it is done.',
  snoozed: 'What is put away stands here, and comes back at its time or when there is news.',
}

/** A box without anything in it. */
export function NothingWaits({ working: { box, show }, team }: { working: Working; team: number }) {
  const { icon, empty } = boxWords[box]
  return (
    <EmptyState
      icon={box === 'mine' ? 'checked' : icon}
      title={empty}
      actions={
        box === 'mine' &&
        team > 0 && (
          <Button keys="2" onPress={() => show('team')}>
            {`Look at the team’s ${countWords(team)}`}
          </Button>
        )
      }
    >
      {why[box]}
    </EmptyState>
  )
}
