import type { OrderView } from '../../../../shared/contract/views/work/kinds.js'
import { dateForReading, localDate } from '../../../../shared/kernel/dates.js'
import type { Instant } from '../../../../shared/kernel/ids.js'
import { useLive } from '../../../data/index.js'
import { Icon, LoopStrip, Notice, Skeleton, Tag } from '../../../ui/index.js'
import { About } from './About.js'
import { Facts } from './Facts.js'
import { notHere } from './notHere.js'
import type { PaneProps } from './pane.js'

const kindWords: Record<OrderView['kind'], string> = {
  laboratory: 'Laboratory test',
  imaging: 'Imaging',
  referral: 'Referral',
  procedure: 'Procedure',
}
const day = (at: Instant | undefined): string | undefined => at && dateForReading(localDate(new Date(at)))

/** What was ordered or where the patient was sent, and what came of it. */
export function OrderPane({ task, working, now }: PaneProps) {
  const { data: order } = useLive(
    'order.view',
    task.patient && task.orderId ? { patient: task.patient.id, order: task.orderId } : null,
  )
  const { data: loop } = useLive(
    'loop.view',
    task.patient && task.orderId ? { patient: task.patient.id, loop: task.orderId } : null,
  )
  return (
    <>
      {task.orderId && order === undefined && <Skeleton lines={3} label="Loading the order" />}
      {order && <OrderCard order={order} now={now} />}
      {loop && (
        <section className="card inbox-card" aria-label="This loop">
          <LoopStrip label={`How far ${loop.name} has come`} stations={loop.stations} now={now} />
        </section>
      )}
      {!task.orderId && task.kind !== 'follow-up' && task.patient && task.context.held !== 'held' && (
        <Notice icon="cloud-off">{notHere('order', task.context.held)}</Notice>
      )}
      <About task={task} working={working} now={now} />
    </>
  )
}

function OrderCard({ order, now }: { order: OrderView; now: Date }) {
  const late = (order.expected ?? order.due ?? '') < now.toISOString()
  const facts = [
    ['Kind', kindWords[order.kind]],
    [
      order.kind === 'referral' ? 'Sent' : 'Ordered',
      [day(order.orderedAt), order.orderedBy].filter(Boolean).join(', '),
    ],
    ['To be done', day(order.due)],
    ['Answer awaited until', day(order.expected)],
    ['For', order.reason],
  ] as const
  return (
    <section className="card inbox-card" aria-label="Order">
      <header className="inbox-card-head">
        <Icon name={order.kind === 'referral' ? 'send' : 'result'} size={18} />
        <h2>{order.text}</h2>
        {order.stat && (
          <Tag tone="danger" icon="important">
            STAT
          </Tag>
        )}
        {order.open && order.reports.length === 0 && late && (
          <Tag tone="attention" icon="wait">
            no answer
          </Tag>
        )}
        {!order.open && <Tag>ended</Tag>}
      </header>
      <Facts facts={facts} />
      {order.reports.length > 0 ? (
        <Notice icon="result">
          Came back:{' '}
          {order.reports.map(({ name, at, status }) => [name, day(at), status].filter(Boolean).join(', ')).join('; ')}.
        </Notice>
      ) : (
        order.open && <p className="muted">Nothing has come back as far as this workstation knows.</p>
      )}
      {order.ended && <Notice icon="ban">{order.ended}</Notice>}
      {order.said.length > 0 && (
        <ul className="inbox-said" aria-label="Said about it">
          {order.said.map(({ at, who, words }) => (
            <li key={`${at} ${words}`}>
              <span className="faint num">{day(at)}</span> {who && <span className="muted">{who}:</span>} {words}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
