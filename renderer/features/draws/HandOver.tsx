import type { DrawTube, DrawView } from '../../../shared/contract/views/draw.js'
import { timeForReading } from '../../../shared/kernel/dates.js'
import { type Column, Icon, Problem, Table, Tag } from '../../ui/index.js'
import { type FailReason, failReasons } from './Fail.js'

const columns: Column<DrawTube>[] = [
  {
    id: 'tube',
    header: 'Tube',
    width: 'minmax(120px, 1fr)',
    render: (tube) => (
      <span className="strong">
        {tube.position} {tube.colour}
      </span>
    ),
  },
  { id: 'tests', header: 'Tests', width: 'minmax(140px, 2fr)', render: (tube) => tube.tests.join(', ') },
  {
    id: 'accession',
    header: 'Accession',
    width: '112px',
    render: (tube) => <span className="num">{tube.accession}</span>,
  },
  {
    id: 'at',
    header: 'Collected',
    width: '70px',
    render: (tube) => <span className="num">{tube.collectedAt && timeForReading(tube.collectedAt)}</span>,
  },
  {
    id: 'by',
    header: 'By',
    width: 'minmax(90px, 1fr)',
    render: (tube) => <span className="muted">{tube.collector}</span>,
  },
  {
    id: 'handling',
    header: 'Before it leaves',
    width: 'minmax(120px, 1fr)',
    render: (tube) => <span className="muted">{tube.handling}</span>,
  },
]

const whereWords = {
  'saved-here': { tone: 'plain', icon: 'save', text: 'Saved here, not sent yet' },
  sending: { tone: 'plain', icon: 'cloud-up', text: 'Sending' },
  'needs-you': { tone: 'danger', icon: 'cloud-alert', text: 'Needs you: see Clinic, where my work is' },
} as const

/** What was drawn, ready to hand to the laboratory; or why it stopped. */
export function HandOver({ view, stopped }: { view: DrawView; stopped: FailReason | null }) {
  const collected = view.tubes.filter(({ state }) => state === 'collected')
  const left = view.tubes.length - collected.length
  const onHold = view.orders.filter(({ state }) => state === 'on-hold')
  const where = view.unsent ? whereWords[view.unsent] : undefined
  const why = failReasons.find(({ id }) => id === stopped)
  const drawn = `${collected.length} ${collected.length === 1 ? 'tube' : 'tubes'} recorded`
  return (
    <div className="draws-hand-over">
      {why && (
        <Problem
          inline
          icon="hand"
          title={`${why.label}: ${left} ${left === 1 ? 'tube' : 'tubes'} not drawn`}
          safe={collected.length > 0 ? `${drawn}; what is drawn stays.` : undefined}
        >
          {orderedBy(view)} is told. {why.after}
        </Problem>
      )}
      {collected.length > 0 && (
        <section className="card" aria-label="Collected">
          <header className="draws-hand-head">
            <h2>{drawn}</h2>
            {where ? (
              <Tag tone={where.tone} icon={where.icon}>
                {where.text}
              </Tag>
            ) : (
              <Tag tone="good" icon="cloud-check">
                In the EHR
              </Tag>
            )}
          </header>
          <Table label="Tubes collected" columns={columns} rows={collected} estimate={40} />
        </section>
      )}
      {onHold.length > 0 && (
        <p className="tone-attention">
          <Icon name="hand" size={14} /> On hold:{' '}
          {onHold.map(({ name, problem }) => (problem ? `${name} (${problem})` : name)).join(', ')}
        </p>
      )}
      {collected.length > 0 && (
        <p className="faint">
          A collection is not undone here: its labelled tube is on its way. If one is wrong, tell the laboratory and
          order it again.
        </p>
      )}
    </div>
  )
}

const orderedBy = (view: DrawView): string =>
  [...new Set(view.orders.map((order) => order.orderedBy))].join(' and ') || 'The care team'
