import { useEffect, useRef, useState } from 'react'
import type { ConflictView, Whole as WholeChoice } from '../../../shared/contract/views/conflict.js'
import type { Choice } from '../../../shared/domain/comparison.js'
import { momentForReading } from '../../../shared/kernel/dates.js'
import { openChart, send, toast, toastRefusal, useBinding, useKeys, useLive, useNow } from '../../data/index.js'
import { undoNewest } from '../../data/toasts.js'
import { Button, Icon, Notice, Tag } from '../../ui/index.js'
import { type Chosen, carriedOver, isCombined, leftOpen, proposals } from './choices.js'
import { useMeant } from './meant.js'
import { PartRow } from './PartRow.js'
import { PatientOf } from './PatientOf.js'
import { Result } from './Result.js'
import { Whole, WholeButtons } from './Whole.js'
import { whoWhen } from './when.js'

/** Two versions of one record side by side, part by part, and what holds. */
export function ConflictPane({ view, onDone }: { view: ConflictView; onDone: () => void }) {
  const { item, seen, parts, patient, wholes } = view
  const now = useNow(30_000)
  const [chosen, setChosen] = useState<Chosen>(() => proposals(parts))
  const [at, setAt] = useState(0)
  const [checked, setChecked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [moved, setMoved] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(view)
  const { writable } = useBinding(patient?.id ?? null)
  const disabled = busy || view.notFor !== undefined || (patient !== undefined && !writable)

  // Either side may change while one looks: what reads as it did stays chosen, the rest is asked again.
  useEffect(() => {
    const last = before.current
    before.current = view
    if (last.seen === view.seen) return
    setMoved(true)
    setChecked(false)
    setChosen((known) => carriedOver(last.parts, view.parts, known))
  }, [view])

  const byParts = wholes.length === 0
  const same = byParts && parts.length === 0
  const open = leftOpen(view, chosen)
  const combined = isCombined(chosen)
  const complete = parts.length > 0 && open === 0
  const preview = useLive('conflict.preview', complete ? { item, seen, parts: chosen } : null).data

  const meant = useMeant(`${seen} ${checked}`)

  const decide = async (decision: { whole: WholeChoice } | { parts: Chosen }) => {
    if (!meant()) return
    setBusy(true)
    const result = await send('conflict.resolve', { item, seen, decision, ...(patient && { patient: patient.id }) })
    setBusy(false)
    if (!result.ok) return toastRefusal(result.refusal)
    const { decision: made, made: record } = result.value
    const undo = async () => {
      const undone = await send('conflict.undo', { decision: made })
      if (undone.ok) toast(`Undone: two versions of ${view.title}`)
      else toastRefusal(undone.refusal)
    }
    if (record && view.kind === 'addendum' && patient) {
      toast('The addendum is a draft: read it, change it, sign it')
      openChart(patient.id, record)
      return
    }
    const proposed = 'whole' in decision && decision.whole === 'addendum'
    const next = proposed ? 'The words wait in this list as a proposed addendum.' : 'Both versions are kept.'
    toast(`Decided: ${view.title}. ${next}`, { undo: () => void undo(), about: item })
    onDone()
  }
  const confirm = () => {
    if (same && !disabled) return void decide({ whole: 'theirs' })
    if (disabled || !complete) return
    if (combined && !checked) {
      setChecked(true)
      heading.current?.focus()
      heading.current?.scrollIntoView({ block: 'start' })
      return
    }
    void decide({ parts: chosen })
  }
  const later = async () => {
    if (!meant()) return
    const result = await send('conflict.put-off', { item, ...(patient && { patient: patient.id }) })
    if (!result.ok) return toastRefusal(result.refusal)
    toast(`Put off: ${view.title}. It stays marked until somebody decides.`)
    onDone()
  }
  const choose = (key: string | undefined, choice: Choice) => {
    const part = parts.find((other) => other.key === key)
    if (disabled || !part?.choices.includes(choice)) return
    setChecked(false)
    setChosen((known) => ({ ...known, [part.key]: choice }))
  }
  const all = (choice: 'mine' | 'theirs') => {
    if (disabled) return
    setChecked(false)
    setChosen(Object.fromEntries(parts.map(({ key }) => [key, choice])))
  }
  const here = parts[at]?.key
  const canLater = view.kind !== 'addendum'
  const firstWhole = wholes.find((whole) => whole !== 'theirs')
  const pick = (choice: Choice) => {
    if (byParts) return choose(here, choice)
    const whole = choice === 'theirs' ? 'theirs' : firstWhole
    if (!disabled && whole && choice !== 'both') void decide({ whole })
  }
  useKeys('Two versions', [
    { keys: 'j', label: 'Next part', run: () => setAt(Math.min(parts.length - 1, at + 1)), when: byParts, quiet: true },
    { keys: 'k', label: 'Part before', run: () => setAt(Math.max(0, at - 1)), when: byParts, quiet: true },
    { keys: 'm', label: 'Take what was entered here', run: () => pick('mine') },
    { keys: 't', label: 'Take what is in the EHR', run: () => pick('theirs') },
    { keys: 'b', label: 'Keep both', run: () => pick('both'), when: byParts },
    { keys: 'ArrowLeft', label: 'Entered here', run: () => pick('mine'), when: byParts, quiet: true },
    { keys: 'ArrowRight', label: 'In the EHR', run: () => pick('theirs'), when: byParts, quiet: true },
    { keys: 'Shift+M', label: 'Everything as entered here', run: () => all('mine'), when: byParts },
    { keys: 'Shift+T', label: 'Everything as in the EHR', run: () => all('theirs'), when: byParts },
    { keys: 'Mod+Enter', label: 'Save this version', run: confirm, when: byParts },
    { keys: 'l', label: 'Decide later', run: () => void later(), when: canLater },
    { keys: 'z', label: 'Undo', run: () => void undoNewest() },
    {
      keys: 'c',
      label: 'Open the chart',
      run: () => patient && openChart(patient.id),
      when: patient !== undefined,
    },
  ])

  return (
    <article className="conflicts-pane" aria-label={`Two versions of ${view.title}`}>
      {patient && <PatientOf patient={patient.id} />}
      <header className="conflicts-head">
        <div>
          <h2>{view.title}</h2>
          <p className="muted num">
            Two versions since {momentForReading(view.since, now)}.{' '}
            {view.putOff && `Put off by ${view.putOff.by}, ${momentForReading(view.putOff.at, now)}.`}
          </p>
        </div>
        {view.critical && byParts && !same && (
          <Tag tone="danger" icon="alert">
            Decide every part yourself
          </Tag>
        )}
        {patient && (
          <Button size="s" keys="c" icon="person" onPress={() => openChart(patient.id)}>
            Chart
          </Button>
        )}
      </header>
      {view.notFor && (
        <Notice tone="information" icon="lock">
          {view.notFor}
        </Notice>
      )}
      {moved && (
        <Notice tone="attention" icon="refresh">
          One of the versions has changed since you began. Look at it again; nothing was decided.
        </Notice>
      )}
      <div className="conflicts-scroll">
        {!byParts ? (
          <Whole
            view={view}
            now={now}
            onNote={patient && view.kind === 'addendum' ? () => openChart(patient.id, view.resource) : undefined}
          />
        ) : (
          <>
            <div className="conflicts-sides">
              <span />
              <p>
                <Icon name="monitor" size={14} /> <b>Entered here</b>{' '}
                <span className="num">{whoWhen(view.mine, now)}</span>
                <AllButton keys="Shift+M" label="All from here" disabled={disabled} onPress={() => all('mine')} />
              </p>
              <p>
                <Icon name="cloud" size={14} /> <b>In the EHR</b>{' '}
                <span className="num">{whoWhen(view.theirs, now)}</span>
                <AllButton keys="Shift+T" label="All from the EHR" disabled={disabled} onPress={() => all('theirs')} />
              </p>
            </div>
            {same && (
              <p className="conflicts-why">
                <Icon name="checked" /> Both versions say the same now. Nothing is left to decide.
              </p>
            )}
            {parts.map((part, index) => (
              <PartRow
                key={part.key}
                part={part}
                chosen={chosen[part.key]}
                current={index === at}
                disabled={disabled}
                onChoose={(choice) => choose(part.key, choice)}
                onCurrent={() => setAt(index)}
              />
            ))}
            <details className="conflicts-common">
              <summary>The same on both sides ({view.common.length})</summary>
              <dl>
                {view.common.map(({ label, value }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two numbers may read the same
                  <div key={index}>
                    <dt>{label}</dt>
                    <dd className="selectable">{value}</dd>
                  </div>
                ))}
              </dl>
            </details>
            {preview && combined && <Result preview={preview} heading={heading} />}
          </>
        )}
      </div>
      <footer className="conflicts-foot">
        <p role="status" className="num">
          {!byParts || same
            ? ''
            : open > 0
              ? `${open} of ${parts.length} ${open === 1 ? 'is' : 'are'} not decided`
              : combined
                ? checked
                  ? 'Put together from both. Press again when the result is right.'
                  : 'Put together from both. Check the result first.'
                : Object.values(chosen)[0] === 'mine'
                  ? 'Everything as entered here'
                  : 'Everything as in the EHR'}
        </p>
        {canLater && (
          <Button keys="l" icon="clock" onPress={() => void later()}>
            Decide later
          </Button>
        )}
        {!byParts && <WholeButtons view={view} disabled={disabled} onDecide={(whole) => void decide({ whole })} />}
        {byParts && parts.length > 0 && (
          <Button look="primary" keys="Mod+Enter" isDisabled={disabled || !complete} onPress={confirm}>
            {combined && !checked ? 'Check the result' : 'Save this version'}
          </Button>
        )}
        {same && (
          <Button
            look="primary"
            keys="Mod+Enter"
            isDisabled={disabled}
            onPress={() => void decide({ whole: 'theirs' })}
          >
            Done
          </Button>
        )}
      </footer>
    </article>
  )
}

/** One side for every part at once. */
function AllButton({
  keys,
  label,
  disabled,
  onPress,
}: {
  keys: string
  label: string
  disabled: boolean
  onPress: () => void
}) {
  return (
    <Button size="s" look="quiet" keys={keys} isDisabled={disabled} onPress={onPress} aria-label={label}>
      All
    </Button>
  )
}
