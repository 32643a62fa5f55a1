import { useEffect, useRef, useState } from 'react'
import type { RulesView } from '../../../../shared/contract/views/work/rules.js'
import { fallbackId } from '../../../../shared/domain/rule/decide.js'
import type { Rule } from '../../../../shared/domain/rule/language.js'
import type { Instant } from '../../../../shared/kernel/ids.js'
import { same } from '../../../../shared/kernel/json.js'
import type { Refusal } from '../../../../shared/kernel/result.js'
import { send, toast, useKeys, useLive, useOneAtATime } from '../../../data/index.js'
import { Button, EmptyState, Notice, Problem, ProgressBar, Skeleton } from '../../../ui/index.js'
import { EarlierPlans } from '../plan/EarlierPlans.js'
import { PlanBar } from '../plan/PlanBar.js'
import { PlanNotices } from '../plan/PlanNotices.js'
import { when } from '../plan/planView.js'
import { change, changeOne, forget, newRule, saved, shownRules, undo, useDraft } from './draft.js'
import { FallbackCard, RuleCard } from './RuleCard.js'
import { Trial } from './Trial.js'
import { choicesFor } from './words.js'
import './rules.css'

/** The clinic's routing rules: who gets what arrives, tried before they are used. */
export function Rules() {
  const { data: view, refusal } = useLive('rules.view', {})
  return (
    <section className="clinic-section" aria-labelledby="clinic-rules">
      <header className="clinic-head">
        <div>
          <h1 id="clinic-rules">Who gets what arrives</h1>
          <p className="muted">
            Results, messages and documents go to somebody by themselves: the first rule that fits says to whom. The
            same on every workstation of the clinic.
          </p>
        </div>
      </header>
      {refusal && (
        <Problem inline title="The rules could not be read" safe="Nothing was changed.">
          {refusal.message}
        </Problem>
      )}
      {!view && !refusal && <Skeleton lines={6} label="Reading the rules" />}
      {view && !view.supported && (
        <Notice tone="attention">
          This EHR does not keep rules. What arrives is given out by hand, and nothing is made by itself.
        </Notice>
      )}
      {view?.supported && view.begun === undefined && <Beginning mayChange={view.mayChange} />}
      {view && view.begun !== undefined && <Editor view={view} />}
    </section>
  )
}

function Beginning({ mayChange }: { mayChange: boolean }) {
  const [problem, setProblem] = useState<Refusal>()
  const begin = async () => {
    const result = await send('rules.begin', {})
    if (!result.ok) setProblem(result.refusal)
  }
  useKeys('Routing', [{ keys: 'b', label: 'Begin routing what arrives', run: () => void begin(), when: mayChange }])
  return (
    <>
      <EmptyState icon="route" title="Nothing is routed yet">
        <p>
          Once somebody has begun, whatever arrives from then on becomes a task of whoever ordered it, until you add
          rules of your own. What came before stays as it is. It cannot be stopped again, only steered by rules.
        </p>
        {mayChange ? (
          <Button look="primary" icon="play" keys="B" className="rule-begin" onPress={() => void begin()}>
            Begin
          </Button>
        ) : (
          <p>A physician or a nurse practitioner can begin.</p>
        )}
      </EmptyState>
      {problem && (
        <Notice tone="attention" icon="alert">
          {problem.message}
        </Notice>
      )}
    </>
  )
}

function Editor({ view }: { view: RulesView }) {
  const draft = useDraft()
  const { data: trying } = useLive('rules.trying', {})
  const [problem, setProblem] = useState<Refusal>()
  const { busy: saving, once } = useOneAtATime()
  const [attempting, setAttempting] = useState(false)
  /** The person stopped the trial: that it found nothing is no problem then. */
  const stopped = useRef(false)
  const { mayChange, parties, version } = view
  const rules = shownRules(draft, view.rules)
  const changed = draft.from > 0 && !same(draft.rules, view.rules)
  const newer = draft.from > 0 && version > draft.from
  const at = rules.findIndex(({ id }) => id === draft.selected)
  const selected = rules[at]
  const trial = draft.trial
  const isCurrent = trial !== null && same(trial.of, rules)
  const took = (id: string): number | undefined =>
    isCurrent ? trial?.found.rules.find((rule) => rule.id === id)?.took : undefined

  const savedTo = (id: string) => view.rules.find((rule) => rule.id === id)?.then.to
  const isGone = ({ id, off, then: { to } }: Rule): boolean =>
    !off && (view.left.some(({ party }) => party === to) || (view.gone.includes(id) && to === savedTo(id)))
  const gone = rules.filter(isGone)
  const select = (id: string | null) => useDraft.setState({ selected: id })
  const open = (id: string | null) => useDraft.setState({ open: id, typing: null, ...(id && { selected: id }) })
  const focus = (id: string | undefined) =>
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-rule="${id}"]`)?.focus())
  const done = () => {
    const id = draft.open ?? undefined
    open(null)
    focus(id)
  }
  const set = (next: readonly Rule[]) => {
    setProblem(undefined)
    change(view, next)
  }
  const add = () => {
    const rule = newRule()
    const place = at < 0 ? rules.length : at + 1
    set([...rules.slice(0, place), rule, ...rules.slice(place)])
    open(rule.id)
  }
  const move = (id: string, by: -1 | 1) => {
    const from = rules.findIndex((rule) => rule.id === id)
    const to = from + by
    const rule = rules[from]
    if (!rule || to < 0 || to >= rules.length) return
    const without = rules.filter((each) => each !== rule)
    set([...without.slice(0, to), rule, ...without.slice(to)])
    focus(id)
  }
  const turn = (id: string) =>
    set(
      rules.map((rule) => {
        if (rule.id !== id) return rule
        const { off, ...rest } = rule
        return off ? rest : { ...rest, off: true }
      }),
    )
  const remove = (id: string) => {
    const place = rules.findIndex((rule) => rule.id === id)
    const next = rules[place + 1] ?? rules[place - 1]
    set(rules.filter((rule) => rule.id !== id))
    open(null)
    select(next?.id ?? null)
    focus(next?.id)
    toast('The rule is removed once you save', { about: id, undo })
  }
  const save = (over = draft.from) =>
    once(async () => {
      const result = await send('rules.save', { version: over, rules: [...rules] })
      if (!result.ok) return setProblem(result.refusal)
      setProblem(undefined)
      saved(rules, result.value.version)
      toast('The rules are saved. They count for what arrives from now on.')
    })
  const attempt = async () => {
    if (attempting) return
    setAttempting(true)
    setProblem(undefined)
    stopped.current = false
    const result = await send('rules.try', { rules: [...rules] })
    setAttempting(false)
    if (!result.ok) return stopped.current ? undefined : setProblem(result.refusal)
    useDraft.setState({ trial: { of: rules, found: result.value } })
  }
  const stop = () => {
    stopped.current = true
    void send('rules.stop-trying', {})
  }
  const step = (by: -1 | 1) => {
    const next = rules[at < 0 ? (by > 0 ? 0 : rules.length - 1) : Math.max(0, Math.min(rules.length - 1, at + by))]
    if (!next) return
    select(next.id)
    focus(next.id)
  }
  useKeys('Routing', [
    { keys: 'j', label: 'Next rule', run: () => step(1), quiet: true },
    { keys: 'k', label: 'Rule before', run: () => step(-1), quiet: true },
    { keys: 'n', label: 'New rule', run: add, when: mayChange },
    { keys: 'e', label: 'Change the rule', run: () => selected && open(selected.id), when: mayChange && !!selected },
    { keys: 'o', label: 'Rule on or off', run: () => selected && turn(selected.id), when: mayChange && !!selected },
    {
      keys: 'Shift+K',
      label: 'Ask this rule earlier',
      run: () => selected && move(selected.id, -1),
      when: mayChange && !!selected,
    },
    {
      keys: 'Shift+J',
      label: 'Ask this rule later',
      run: () => selected && move(selected.id, 1),
      when: mayChange && !!selected,
    },
    {
      keys: '#',
      label: 'Remove the rule',
      run: () => selected && remove(selected.id),
      when: mayChange && !!selected,
    },
    { keys: 'z', label: 'Undo the change', run: undo, when: draft.before.length > 0 },
    { keys: 't', label: 'Try the rules on the last 30 days', run: () => void attempt(), when: mayChange },
    { keys: 'Escape', label: 'Stop the trial', run: stop, when: !!trying && attempting && draft.open === null },
    { keys: 'Mod+Enter', label: 'Save the rules', run: () => void save(), when: changed },
    { keys: 'Escape', label: 'Close the rule', run: done, when: draft.open !== null, inText: true, quiet: true },
  ])
  // A rule somebody else removed is not the one chosen any more.
  useEffect(() => {
    if (draft.selected !== null && at < 0) useDraft.setState({ selected: null })
  }, [draft.selected, at])

  return (
    <>
      <PlanBar
        what="rules"
        standing={
          <>
            Routing since {when(view.begun as Instant)}.
            {view.saved?.by && version > 1 && ` Version ${version}, saved by ${view.saved.by}.`}
          </>
        }
        changed={changed}
        mayChange={mayChange}
        undo={draft.before.length > 0 ? undo : undefined}
        save={changed && !saving ? () => void save() : undefined}
        first={
          <Button icon="plus" keys="N" onPress={add}>
            New rule
          </Button>
        }
      >
        <Button icon="play" keys="T" isDisabled={attempting} onPress={() => void attempt()}>
          Try them
        </Button>
      </PlanBar>
      <PlanNotices
        view={view}
        what="rules"
        both="Both sets"
        theirs={newer ? difference(view.rules, rules) : undefined}
        takeTheirs={forget}
        saveOver={changed && !saving ? () => void save(version) : undefined}
        problem={problem}
      >
        {view.foreign.length > 0 && (
          <Notice tone="attention">
            {view.foreign.length === 1 ? 'One rule was' : `${view.foreign.length} rules were`} written by a newer Rounds
            and {view.foreign.length === 1 ? 'gives' : 'give'} out nothing here: {view.foreign.join(', ')}. Saving keeps
            {view.foreign.length === 1 ? ' it' : ' them'}.
          </Notice>
        )}
        {gone.length > 0 && (
          <Notice tone="attention" icon="alert">
            {gone.length === 1 ? 'One rule gives' : `${gone.length} rules give`} work to somebody who is not here any
            more: {gone.map(({ title }) => title || 'A new rule').join(', ')}. Nothing is left to nobody, and the other
            rules can be changed, tried and saved. Choose somebody else, or leave {gone.length === 1 ? 'it' : 'them'}{' '}
            out for now.
          </Notice>
        )}
      </PlanNotices>
      {trying && (
        <div className="rule-trying">
          <ProgressBar label="Trying the rules on the last 30 days" value={trying.done} total={trying.total} />
          <Button size="s" icon="close" keys="Escape" onPress={stop}>
            Stop
          </Button>
        </div>
      )}
      <ol className="rule-list" aria-label="Rules, in the order they are asked">
        {rules.map((rule, i) => (
          <RuleCard
            key={rule.id}
            rule={rule}
            number={i + 1}
            parties={choicesFor(rule, parties, view.left)}
            selected={rule.id === draft.selected}
            open={mayChange && rule.id === draft.open}
            took={took(rule.id)}
            gone={isGone(rule)}
            mayChange={mayChange}
            onSelect={() => select(rule.id)}
            onOpen={() => open(rule.id)}
            onDone={done}
            onChange={(next) => {
              setProblem(undefined)
              changeOne(view, next)
            }}
            onMove={(by) => move(rule.id, by)}
            onTurn={() => turn(rule.id)}
            onRemove={() => remove(rule.id)}
          />
        ))}
        <FallbackCard number={rules.length + 1} took={took(fallbackId)} />
      </ol>
      {trial && <Trial found={trial.found} current={isCurrent} />}
      <EarlierPlans
        title="Earlier rules"
        earlier={view.earlier}
        wordsOf={({ rules }) => rules.map(({ title }) => title).join(', ') || 'no rules of its own'}
        use={mayChange ? (each) => set(each.rules) : undefined}
      />
    </>
  )
}

/** What differs between two sets, by the names of the rules. */
function difference(theirs: readonly Rule[], mine: readonly Rule[]): string {
  const name = ({ title }: Rule): string => `“${title || 'A new rule'}”`
  const inMine = new Map(mine.map((rule) => [rule.id, rule]))
  const inTheirs = new Map(theirs.map((rule) => [rule.id, rule]))
  const only = theirs.filter(({ id }) => !inMine.has(id)).map(name)
  const own = mine.filter(({ id }) => !inTheirs.has(id)).map(name)
  const other = theirs.filter((rule) => inMine.has(rule.id) && !same(inMine.get(rule.id), rule)).map(name)
  const said = [
    only.length > 0 && `only theirs has ${only.join(', ')}`,
    own.length > 0 && `only yours has ${own.join(', ')}`,
    other.length > 0 && `${other.join(', ')} differs`,
  ].filter(Boolean)
  return said.length > 0 ? `${said.join('; ')}.` : 'in another order.'
}
