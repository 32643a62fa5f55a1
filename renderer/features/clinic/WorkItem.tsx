import { useState } from 'react'
import type { OutboxItem } from '../../../shared/contract/views/session.js'
import { agoForReading, timeForReading } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { Button, Dialog } from '../../ui/index.js'

/** What a way out says on its button. Without another version, taking the EHR's means dropping this change. */
const fixWords = (item: OutboxItem, how: OutboxItem['fixes'][number]): string => {
  if (how === 'retry') return 'Try again'
  if (how === 'keep-mine') return 'Keep what I entered'
  return item.differences?.length ? 'Take the EHR’s' : 'Drop what I entered'
}

/** One change: what it is, whose, how long it waits and why; where two versions differ, both of them. */
export function WorkItem({
  item,
  now,
  onFix,
  onOpenChart,
}: {
  item: OutboxItem
  now: Date
  onFix: (item: OutboxItem, how: OutboxItem['fixes'][number]) => Promise<void>
  onOpenChart: (patient: LocalId) => void
}) {
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState(false)
  const { patient, differences = [] } = item
  const fix = async (how: OutboxItem['fixes'][number]) => {
    setAsking(false)
    setBusy(true)
    await onFix(item, how)
    setBusy(false)
  }
  const ago = agoForReading(item.since, now)
  return (
    <li className="clinic-item">
      <div className="clinic-item-head">
        <p>
          <span className="strong">{item.title}</span>
          {item.patientName && (
            <>
              {' '}
              {patient ? (
                <button type="button" className="clinic-link" onClick={() => onOpenChart(patient)}>
                  {item.patientName}
                </button>
              ) : (
                <span className="muted">{item.patientName}</span>
              )}
            </>
          )}
        </p>
        <span className="faint num nowrap" title={timeForReading(item.since)}>
          {ago === 'now' ? 'just now' : `since ${/ (min|h)$/.test(ago) ? timeForReading(item.since) : ago}`}
        </span>
      </div>
      {item.reason && <p className={item.state === 'needs-you' ? 'tone-attention' : 'muted'}>{item.reason}</p>}
      {differences.length > 0 && (
        <table className="clinic-differences" aria-label={`Two versions of ${item.title}`}>
          <thead>
            <tr>
              <td />
              <th scope="col">Entered here</th>
              <th scope="col">In the EHR now</th>
            </tr>
          </thead>
          <tbody>
            {differences.map((difference) => (
              <tr key={difference.field}>
                <th scope="row">{difference.field}</th>
                <td className="selectable">{difference.mine || <span className="faint">nothing</span>}</td>
                <td className="selectable">{difference.theirs || <span className="faint">nothing</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {item.fixes.length > 0 && (
        <div className="clinic-item-fixes">
          {item.fixes.map((how) => (
            <Button
              key={how}
              size="s"
              icon={how === 'retry' ? 'refresh' : undefined}
              isDisabled={busy}
              onPress={() => (how === 'take-theirs' ? setAsking(true) : void fix(how))}
              aria-label={`${fixWords(item, how)}: ${item.title}${item.patientName ? `, ${item.patientName}` : ''}`}
            >
              {fixWords(item, how)}
            </Button>
          ))}
        </div>
      )}
      <Dialog
        title={`${fixWords(item, 'take-theirs')}${item.patientName ? ` for ${item.patientName}` : ''}?`}
        role="alertdialog"
        isOpen={asking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button look="danger" onPress={() => void fix('take-theirs')}>
              {fixWords(item, 'take-theirs')}
            </Button>
            <Button autoFocus keys="Escape" onPress={() => setAsking(false)}>
              Leave it as it is
            </Button>
          </>
        }
      >
        <p>
          “{item.title}” as entered here will not reach the EHR and is no longer shown. A copy stays in this
          workstation’s store.
        </p>
      </Dialog>
    </li>
  )
}
