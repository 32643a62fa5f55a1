import { memo, useCallback, useRef, useState } from 'react'
import type { TimesView } from '../../../../shared/contract/views/work/times.js'
import {
  type ClinicTimes,
  escalationWords,
  pathOf,
  pressings,
  spanAt,
  stepsFor,
  type TimeLine,
  timeGroups,
  timesDifferences,
  timesTroubles,
  timesWarnings,
  usualTimes,
  withSpan,
} from '../../../../shared/domain/clinic-times.js'
import type { Span } from '../../../../shared/domain/result/times.js'
import { routedKinds } from '../../../../shared/domain/rule/language.js'
import { kindOf } from '../../../../shared/domain/task/kind.js'
import { dateForReading, localDate, timeForReading } from '../../../../shared/kernel/dates.js'
import type { Instant } from '../../../../shared/kernel/ids.js'
import { same } from '../../../../shared/kernel/json.js'
import type { Refusal } from '../../../../shared/kernel/result.js'
import { go, send, toast, useKeys, useLive } from '../../../data/index.js'
import { Button, Checkbox, Notice, Problem, Select, Skeleton } from '../../../ui/index.js'
import { change, forget, saved, undo, useTimesDraft } from './draft.js'
import { Escalation } from './Escalation.js'
import { SpanField } from './SpanField.js'
import './times.css'

/** How soon the clinic expects results and work to be seen to, and who is told when it was not. */
export function Times() {
  const { data: view, refusal } = useLive('times.view', {})
  return (
    <section className="clinic-section" aria-labelledby="clinic-times">
      <header className="clinic-head">
        <div>
          <h1 id="clinic-times">When we expect it</h1>
          <p className="muted">
            How long each step of a result may take, and who else is told when work waits too long. The same on every
            workstation of the clinic. The usual times are a beginning and no guideline.
          </p>
        </div>
      </header>
      {refusal && (
        <Problem inline title="The times could not be read" safe="Nothing was changed.">
          {refusal.message}
        </Problem>
      )}
      {!view && !refusal && <Skeleton lines={6} label="Reading the times" />}
      {view && !view.supported && (
        <Notice tone="attention">This EHR does not keep times of the clinic: the usual ones hold.</Notice>
      )}
      {view && <Editor view={view} />}
    </section>
  )
}

const when = (at: Instant): string => `${dateForReading(localDate(new Date(at)))}, ${timeForReading(at)}`

function Editor({ view }: { view: TimesView }) {
  const draft = useTimesDraft()
  const [problem, setProblem] = useState<Refusal>()
  const [busy, setBusy] = useState(false)
  /** Known at once, where a state is known only when it was drawn: a second press saves nothing. */
  const underWay = useRef(false)
  const { parties, version } = view
  const mayChange = view.mayChange && view.supported
  const times = draft.times ?? view.times
  const changed = draft.times !== undefined && !same(draft.times, view.times)
  const newer = draft.from !== undefined && draft.from !== version
  const isHere = (party: string) => parties.some((each) => each.party === party)
  const nameOf = (party: string) => parties.find((each) => each.party === party)?.words ?? 'somebody not in this clinic'
  const troubles = timesTroubles(times, isHere)
  const warnings = timesWarnings(times)
  const errorAt = (path: string) => troubles.find(({ at }) => at === path)?.words
  const maySave = mayChange && changed && !busy && troubles.length === 0 && (warnings.length === 0 || draft.meant)

  // A key in one field draws that field anew and no other.
  const set = useCallback(
    (next: (times: ClinicTimes) => ClinicTimes, field?: string) => {
      setProblem(undefined)
      change(view, next(useTimesDraft.getState().times ?? view.times), field)
    },
    [view],
  )
  const setSteps = useCallback(
    (name: string, steps: ClinicTimes['escalation'][string], field?: string) =>
      set((before) => ({ ...before, escalation: { ...before.escalation, [name]: steps } }), field),
    [set],
  )
  const remove = useCallback(
    (name: string) =>
      set((before) => {
        const { [name]: _gone, ...rest } = before.escalation
        return { ...before, escalation: rest }
      }),
    [set],
  )
  const save = async (over = draft.from ?? version) => {
    if (!maySave || underWay.current) return
    underWay.current = true
    setBusy(true)
    const result = await send('times.save', { version: over, times, meant: draft.meant })
    underWay.current = false
    setBusy(false)
    if (!result.ok) return setProblem(result.refusal)
    setProblem(undefined)
    saved(times, result.value.version)
    toast('The times are saved. They hold from now on, also for what waits already.')
  }
  const putBack = () => set(() => usualTimes)
  useKeys('Times', [
    { keys: 'z', label: 'Undo the change', run: undo, when: draft.before.length > 0 },
    { keys: 'u', label: 'Put back all usual times', run: putBack, when: mayChange && !same(times, usualTimes) },
    { keys: 'Mod+Enter', label: 'Save the times', run: () => void save(), when: maySave, inText: true },
  ])
  const kinds = Object.keys(times.escalation)
    .filter((name) => name.includes(' '))
    .toSorted()

  return (
    <>
      <div className="time-top">
        <div className="time-bar">
          <p className="muted">
            {view.saved?.by || view.saved?.at
              ? `Version ${version}, saved${view.saved.by ? ` by ${view.saved.by}` : ''}${view.saved.at ? ` on ${when(view.saved.at)}` : ''}.`
              : 'The clinic has set no times of its own.'}
            {changed && <strong> Not saved yet.</strong>}
          </p>
          {view.mayChange ? (
            <div className="clinic-head-actions">
              <Button icon="undo" keys="Z" isDisabled={draft.before.length === 0} onPress={undo}>
                Undo
              </Button>
              <Button icon="history" keys="U" isDisabled={!mayChange || same(times, usualTimes)} onPress={putBack}>
                All as usual
              </Button>
              <Button look="primary" icon="save" keys="Mod+Enter" isDisabled={!maySave} onPress={() => void save()}>
                Save
              </Button>
            </div>
          ) : (
            <p className="muted">Physicians and nurse practitioners change these times.</p>
          )}
        </div>
        {troubles.length > 0 && (
          <Notice tone="danger" icon="alert">
            {troubles[0]?.words}
            {troubles.length > 1 && ` And ${troubles.length - 1} more.`}
          </Notice>
        )}
        {warnings.length > 0 && (
          <Notice tone={changed ? 'danger' : 'attention'} icon="alert">
            {warnings.map(({ at, words }) => (
              <span key={at} className="time-trouble">
                {words}
              </span>
            ))}
            {changed && (
              <Checkbox isSelected={draft.meant} onChange={(meant) => useTimesDraft.setState({ meant })}>
                Something critical may wait this long: it is meant so
              </Checkbox>
            )}
          </Notice>
        )}
      </div>
      {view.undecided && (
        <Notice
          tone="attention"
          actions={
            <Button size="s" onPress={() => go('conflicts')}>
              Decide
            </Button>
          }
        >
          The times were changed here and elsewhere at the same time. Both are kept until you decide.
        </Notice>
      )}
      {newer && (
        <Notice
          tone="attention"
          actions={
            <>
              <Button size="s" onPress={forget}>
                Take theirs
              </Button>
              <Button size="s" isDisabled={!maySave} onPress={() => void save(version)}>
                Save mine over theirs
              </Button>
            </>
          }
        >
          {view.saved?.by ?? 'Somebody'} saved other times meanwhile:{' '}
          {timesDifferences(view.times, nameOf).join('; ') || 'all as usual'}.
        </Notice>
      )}
      {problem && !(newer && problem.code === 'stale') && (
        <Notice tone="danger" icon="alert">
          {problem.message}
        </Notice>
      )}
      <h2>Results</h2>
      <div className="time-groups">
        {timeGroups.map(({ title, about, lines }) => (
          <section key={title} className="card time-card" aria-label={title}>
            <header className="time-card-head">
              <h3>{title}</h3>
              <span className="faint">{about}</span>
            </header>
            {lines.map((line) => (
              <Line
                key={pathOf(line)}
                title={title}
                line={line}
                span={spanAt(times, line)}
                error={errorAt(pathOf(line))}
                isDisabled={!mayChange}
                set={set}
              />
            ))}
          </section>
        ))}
      </div>
      <h2>When work waits too long</h2>
      <p className="muted">
        Somebody else sees it besides; it stays with whoever has it. Counted from when it was due; what is critical and
        taken by nobody, from when it came.
      </p>
      <div className="time-groups">
        {[...pressings, ...kinds].map((name) => (
          <Escalation
            key={name}
            name={name}
            steps={times.escalation[name] ?? noSteps}
            parties={parties}
            isDisabled={!mayChange}
            errors={[0, 1, 2].map((step) => errorAt(`escalation.${name}.${step}`) ?? '').join('\n')}
            onChange={setSteps}
            {...(name.includes(' ') && { onRemove: remove })}
          />
        ))}
      </div>
      {mayChange && (
        <Select
          label="Other times for one kind of work"
          placeholder="Choose the kind"
          items={routedKinds.flatMap((kind) =>
            pressings
              .map((pressing) => `${pressing} ${kind}`)
              .filter((name) => !(name in times.escalation))
              .map((name) => ({ id: name, label: `${kindOf[kind].one}: ${pressingWords(name)}` })),
          )}
          value={null}
          onChange={(name) => {
            const [pressing, kind = ''] = name.split(' ') as [(typeof pressings)[number], string]
            setSteps(name, stepsFor(times, pressing, kind))
          }}
        />
      )}
      {view.earlier.length > 0 && (
        <details className="rule-earlier">
          <summary>Earlier times</summary>
          <ul>
            {view.earlier.map((each) => (
              <li key={each.version}>
                <span>
                  Version {each.version}
                  {each.at && `, ${when(each.at)}`}
                  {each.by && `, ${each.by}`}{' '}
                  <span className="faint">{timesDifferences(each.times, nameOf).join('; ') || 'all as usual'}</span>
                </span>
                {mayChange && (
                  <Button size="s" onPress={() => set(() => each.times)}>
                    Use these again
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

const noSteps: ClinicTimes['escalation'][string] = []

/** One step of a result and how long it may take. */
const Line = memo(function Line({
  title,
  line,
  span,
  error,
  isDisabled,
  set,
}: {
  title: string
  line: TimeLine
  span: Span
  error: string | undefined
  isDisabled: boolean
  set: (next: (times: ClinicTimes) => ClinicTimes, field?: string) => void
}) {
  return (
    <div className="time-line">
      <span className="time-words">{line.words}</span>
      <SpanField
        label={`${title}: ${line.words}`}
        span={span}
        usual={spanAt(usualTimes, line)}
        error={error}
        isDisabled={isDisabled}
        onChange={(next, typed) => set((times) => withSpan(times, line, next), typed ? pathOf(line) : undefined)}
      />
    </div>
  )
})

const pressingWords = (name: string): string => escalationWords(name.split(' ')[0] ?? name).toLowerCase()
