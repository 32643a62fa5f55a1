import { useEffect } from 'react'
import type { MedicationCheck } from '../../../../shared/contract/views/terminology.js'
import type { RefillView } from '../../../../shared/contract/views/work/refill.js'
import { amountWords, refillWords } from '../../../../shared/domain/medicine/supply.js'
import { may } from '../../../../shared/domain/role.js'
import { dateForReading, localDate } from '../../../../shared/kernel/dates.js'
import type { Instant } from '../../../../shared/kernel/ids.js'
import { useLive } from '../../../data/index.js'
import { Button, Icon, Notice, Problem, Skeleton, Tag } from '../../../ui/index.js'
import { isFree } from '../actions/action.js'
import { RefillDecision } from '../refill/RefillDecision.js'
import { noteShown } from '../result/shown.js'
import { WordsCard } from './Cards.js'
import { Facts } from './Facts.js'
import { notHere } from './notHere.js'
import type { PaneProps } from './pane.js'
import { Thread } from './Thread.js'

const day = (at: Instant | undefined): string | undefined => at && dateForReading(localDate(new Date(at)))

/** A request for a refill: what was prescribed, what stands against it, and the decision. */
export function RefillPane({ task, working, now }: PaneProps) {
  const { data: view, refusal } = useLive('refill.view', { task: task.id })
  useEffect(() => {
    if (view) noteShown(task.id, view.seen)
  }, [view, task.id])
  const check = useLive(
    'medication.check',
    task.patient && view?.of
      ? { patient: task.patient.id, text: view.of.text, ingredients: [], except: [view.of.id] }
      : null,
  ).data
  if (refusal) {
    return (
      <Problem inline title="The prescription could not be read">
        {refusal.message}
      </Problem>
    )
  }
  if (!view) return <Skeleton lines={4} label="Loading the prescription" />
  const warned =
    (view.of !== undefined && view.of.status !== 'active') ||
    Boolean(check?.allergies.some(({ weight }) => weight === 'avoid'))
  const decides = isFree(task) && working.staff && may(working.staff.role, 'order.write')
  return (
    <>
      <PrescriptionCard view={view} check={check ?? undefined} held={task.context.held} forWhat={task.medicine?.for} />
      {task.messages.length > 0 ? (
        <Thread task={task} now={now} replyRef={working.field('reply')} />
      ) : (
        <WordsCard task={task} />
      )}
      {decides && <RefillDecision task={task} view={view} working={working} warned={warned} />}
      {isFree(task) && !decides && (
        <p className="muted">
          A clinician approves or denies it.{' '}
          <Button look="quiet" keys="a" onPress={() => working.start('assign')}>
            Hand it over
          </Button>
        </p>
      )}
    </>
  )
}

function PrescriptionCard({
  view: { of, newer, earlier },
  check,
  held,
  forWhat,
}: {
  view: RefillView
  check: MedicationCheck | undefined
  held: 'held' | 'loading' | 'not-held'
  forWhat: string | undefined
}) {
  if (!of) {
    return (
      <Notice tone="attention">
        {notHere(
          'prescription',
          held,
          'The EHR does not say which prescription is meant. Prescribe it in a note and come back to it here, or deny it.',
        )}
      </Notice>
    )
  }
  const supply = [
    of.quantity !== undefined && amountWords(of.quantity, of.quantityUnit),
    of.refills !== undefined && refillWords(of.refills),
  ].filter(Boolean)
  const facts = [
    ['Directions', of.sig],
    ['Supply', supply.join(', ')],
    ['Lasts until about', of.status === 'active' ? day(of.until) : undefined],
    ['Prescribed', [day(of.since), of.prescriber].filter(Boolean).join(', ')],
    ['For', forWhat],
  ] as const
  return (
    <section className="card inbox-card" aria-label="Prescription">
      <header className="inbox-card-head">
        <Icon name="medicine" size={18} />
        <h2>{of.text}</h2>
        {of.status !== 'active' && (
          <Tag tone="attention">
            {of.status === 'on-hold' ? 'on hold' : of.status === 'stopped' ? 'stopped' : 'ended'}
          </Tag>
        )}
      </header>
      <Facts facts={facts} />
      <Warnings of={of} newer={newer} check={check} />
      {earlier.length > 0 && (
        <ul className="inbox-said" aria-label="Asked before">
          {earlier.map(({ at, who, words }) => (
            <li key={at}>
              <span className="faint num">{day(at)}</span> <span className="muted">{who}:</span> {words}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** What bears on giving it again; the gravest first. */
function Warnings({
  of,
  newer,
  check,
}: {
  of: NonNullable<RefillView['of']>
  newer: RefillView['newer']
  check: MedicationCheck | undefined
}) {
  const allergies = check?.allergies ?? []
  return (
    <div className="inbox-warnings">
      {allergies.map((allergy) => (
        <Notice key={allergy.id} tone={allergy.weight === 'avoid' ? 'danger' : 'attention'} icon="alert">
          {allergy.why}
        </Notice>
      ))}
      {newer && (
        <Notice tone="attention">
          Prescribed anew already{newer.since && ` on ${day(newer.since)}`}
          {newer.prescriber && ` by ${newer.prescriber}`}: {[newer.text, newer.sig].filter(Boolean).join(', ')}.
        </Notice>
      )}
      {of.status !== 'active' && !newer && (
        <Notice tone="attention">
          Not taken now{of.statusWords && `: ${of.statusWords}`}. To begin it again, say why below.
        </Notice>
      )}
      {of.earlyBy !== undefined && of.until && (
        <Notice tone="attention" icon="clock">
          Asked early: what was prescribed lasts until about {day(of.until)}, {of.earlyBy} days from now.
        </Notice>
      )}
      {of.decidedEachTime && (
        <Notice icon="info">How much of this is given is decided each time, so nothing is filled in.</Notice>
      )}
      {check?.duplicates.map((duplicate) => (
        <Notice key={duplicate.id} tone="attention">
          {duplicate.medicine} is taken as well: {duplicate.shared}.
        </Notice>
      ))}
      {check && check.unknownAllergies.length > 0 && (
        <Notice icon="alert">Read these allergies yourself: {check.unknownAllergies.join(', ')}.</Notice>
      )}
      {check && check.checked !== 'chart' && (
        <Notice icon="cloud-off">
          Not all of the chart is here: allergies or medicines may be missing from this check.
        </Notice>
      )}
    </div>
  )
}
