import type { TaskRow } from '../../../../shared/contract/views/task.js'
import { go, useTwoVersions } from '../../../data/index.js'
import { Button, Notice } from '../../../ui/index.js'
import { agoWords } from '../when.js'

interface NoticeProps {
  row: TaskRow
  now: Date
}

function TwoVersions({ row }: NoticeProps) {
  const two = useTwoVersions().get(row.id)
  if (!two) return null
  return (
    <Notice
      tone="attention"
      icon="merge"
      actions={
        <Button size="s" onPress={() => go('conflicts', two.item)}>
          Compare
        </Button>
      }
    >
      Two versions of this task: it was changed here and in the EHR.
    </Notice>
  )
}

function Finished({ row, now }: NoticeProps) {
  if (row.status === 'cancelled') return <Notice icon="ban">Cancelled: nothing is left to do.</Notice>
  if (row.status !== 'done') return null
  return (
    <Notice icon="checked">
      Done {row.doneAt ? agoWords(row.doneAt, now) : ''} {row.doneBy && `by ${row.doneBy}`}
    </Notice>
  )
}

/** What is said above the item before anything else; each says nothing where it does not apply. */
export function Notices(props: NoticeProps) {
  return (
    <>
      <TwoVersions {...props} />
      <Finished {...props} />
    </>
  )
}
