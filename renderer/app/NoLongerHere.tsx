import type { LocalId } from '../../shared/kernel/ids.js'
import { closeChart, go, useLive } from '../data/index.js'
import { Button, EmptyState } from '../ui/index.js'

/** An open chart whose patient the EHR took away: what may have happened, and where what was entered is. */
export function NoLongerHere({ patient }: { patient: LocalId }) {
  const { data: items = [] } = useLive('outbox.list', {})
  const mine = items.filter((item) => item.patient === patient)
  return (
    <EmptyState
      icon="lock"
      title="The EHR no longer shows this patient here"
      actions={
        <>
          {mine.length > 0 && (
            <Button look="primary" icon="cloud-alert" onPress={() => go('clinic', 'work')}>
              Where my work is
            </Button>
          )}
          <Button keys="Mod+W" onPress={() => closeChart(patient)}>
            Close this tab
          </Button>
        </>
      }
    >
      {mine.length > 0 && (
        <p className="strong">
          {mine.length === 1 ? 'A change entered here that has' : `${mine.length} changes entered here that have`} not
          reached the EHR {mine.length === 1 ? 'is' : 'are'} safe on this workstation.
        </p>
      )}
      <p>
        The record may have been merged or removed, or your access to it has ended. Search by name, birth date or MRN to
        find who they are now, or ask whoever looks after access.
      </p>
    </EmptyState>
  )
}
