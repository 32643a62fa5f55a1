import type { TaskRow, TaskView } from '../../../../shared/contract/views/task.js'
import { go, useTwoVersions } from '../../../data/index.js'
import { Button, Notice } from '../../../ui/index.js'
import { isOpen } from '../actions/action.js'
import { chartIsHere } from '../actions/here.js'
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

/** Why some of what could be done is not offered yet. */
function NotHere({ row, view }: NoticeProps & { view: TaskView | undefined }) {
  if (!isOpen(row) || !row.patient || !view || chartIsHere(row, view)) return null
  const { name, asNamed } = row.patient
  const where = asNamed
    ? `${name}, as the EHR names them: nothing else of this patient is on this workstation.`
    : view.context.held === 'loading'
      ? 'The chart is on its way from the EHR.'
      : 'The chart is not on this workstation.'
  return (
    <Notice tone="attention" icon="disk">
      {where} You can claim, assign and comment; what changes the chart waits until it is here.
    </Notice>
  )
}

/** What is said above the item before anything else; each says nothing where it does not apply. */
export function Notices({ view, ...props }: NoticeProps & { view: TaskView | undefined }) {
  return (
    <>
      <TwoVersions {...props} />
      <Finished {...props} />
      <NotHere {...props} view={view} />
    </>
  )
}
