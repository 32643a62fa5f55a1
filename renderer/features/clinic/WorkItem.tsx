import { useState } from 'react'
import type { Fix, OutboxItem } from '../../../shared/contract/views/session.js'
import { agoForReading, timeForReading } from '../../../shared/kernel/dates.js'
import { go, openChart } from '../../data/index.js'
import { Button, Dialog } from '../../ui/index.js'
import { Differences } from './Differences.js'

/** What a way out says on its button. Without another version, taking the EHR's means dropping this change. */
const fixWords = (item: OutboxItem, how: Fix): string => {
  if (how === 'retry') return 'Try again'
  if (how === 'keep-mine') return 'Keep what I entered'
  if (how === 'send-anyway') return 'Send it all the same'
  if (how === 'keep-draft') return 'Keep it as a draft'
  if (how === 'discard') return 'Let it go'
  return item.differences?.length ? 'Take the EHR’s' : 'Drop it, keep a copy'
}

/** What is asked about before it is done. */
type Asked = 'take-theirs' | 'send-anyway' | 'discard'
const isAsked = (how: Fix): how is Asked => how === 'take-theirs' || how === 'send-anyway' || how === 'discard'

function questionOf({ differences, patientName }: OutboxItem, how: Asked): string {
  const whose = patientName ? ` for ${patientName}` : ''
  if (how === 'send-anyway') return `Send it all the same${whose}?`
  if (how === 'discard') return `Let it go${whose}?`
  return `${differences?.length ? 'Take the EHR’s version' : 'Drop this change'}${whose}?`
}

interface WorkItemProps {
  item: OutboxItem
  /** The item it cannot leave before. */
  behind: OutboxItem | undefined
  now: Date
  onFix: (item: OutboxItem, how: Fix) => Promise<void>
}

/** One change: what it is, whose, how long it waits and why; what can be done about it. */
export function WorkItem({ item, behind, now, onFix }: WorkItemProps) {
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState<Asked | null>(null)
  const { patient, patientName, note, differences = [] } = item
  const fix = async (how: Fix) => {
    setAsking(null)
    setBusy(true)
    await onFix(item, how)
    setBusy(false)
  }
  const open = () => {
    if (patient && note) openChart(patient, note)
    else if (patient) openChart(patient)
  }
  const jump = () => {
    if (!behind) return
    const there = document.getElementById(`work-${behind.id}`)
    there?.scrollIntoView({ block: 'center' })
    there?.focus()
  }
  const ago = agoForReading(item.since, now)
  const about = `${item.title}${patientName ? `, ${patientName}` : ''}`
  return (
    <li className="clinic-item" id={`work-${item.id}`} tabIndex={-1}>
      <div className="clinic-item-head">
        <p>
          <span className="strong">{item.title}</span>{' '}
          {patientName && patient ? (
            <button type="button" className="clinic-link" onClick={() => openChart(patient)}>
              {patientName}
            </button>
          ) : (
            <span className="muted">{patientName ?? (patient && 'for a patient the EHR no longer shows')}</span>
          )}
        </p>
        <span className="faint num nowrap" title={timeForReading(item.since)}>
          {ago === 'now' ? 'just now' : `since ${/ (min|h)$/.test(ago) ? timeForReading(item.since) : ago}`}
        </span>
      </div>
      {item.reason && <p className={item.state === 'needs-you' ? 'tone-attention' : 'muted'}>{item.reason}</p>}
      {item.advice && <p className="muted">{item.advice}</p>}
      {(item.nextTry || item.by) && (
        <p className="faint num">
          {[item.nextTry && `Next try at ${timeForReading(item.nextTry, true)}`, item.by && `Entered by ${item.by}`]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {differences.length > 0 && <Differences title={item.title} differences={differences} />}
      {item.said && (
        <details className="clinic-said">
          <summary>What the EHR said</summary>
          <p className="selectable">{item.said}</p>
        </details>
      )}
      {(item.state === 'needs-you' || behind) && (
        <div className="clinic-item-fixes">
          {item.twoVersions && (
            <Button
              size="s"
              icon="merge"
              look="primary"
              onPress={() => go('conflicts', item.twoVersions)}
              aria-label={`Compare and decide: ${about}`}
            >
              Compare and decide
            </Button>
          )}
          {behind && (
            <Button size="s" icon="corner-down" onPress={jump} aria-label={`Go to what it waits for: ${behind.title}`}>
              Go to what it waits for
            </Button>
          )}
          {item.state === 'needs-you' && patient && patientName && (
            <Button size="s" icon={note ? 'note' : 'edit'} onPress={open} aria-label={`Open and correct: ${about}`}>
              {note ? 'Open the note' : 'Open the chart'}
            </Button>
          )}
          {item.fixes.map((how) => (
            <Button
              key={how}
              size="s"
              icon={how === 'retry' ? 'refresh' : undefined}
              isDisabled={busy}
              onPress={() => (isAsked(how) ? setAsking(how) : void fix(how))}
              aria-label={`${fixWords(item, how)}: ${about}`}
            >
              {fixWords(item, how)}
            </Button>
          ))}
        </div>
      )}
      <Dialog
        title={asking ? questionOf(item, asking) : ''}
        role="alertdialog"
        isOpen={asking !== null}
        onClose={() => setAsking(null)}
        actions={
          <>
            <Button look="danger" onPress={() => asking && void fix(asking)}>
              {asking && fixWords(item, asking)}
            </Button>
            <Button autoFocus keys="Escape" onPress={() => setAsking(null)}>
              Leave it as it is
            </Button>
          </>
        }
      >
        {asking === 'send-anyway' ? (
          <p>
            “{item.title}” leaves although a colleague had the task it was done under. Look first at what they did: the
            patient may get two answers, or an order twice.
          </p>
        ) : (
          <p>
            “{item.title}” as entered here will not reach the EHR and is no longer shown. A copy stays on this
            workstation, under Kept versions.
          </p>
        )}
      </Dialog>
    </li>
  )
}
