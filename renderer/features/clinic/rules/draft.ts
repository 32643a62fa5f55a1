import type { DryRun } from '../../../../shared/contract/views/work/rules.js'
import type { Rule } from '../../../../shared/domain/rule/language.js'
import { same } from '../../../../shared/kernel/json.js'
import { createScreenState } from '../../../data/index.js'

/** Rules as somebody is changing them. */
export interface Draft {
  /** The version they began from; 0 while nothing is changed. */
  from: number
  rules: readonly Rule[]
  /** What they were before each change, newest last. */
  before: readonly (readonly Rule[])[]
  selected: string | null
  /** The rule whose form is open. */
  open: string | null
  /** The rule being typed in: what is typed in one form is taken back at once. */
  typing: string | null
  /** What a trial said, and of which rules. */
  trial: { of: readonly Rule[]; found: DryRun } | null
}

/** Kept while one looks at something else; nothing counts before it is saved. */
export const useDraft = createScreenState<Draft>({
  from: 0,
  rules: [],
  before: [],
  selected: null,
  open: null,
  typing: null,
  trial: null,
})

/** The rules on screen: those being changed, else those saved. */
export const shownRules = (draft: Draft, saved: readonly Rule[]): readonly Rule[] =>
  draft.from === 0 ? saved : draft.rules

/** Makes a change that can be taken back. */
export function change(saved: { version: number; rules: readonly Rule[] }, next: readonly Rule[]): void {
  const now = useDraft.getState()
  const rules = shownRules(now, saved.rules)
  useDraft.setState({ from: now.from || saved.version, rules: next, before: [...now.before, rules], typing: null })
}

/** The same while somebody types: one change for a form, however long it is typed in. */
export function changeOne(saved: { version: number; rules: readonly Rule[] }, rule: Rule): void {
  const now = useDraft.getState()
  const rules = shownRules(now, saved.rules)
  useDraft.setState({
    from: now.from || saved.version,
    rules: rules.map((each) => (each.id === rule.id ? rule : each)),
    ...(now.typing !== rule.id && { before: [...now.before, rules], typing: rule.id }),
  })
}

export function undo(): void {
  const { before } = useDraft.getState()
  const last = before.at(-1)
  if (!last) return
  useDraft.setState({ rules: last, before: before.slice(0, -1), open: null, typing: null })
}

export const forget = (): void => useDraft.setState({ from: 0, rules: [], before: [], open: null, typing: null })

/** These were saved as a version. What was changed while they were on their way is a change of that version. */
export function saved(rules: readonly Rule[], version: number): void {
  if (same(useDraft.getState().rules, rules)) forget()
  else useDraft.setState({ from: version })
}

/** A rule to begin with. */
export const newRule = (): Rule => ({
  id: crypto.randomUUID(),
  title: '',
  on: 'arrival',
  when: { all: [{ fact: 'kind', op: 'is', value: ['result-review'] }] },
  // biome-ignore lint/suspicious/noThenProperty: the rule's consequence, nothing to be awaited.
  then: { to: 'orderer' },
})
