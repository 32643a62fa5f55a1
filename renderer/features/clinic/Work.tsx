import { useState } from 'react'
import type { OutboxItem, SyncView } from '../../../shared/contract/views/session.js'
import { momentForReading, offWords } from '../../../shared/kernel/dates.js'
import { send, toast, toastRefusal, useKeys, useLive, useNow } from '../../data/index.js'
import { Button, EmptyState, Icon, type IconName, Problem, Skeleton } from '../../ui/index.js'
import { Export } from './Export.js'
import { WorkItem } from './WorkItem.js'

const groups: { state: OutboxItem['state']; title: string; about: string; icon: IconName }[] = [
  { state: 'needs-you', title: 'Needs you', about: 'A person must decide before these go on.', icon: 'cloud-alert' },
  { state: 'sending', title: 'Sending', about: 'On their way to the EHR now.', icon: 'cloud-up' },
  { state: 'saved-here', title: 'Saved here', about: 'Safe on this workstation, in line for the EHR.', icon: 'save' },
]

/** Everything entered here that the EHR does not have yet, where it is and what to do about it. */
export function Work() {
  const { data: items, refusal } = useLive('outbox.list', {})
  const { data: sync } = useLive('sync.status', {})
  const now = useNow(15_000)
  const [asking, setAsking] = useState(false)
  const [bundle, setBundle] = useState<{ bundle: string; count: number; words: string } | null>(null)

  const sendNow = async () => {
    setAsking(true)
    const result = await send('sync.now', {})
    setAsking(false)
    if (!result.ok) toastRefusal(result.refusal)
  }
  const keepElsewhere = async () => {
    const result = await send('outbox.export', {})
    if (result.ok) setBundle(result.value)
    else toastRefusal(result.refusal)
  }
  const fix = async (item: OutboxItem, how: OutboxItem['fixes'][number]) => {
    const result = await send('outbox.fix', { item: item.id, fix: how })
    if (!result.ok) return toastRefusal(result.refusal)
    const done = {
      retry: 'Trying again',
      'keep-mine': 'Kept what was entered here',
      'take-theirs': 'Took the EHR’s version',
      'send-anyway': 'Sending it all the same',
      'keep-draft': 'Kept as a draft with its task',
      discard: 'Let go; a copy is among the kept versions',
    }
    toast(`${done[how]}: ${item.title}`)
  }
  const none = items?.length === 0
  useKeys('Where my work is', [
    { keys: 's', label: 'Send now', run: () => void sendNow() },
    { keys: 'x', label: 'Keep a copy of what is unsent', run: () => void keepElsewhere(), when: items && !none },
  ])

  return (
    <section className="clinic-section" aria-labelledby="clinic-work">
      <header className="clinic-head">
        <div>
          <h1 id="clinic-work">Where my work is</h1>
          {sync && <p className="muted num">{summary(sync, now)}</p>}
        </div>
        <div className="clinic-head-actions">
          {!none && items && (
            <Button icon="export" keys="x" onPress={() => void keepElsewhere()}>
              Keep a copy
            </Button>
          )}
          <Button icon="refresh" keys="s" isDisabled={asking} onPress={() => void sendNow()}>
            {asking ? 'Sending' : 'Send now'}
          </Button>
        </div>
      </header>
      {sync?.problem && (
        <Problem
          inline
          title={sync.problem}
          icon={sync.state === 'offline' ? 'cloud-off' : 'alert'}
          safe={
            sync.state === 'offline'
              ? 'Everything entered is kept on this workstation and is sent by itself when the EHR answers.'
              : undefined
          }
        >
          {sync.offlineSince && `Since ${momentForReading(sync.offlineSince, now)}.`}
        </Problem>
      )}
      {sync?.clockMinutesAhead !== undefined && (
        <Problem inline title="This computer’s clock is wrong" icon="clock">
          It is {offWords(sync.clockMinutesAhead)} the EHR’s. Times written here are off by as much until it is set. Set
          the computer’s date and time; nothing has to be started again.
        </Problem>
      )}
      {refusal ? (
        <Problem inline title="This could not be read" safe="Nothing was lost.">
          {refusal.message}
        </Problem>
      ) : !items ? (
        <Skeleton lines={6} label="Loading" />
      ) : none ? (
        <EmptyState icon="cloud-check" title="Everything is in the EHR">
          {sync?.asOf
            ? `Nothing waits on this workstation. What others entered is here as of ${momentForReading(sync.asOf, now)}.`
            : 'Nothing waits on this workstation.'}
        </EmptyState>
      ) : (
        groups.map((group) => {
          const mine = items.filter(({ state }) => state === group.state)
          return (
            mine.length > 0 && (
              <section key={group.state} className="clinic-group" aria-label={group.title}>
                <h2 data-state={group.state}>
                  <Icon name={group.icon} /> {group.title} <span className="faint num">{mine.length}</span>
                  <span className="clinic-group-about">{group.about}</span>
                </h2>
                <ul className="card clinic-items">
                  {mine.map((item) => (
                    <WorkItem
                      key={item.id}
                      item={item}
                      behind={items.find(({ id }) => id === item.behind)}
                      now={now}
                      onFix={fix}
                    />
                  ))}
                </ul>
              </section>
            )
          )
        })
      )}
      {bundle && <Export {...bundle} onClose={() => setBundle(null)} />}
    </section>
  )
}

function summary(sync: SyncView, now: Date): string {
  const parts = [
    sync.needsYou > 0 && `${sync.needsYou} ${sync.needsYou === 1 ? 'needs' : 'need'} you`,
    sync.sending > 0 && `${sync.sending} sending`,
    sync.savedHere > 0 && `${sync.savedHere} saved here`,
  ].filter(Boolean)
  const total = parts.length > 0 ? parts.join(', ') : sync.line
  return sync.asOf ? `${total} · last heard from the EHR ${momentForReading(sync.asOf, now)}` : total
}
