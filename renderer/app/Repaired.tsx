import type { RecoveryView } from '../../shared/contract/views/session.js'
import { go, send, toastRefusal, useLive } from '../data/index.js'
import { Button, Notice } from '../ui/index.js'

/** What became of damaged data, until somebody has read it. */
export function Repaired() {
  const recovery = useLive('workstation.recovery', {}).data
  if (!recovery) return null
  const seen = async () => {
    const result = await send('workstation.recovery-seen', {})
    if (!result.ok) toastRefusal(result.refusal)
  }
  const waits = recovery.changes + recovery.notes > 0
  const isWhole = recovery.lostChanges + recovery.lostNotes === 0 && !recovery.unsure
  return (
    <Notice
      tone={isWhole ? 'information' : 'attention'}
      icon="database"
      actions={
        <>
          {waits && (
            <Button size="s" onPress={() => go('clinic', 'work')}>
              Where my work is
            </Button>
          )}
          <Button size="s" onPress={() => void seen()}>
            I have read this
          </Button>
        </>
      }
    >
      {repairWords(recovery)}
    </Notice>
  )
}

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

const listed = (changes: number, notes: number, ofNotes: string): string =>
  [changes > 0 && counted(changes, 'change', 'changes'), notes > 0 && `${ofNotes} ${counted(notes, 'note', 'notes')}`]
    .filter(Boolean)
    .join(' and ')

/** What happened, what is here, what is not, and what follows. */
export function repairWords(recovery: RecoveryView): string {
  const { folder, changes, notes, lostChanges, lostNotes, unsure, refetch } = recovery
  const here = listed(changes, notes, 'the words of')
  const lost = listed(lostChanges, lostNotes, 'part of')
  const isWhole = lost === '' && !unsure
  return [
    folder
      ? 'The data on this computer was damaged and has been repaired.'
      : 'What was saved last was missing from this computer’s data and has been put back.',
    here &&
      (isWhole ? `Everything that is not in the EHR yet is here: ${here}.` : `Not in the EHR yet and here: ${here}.`),
    !here && isWhole && 'Everything entered here is in the EHR.',
    lost && `${lost.charAt(0).toUpperCase()}${lost.slice(1)} could not be read.`,
    unsure && 'It cannot be told whether more was waiting to be sent. Please look over what you entered last.',
    refetch && 'The rest is being fetched from the EHR again.',
    folder && `The damaged data is kept in the folder ${folder}.`,
  ]
    .filter(Boolean)
    .join(' ')
}
