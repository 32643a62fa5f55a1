import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { HeldBecause, HeldChart, HoldingsView } from '../../../shared/contract/views/session.js'
import { fold } from '../../../shared/domain/fold.js'
import { keepHere, openChart, send, toast, toastRefusal, useKeys, useLive, useServerNow } from '../../data/index.js'
import { AsOf, Button, EmptyState, Icon, Notice, Problem, SearchField, Skeleton, Table } from '../../ui/index.js'
import { bytesWords } from './bytes.js'
import { chartColumns, groupOf, groupsOf } from './heldCharts.js'

/** What is on this workstation's disk, and why each chart is. */
export function Holdings() {
  const { data, refusal } = useLive('workstation.holdings', {})
  return (
    <section className="clinic-section" data-fills aria-labelledby="clinic-holdings">
      <header className="clinic-head">
        <div>
          <h1 id="clinic-holdings">What this workstation holds</h1>
          <p className="muted">
            Everyone’s demographics for finding them, the clinic’s shared work, and whole charts only of those it needs.
            Everything on the disk is encrypted.
          </p>
        </div>
      </header>
      {refusal ? (
        <Problem inline title="This could not be read">
          {refusal.message}
        </Problem>
      ) : !data ? (
        <Skeleton lines={6} label="Loading" />
      ) : (
        <>
          <Totals held={data} />
          <Charts held={data} />
        </>
      )}
    </section>
  )
}

const count = (n: number) => n.toLocaleString('en-GB')

function Totals({ held }: { held: HoldingsView }) {
  const now = useServerNow()
  const elsewhere = Math.max(0, held.patients - held.charts.length)
  return (
    <>
      <dl className="clinic-totals">
        <div className="card">
          <dt>Patients, demographics</dt>
          <dd className="num">{count(held.patients)}</dd>
        </div>
        <div className="card">
          <dt>Whole charts</dt>
          <dd className="num">
            {count(held.charts.length)}{' '}
            <small>
              {held.charts.length > held.most.charts
                ? `usually ${count(held.most.charts)} at most`
                : `of at most ${count(held.most.charts)}`}
            </small>
          </dd>
        </div>
        <div className="card">
          <dt>On disk, encrypted</dt>
          <dd className="num">
            {bytesWords(held.bytes)} {held.free !== undefined && <small>{bytesWords(held.free)} free</small>}
          </dd>
        </div>
        <div className="card">
          <dt>Complete as of</dt>
          <dd className="num">{held.asOf ? <AsOf at={held.asOf} now={now} /> : 'not yet'}</dd>
        </div>
      </dl>
      <dl className="clinic-held-words">
        <div>
          <dt>Shared work</dt>
          <dd className="num">
            {held.kinds
              .filter(({ count: n }) => n > 0)
              .map(({ kind, count: n }) => `${count(n)} ${kind}`)
              .join(', ')}
          </dd>
        </div>
        <div>
          <dt>Not here</dt>
          <dd>
            The whole charts of {elsewhere === 1 ? '1 other patient' : `${count(elsewhere)} other patients`}. They come
            when opened, as long as the EHR can be reached. When it cannot, only name, birth date, MRN and shared work
            are here: pin a chart beforehand to have it.
          </dd>
        </div>
      </dl>
      {held.beyond > 0 && (
        <Notice icon="disk">
          {held.beyond === 1 ? '1 more chart has' : `${count(held.beyond)} more charts have`} a reason to be here and no
          room. The least pressing stay in the EHR until opened.
        </Notice>
      )}
    </>
  )
}

function Charts({ held }: { held: HoldingsView }) {
  const now = useServerNow()
  const [text, setText] = useState('')
  const [wanted, setGroup] = useState<HeldBecause | null>(null)
  const [selected, setSelected] = useState<string | null>(null)
  const search = useRef<HTMLInputElement>(null)
  const words = useDeferredValue(text)
  const groups = useMemo(() => groupsOf(held), [held])
  // The last of a reason may leave while only that reason is shown.
  const group = groups.some(({ why }) => why === wanted) ? wanted : null
  const rows = useMemo(() => {
    const typed = fold(words).split(/\s+/).filter(Boolean)
    return groups
      .flatMap(({ charts }) => charts)
      .filter((chart) => group === null || groupOf(chart) === group)
      .filter((chart) => {
        const all = fold([chart.name, chart.mrn, chart.mrn.replace(' ', ''), ...chart.why].join(' '))
        return typed.every((word) => all.includes(word))
      })
  }, [groups, group, words])
  const columns = useMemo(() => chartColumns(now, held.nextDay), [now, held.nextDay])
  const chart = rows.find((row) => row.id === selected)
  const letGo = async ({ id, name, pinned }: HeldChart) => {
    const result = await send('workstation.let-go', { chart: id })
    if (!result.ok) return toastRefusal(result.refusal)
    toast(`The chart of ${name} is no longer on this workstation`, {
      about: `kept ${id}`,
      action: { label: pinned ? 'Pin it again' : 'Bring it back, pinned', run: () => void keepHere(id, name, true) },
    })
  }
  useKeys('What is held here', [
    { keys: '/', label: 'Find a chart', run: () => search.current?.focus() },
    {
      keys: 'p',
      label: chart?.pinned ? 'Unpin the chart' : 'Pin the chart',
      run: () => chart && void keepHere(chart.id, chart.name, !chart.pinned),
      when: chart !== undefined,
    },
    { keys: 'l', label: 'Let go of the chart', run: () => chart && void letGo(chart), when: chart?.mayGo === true },
  ])
  return (
    <>
      <div className="clinic-find">
        <SearchField
          label="Find a chart"
          placeholder="Name, MRN or reason"
          value={text}
          onChange={setText}
          keys="/"
          inputRef={search}
        />
        <fieldset className="clinic-reasons" aria-label="Why they are here">
          <Reason words="All" n={held.charts.length} pressed={group === null} onPress={() => setGroup(null)} />
          {groups.map(({ why, words: label, charts }) => (
            <Reason
              key={why}
              words={label}
              n={charts.length}
              pressed={group === why}
              onPress={() => setGroup(group === why ? null : why)}
            />
          ))}
        </fieldset>
      </div>
      {rows.length === 0 ? (
        <EmptyState
          compact
          icon="disk"
          title={held.charts.length === 0 ? 'No whole charts are held' : 'Nothing matches'}
        />
      ) : (
        <div className="card clinic-charts">
          <Table
            label="Charts held"
            columns={columns}
            rows={rows}
            selected={chart ? selected : null}
            onSelect={setSelected}
            onOpen={(id) => openChart(id as HeldChart['id'])}
            estimate={44}
          />
          {chart && (
            <footer className="clinic-held-bar">
              <p>
                <span className="strong">{chart.name}</span>{' '}
                <span className="muted">
                  {chart.mayGo
                    ? chart.pinned
                      ? 'stays until unpinned'
                      : 'leaves by itself before long'
                    : 'stays while there is a reason'}
                </span>
              </p>
              <Button
                icon={chart.pinned ? 'pin-off' : 'pin'}
                keys="p"
                onPress={() => void keepHere(chart.id, chart.name, !chart.pinned)}
              >
                {chart.pinned ? 'Unpin' : 'Pin: keep it here'}
              </Button>
              <Button keys="l" isDisabled={!chart.mayGo} onPress={() => void letGo(chart)}>
                Let go now
              </Button>
              <Button keys="Enter" onPress={() => openChart(chart.id)}>
                Open chart
              </Button>
            </footer>
          )}
        </div>
      )}
    </>
  )
}

function Reason({ words, n, pressed, onPress }: { words: string; n: number; pressed: boolean; onPress: () => void }) {
  return (
    <button type="button" className="clinic-reason" aria-pressed={pressed} onClick={onPress}>
      {pressed && <Icon name="check" size={12} />} {words} <span className="num faint">{n}</span>
    </button>
  )
}
