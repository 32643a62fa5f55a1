import { memo, useCallback, useState } from 'react'
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
import { same } from '../../../../shared/kernel/json.js'
import type { Refusal } from '../../../../shared/kernel/result.js'
import { send, toast, useKeys, useLive, useOneAtATime } from '../../../data/index.js'
import { Button, Checkbox, Notice, Problem, Select, Skeleton } from '../../../ui/index.js'
import { EarlierPlans } from '../plan/EarlierPlans.js'
import { PlanBar } from '../plan/PlanBar.js'
import { PlanNotices } from '../plan/PlanNotices.js'
import { when } from '../plan/planView.js'
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
            How long each step of a result and other work may take, and who else is told when it waits too long. The
            same on every workstation of the clinic. The usual times are a beginning and no guideline.
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

function Editor({ view }: { view: TimesView }) {
  const draft = useTimesDraft()
  const [problem, setProblem] = useState<Refusal>()
  const { busy, once } = useOneAtATime()
  const { parties, version } = view
  const mayChange = view.mayChange && view.supported
  const times = draft.times ?? view.times
  const changed = draft.times !== undefined && !same(draft.times, view.times)
  const newer = draft.from !== undefined && draft.from !== version
  const isHere = (party: string) => parties.some((each) => each.party === party)
  const nameOf = (party: string) => parties.find((each) => each.party === party)?.words ?? 'somebody not in this clinic'
  const differencesOf = (of: ClinicTimes) => timesDifferences(of, nameOf).join('; ') || 'all as usual'
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
  const save = (over = draft.from ?? version) =>
    once(async () => {
      const result = await send('times.save', { version: over, times, meant: draft.meant })
      if (!result.ok) return setProblem(result.refusal)
      setProblem(undefined)
      saved(times, result.value.version)
      toast('The times are saved. They hold from now on, also for what waits already.')
    })
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
        <PlanBar
          what="times"
          standing={
            view.saved?.by || view.saved?.at
              ? `Version ${version}, saved${view.saved.by ? ` by ${view.saved.by}` : ''}${view.saved.at ? ` on ${when(view.saved.at)}` : ''}.`
              : 'The clinic has set no times of its own.'
          }
          changed={changed}
          mayChange={view.mayChange}
          undo={draft.before.length > 0 ? undo : undefined}
          save={maySave ? () => void save() : undefined}
        >
          <Button icon="history" keys="U" isDisabled={!mayChange || same(times, usualTimes)} onPress={putBack}>
            All as usual
          </Button>
        </PlanBar>
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
      <PlanNotices
        view={view}
        what="times"
        both="Both"
        theirs={newer ? `${differencesOf(view.times)}.` : undefined}
        takeTheirs={forget}
        saveOver={maySave ? () => void save(version) : undefined}
        problem={problem}
      />
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
      <EarlierPlans
        title="Earlier times"
        earlier={view.earlier}
        wordsOf={({ times }) => differencesOf(times)}
        use={mayChange ? (each) => set(() => each.times) : undefined}
      />
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
