import { useEffect, useRef, useState } from 'react'
import type { OutboxItem, SyncView } from '../../shared/contract/views/session.js'
import { go, send, toastRefusal, useLive } from '../data/index.js'
import { Button, Dialog, Icon, ProgressBar, UnsentMark } from '../ui/index.js'
import './leave.css'

/** How many changes are told one by one. */
const told = 5

const words = {
  quit: {
    leave: 'Quit, it stays safe here',
    go: 'Quit',
    sending: 'Sending; Rounds quits when all of it has arrived',
    after:
      'All of it is safe on this workstation, encrypted, and is sent the next time Rounds runs here. Until then no one else sees it.',
  },
  'sign-out': {
    leave: 'Sign out, it stays safe here',
    go: 'Sign out',
    sending: 'Sending; you are signed out when all of it has arrived',
    after:
      'All of it is safe on this workstation, encrypted. It is sent when somebody signs in here next, under their sign-in; the record itself names you as the one who entered it. Until then no one else sees it.',
  },
}

/** Where all of it needs a person, nothing is promised but that it stays. */
const stays = 'All of it is safe on this workstation, encrypted, and stays until somebody has decided about it.'

/** Waiting does not end by itself where part of it needs a person. */
const sendsTheRest = 'Sending the rest; what needs you stays here'

const total = (sync: SyncView | undefined): number | undefined => sync && sync.savedHere + sync.sending + sync.needsYou

export interface LeaveGuardProps {
  what: 'quit' | 'sign-out'
  /** Known before the list is: how many changes have not left. */
  count: number
  onStay: () => void
  onLeave: () => void
}

/** Before somebody leaves with work that has not: what it is, what becomes of it, and three ways on. */
export function LeaveGuard({ what, count, onStay, onLeave }: LeaveGuardProps) {
  const { data: items = [] } = useLive('outbox.list', {})
  const sync = useLive('sync.status', {}).data
  /** How many there were when waiting began. */
  const [waitingFor, setWaitingFor] = useState<number | null>(null)
  const left = total(sync) ?? count
  const stuck = sync?.needsYou ?? 0
  const reachable = sync?.state === 'online' || sync?.state === 'connecting'
  const waiting = waitingFor !== null && left > stuck && reachable
  const leave = useRef(onLeave)
  leave.current = onLeave
  const isDone = waitingFor !== null && total(sync) === 0
  useEffect(() => {
    if (isDone) leave.current()
  }, [isDone])

  const sendNow = async () => {
    setWaitingFor(left)
    // Nothing that leaves with the person waits to be taken back.
    const freed = await send('deed.send-now', {})
    const result = freed.ok ? await send('sync.now', {}) : freed
    if (result.ok) return
    setWaitingFor(null)
    toastRefusal(result.refusal)
  }
  const look = () => {
    onStay()
    go('clinic', 'work')
  }
  // It all left by itself while the question stood there; every button stays where it was.
  const isAllSent = total(sync) === 0
  const unsent = left === 1 ? '1 change is not in the EHR yet' : `${left} changes are not in the EHR yet`
  return (
    <Dialog
      role="alertdialog"
      title={isAllSent ? 'All of it is in the EHR now' : unsent}
      isOpen
      onClose={onStay}
      width={520}
      actions={
        <>
          <Button look="quiet" onPress={onLeave}>
            {isAllSent ? words[what].go : words[what].leave}
          </Button>
          {left > stuck && (
            <Button icon="cloud-up" isDisabled={waiting || !reachable} onPress={() => void sendNow()}>
              {waiting ? 'Sending' : 'Send now and wait'}
            </Button>
          )}
          <Button look="primary" autoFocus onPress={onStay}>
            Stay
          </Button>
        </>
      }
    >
      {items.length > 0 && <Unsent items={items} />}
      {waiting && waitingFor !== null ? (
        <div className="leave-progress">
          <ProgressBar
            label={stuck > 0 ? sendsTheRest : words[what].sending}
            value={Math.max(0, waitingFor - left)}
            total={waitingFor - stuck}
            note={`${left - stuck} to go`}
          />
        </div>
      ) : (
        <p>{isAllSent ? 'Nothing is left to send.' : left > stuck ? words[what].after : stays}</p>
      )}
      {!reachable && left > stuck && (
        <p className="leave-line muted">
          <Icon name="cloud-off" size={14} /> The EHR cannot be reached now, so waiting would not help.
        </p>
      )}
      {stuck > 0 && (
        <p className="leave-line tone-attention">
          <Icon name="cloud-alert" size={14} />
          <span>
            {left === 1 ? 'It needs' : stuck === 1 ? '1 of them needs' : `${stuck} of them need`} you first; waiting
            does not send {stuck === 1 ? 'it' : 'them'}.{' '}
            <button type="button" className="leave-link" onClick={look}>
              Look at {stuck === 1 ? 'it' : 'them'}
            </button>
          </span>
        </p>
      )}
    </Dialog>
  )
}

/** What needs a person first, then the oldest. */
function Unsent({ items }: { items: readonly OutboxItem[] }) {
  const first = [...items].sort((a, b) => Number(b.state === 'needs-you') - Number(a.state === 'needs-you'))
  const more = items.length - told
  return (
    <ul className="leave-items" aria-label="Not in the EHR yet">
      {first.slice(0, more === 1 ? told + 1 : told).map((item) => (
        <li key={item.id}>
          <span className="leave-item">
            <span className="ellipsis">{item.title}</span>
            {item.patientName && <span className="muted nowrap">{item.patientName}</span>}
          </span>
          <UnsentMark state={item.state} />
        </li>
      ))}
      {more > 1 && <li className="muted">and {more} more</li>}
    </ul>
  )
}
