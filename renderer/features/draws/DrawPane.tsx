import { useEffect, useState } from 'react'
import type { DrawRow, DrawView } from '../../../shared/contract/views/draw.js'
import { dateForReading, timeForReading } from '../../../shared/kernel/dates.js'
import { bindPatient, useBinding, useKeys, useLive, useStaff } from '../../data/index.js'
import { Banner, Button, ComboBox, Icon, Notice, Problem, Skeleton } from '../../ui/index.js'
import { Collect } from './Collect.js'
import { Fail, type FailReason } from './Fail.js'
import { HandOver } from './HandOver.js'
import { Identify } from './Identify.js'
import { Labels, labelled } from './Labels.js'
import { printLabels } from './printLabels.js'
import { type Step, type StepName, Steps } from './Steps.js'
import { pendingTubes } from './scan.js'

const sites = ['Left antecubital', 'Right antecubital', 'Left forearm', 'Right forearm', 'Left hand', 'Right hand'].map(
  (site) => ({ id: site, label: site }),
)

/** One patient's draw, from identifying to handing over. */
export function DrawPane({ row, next, onNext }: { row: DrawRow; next: DrawRow | undefined; onNext: () => void }) {
  const patient = row.id
  const { data: view, refusal } = useLive('draw.view', { patient })
  const { data: banner } = useLive('patient.banner', { patient })
  useEffect(() => bindPatient(patient), [patient])
  const { writable, refusal: bindingRefusal } = useBinding(patient)
  const person = banner ?? { ...row.patient, allergyState: 'listed' as const, allergies: [] }
  const orderers = [...new Set(view?.orders.map(({ orderedBy }) => orderedBy))]
  return (
    <article className="draws-pane" aria-label={`Draw: ${row.patient.name}`}>
      <Banner
        person={{ ...person, born: dateForReading(person.birthDate) }}
        facts={[
          ...(row.where ? [{ label: 'Where', value: row.where }] : []),
          ...(orderers.length > 0 ? [{ label: 'Ordered by', value: orderers.join(', ') }] : []),
        ]}
      />
      {bindingRefusal && <Notice tone="attention">Nothing can be recorded now: {bindingRefusal}</Notice>}
      {view && view.warnings.length > 0 && <Warnings warnings={view.warnings} />}
      {refusal ? (
        <Problem title="This draw could not be opened" safe="Nothing was changed.">
          {refusal.message}
        </Problem>
      ) : view === undefined ? (
        <Skeleton lines={6} label="Opening the draw" />
      ) : view === null ? (
        <Problem title="This patient is not held on this workstation" tone="information" icon="info">
          Choose another from the list.
        </Problem>
      ) : (
        <Draw key={patient} view={view} writable={writable} next={next} onNext={onNext} />
      )}
    </article>
  )
}

function Draw({
  view,
  writable,
  next,
  onNext,
}: {
  view: DrawView
  writable: boolean
  next: DrawRow | undefined
  onNext: () => void
}) {
  const staff = useStaff()
  const [labelsAtHand, setLabelsAtHand] = useState<'no' | 'printed' | 'yes'>('no')
  const [site, setSite] = useState('')
  const [failing, setFailing] = useState<FailReason | null>(null)
  const [stopped, setStopped] = useState<FailReason | null>(null)

  const pending = pendingTubes(view.tubes)
  const collected = view.tubes.length - pending.length
  // Whoever draws has asked; a colleague's match is told but not taken over.
  const mine = view.identified !== undefined && view.identified.by === staff?.name
  const labels = labelled(view)
  const allLabelled = pending.length > 0 && labels.length === pending.length
  const labelsDone = allLabelled && (labelsAtHand !== 'no' || collected > 0)
  const step: StepName =
    pending.length === 0 || stopped ? 'hand-over' : !mine ? 'identify' : labelsDone ? 'draw' : 'labels'

  useKeys('Draws', [
    { keys: 'Alt+ArrowRight', label: 'Next patient', run: onNext, when: step === 'hand-over' && next !== undefined },
    {
      keys: 'Mod+P',
      label: 'Print the labels again',
      run: () => void printLabels(view.patient, labels),
      when: step === 'draw',
    },
  ])

  return (
    <>
      {!stopped && <Steps steps={stepsOf(view, step, mine, labelsDone ? labelsAtHand : 'no')} />}
      <div className="draws-work">
        {step === 'identify' && <Identify view={view} writable={writable} myName={staff?.name} />}
        {step === 'labels' && (
          <Labels view={view} writable={writable} onDone={(printed) => setLabelsAtHand(printed ? 'printed' : 'yes')} />
        )}
        {step === 'draw' && <Collect view={view} site={site} writable={writable} />}
        {step === 'hand-over' && <HandOver view={view} stopped={stopped} />}
      </div>
      {step === 'hand-over' ? (
        <footer className="draws-foot" data-row>
          {stopped && pending.length > 0 && (
            <Button
              icon="refresh"
              onPress={() => {
                setStopped(null)
                setLabelsAtHand('no')
              }}
            >
              Try again with this patient
            </Button>
          )}
          {next && (
            <Button look="primary" iconAfter="arrow-right" keys="Alt+ArrowRight" onPress={onNext}>
              Next: {next.patient.name}
            </Button>
          )}
        </footer>
      ) : (
        <footer className="draws-foot" data-failing={failing ? true : undefined}>
          {!failing && (
            <section className="card draws-foot-card" aria-label={step === 'draw' ? 'Collection' : 'Ordered'}>
              <h3>{step === 'draw' ? 'Collection' : 'Ordered'}</h3>
              {step === 'draw' ? (
                <div className="draws-collection">
                  <ComboBox
                    label="Site"
                    items={sites}
                    value={sites.some(({ id }) => id === site) ? site : null}
                    onChange={(id) => id && setSite(id)}
                    inputValue={site}
                    onInput={setSite}
                    allowsOther
                    placeholder="Left antecubital"
                  />
                  <div className="draws-collection-facts">
                    <p>{staff?.name} collects</p>
                    <p className="faint num">{accessionRange(labels.map(({ accession }) => accession))}</p>
                  </div>
                  <Button size="s" icon="print" keys="Mod+P" onPress={() => void printLabels(view.patient, labels)}>
                    Labels again
                  </Button>
                </div>
              ) : (
                <Orders view={view} />
              )}
            </section>
          )}
          <Fail
            view={view}
            reason={failing}
            drawing={step === 'draw'}
            onReason={setFailing}
            onDone={(reason) => {
              setFailing(null)
              setStopped(reason)
            }}
          />
        </footer>
      )}
    </>
  )
}

const worst = ['danger', 'attention', 'information'] as const

/** What to know before the needle, worst first, in one line while it fits. */
function Warnings({ warnings }: { warnings: DrawView['warnings'] }) {
  const sorted = [...warnings].sort((a, b) => worst.indexOf(a.tone) - worst.indexOf(b.tone))
  return (
    <ul className="draws-warnings" aria-label="Know before you draw">
      {sorted.map(({ tone, text }) => (
        <li key={text} data-tone={tone}>
          <Icon name={tone === 'information' ? 'info' : 'alert'} size={15} /> {text}
        </li>
      ))}
    </ul>
  )
}

function Orders({ view }: { view: DrawView }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keyboard
    <ul className="draws-orders" aria-label="Orders" tabIndex={0}>
      {view.orders
        .filter(({ state }) => state !== 'collected')
        .map((order) => (
          <li key={order.id}>
            <span className="strong">{order.name}</span>
            {order.stat && <span className="tone-danger strong"> STAT</span>}
            {order.fasting && <span className="muted">, fasting</span>}
            {order.reason && <span className="faint"> for {order.reason}</span>}
            {order.state === 'on-hold' && <span className="tone-attention"> on hold</span>}
            {order.problem && (
              <span className="tone-attention">
                {' '}
                <Icon name="alert" size={12} /> {order.problem}
              </span>
            )}
          </li>
        ))}
    </ul>
  )
}

function stepsOf(view: DrawView, now: StepName, mine: boolean, labels: 'no' | 'printed' | 'yes'): Step[] {
  const order: StepName[] = ['identify', 'labels', 'draw', 'hand-over']
  const at = order.indexOf(now)
  const collected = view.tubes.filter(({ state }) => state === 'collected').length
  const { identified } = view
  const words: Record<StepName, string> = {
    identify:
      mine && identified ? `Identified: ${listed(identified.with)}, ${timeForReading(identified.at)}` : 'Identify',
    labels: at > 1 ? `Labels ${labels === 'printed' ? 'printed' : 'at hand'}, ${view.tubes.length}` : 'Labels',
    draw: collected > 0 ? `Draw, ${collected} of ${view.tubes.length}` : 'Draw',
    'hand-over': 'Hand over',
  }
  return order.map((id, index) => ({
    id,
    words: words[id],
    state: index < at ? 'done' : index === at ? 'now' : 'later',
  }))
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

const accessionRange = (numbers: readonly string[]): string =>
  numbers.length === 0
    ? ''
    : numbers.length === 1
      ? `Accession ${numbers[0]}, reserved here`
      : `Accession ${numbers[0]} to ${numbers.at(-1)}, reserved here`
