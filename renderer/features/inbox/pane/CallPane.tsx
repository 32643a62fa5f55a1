import { useLive } from '../../../data/index.js'
import { Icon } from '../../../ui/index.js'
import { About } from './About.js'
import { Facts } from './Facts.js'
import type { PaneProps } from './pane.js'

/** A call, or work of the front desk: how the patient is reached, and what it is about. */
export function CallPane({ task, working, now }: PaneProps) {
  return (
    <>
      {task.patient && <ReachCard patient={task.patient.id} context={task.context} />}
      <About task={task} working={working} now={now} />
      {task.kind === 'call' && task.context.held !== 'held' && (
        <p className="muted">
          <Icon name="cloud-off" /> The chart is not all here: look it up before you answer a clinical question.
        </p>
      )}
    </>
  )
}

/** A number is read and dialled in one piece. */
const inOnePiece = (phone: string | undefined) => phone?.replaceAll(' ', '\u00a0')

/** An address that does not fit is broken where it is read so. */
function Address({ of }: { of: string }) {
  const [name, ...host] = of.split('@')
  return (
    <>
      {name}
      {host.length > 0 && (
        <>
          <wbr />@{host.join('@')}
        </>
      )}
    </>
  )
}

/** The numbers on record, and whom to ask for where the patient does not answer. */
function ReachCard({
  patient,
  context,
}: {
  patient: NonNullable<PaneProps['task']['patient']>['id']
  context: PaneProps['task']['context']
}) {
  const { data } = useLive('patient.demographics', { patient })
  if (data === undefined) return null
  const person = data?.demographics
  const facts = [
    ['Mobile', person?.mobile],
    ['Phone', person?.phone],
    ['Email', person?.email && <Address of={person.email} />],
    ['Language', person?.language],
    [
      'In an emergency',
      [person?.emergencyName, person?.emergencyRelationship, inOnePiece(person?.emergencyPhone)]
        .filter(Boolean)
        .join(', '),
    ],
    [
      'Address',
      [person?.line, person?.city, [person?.state, person?.postalCode].filter(Boolean).join(' ')]
        .filter(Boolean)
        .join(', '),
    ],
    ['Next visit', context.comingUp ?? (context.held === 'held' ? 'none booked' : undefined)],
    ['Last visit', context.lastVisit],
  ] as const
  return (
    <section className="card inbox-card" aria-label="How to reach the patient">
      <Facts
        facts={facts}
        none={person ? 'No number on record.' : 'The patient’s details are not on this workstation.'}
      />
    </section>
  )
}
