import type { ProblemView } from '../../../../shared/contract/views/chart.js'
import type { TermHit } from '../../../../shared/contract/views/terminology.js'
import type { ChipAttrs } from '../../../../shared/domain/chip/chip.js'
import { icd10cm } from '../../../../shared/domain/chip/diagnosis.js'
import type { SuggestItem } from '../../../editor/index.js'
import type { ChipContext } from './context.js'
import { chipOf, goingOn, putting, saysAll } from './make.js'

const group = 'Diagnoses'

/** How a diagnosis reads: its code where it has one, then its name. */
const named = (display: string, code?: string): string => (code ? `${code} ${display}` : display)

const ofList = ({ id, text, code }: ProblemView): ChipAttrs =>
  chipOf(
    'diagnosis',
    named(text, code),
    { codings: code ? [{ system: icd10cm, code, display: text }] : [], display: text },
    { type: 'Condition', id },
  )

/** Diagnoses for the words: the patient's own problems first, then everything they may mean. */
export async function diagnoses(context: ChipContext, words: string, most: number): Promise<SuggestItem[]> {
  const active = (context.chart()?.problems ?? []).filter(({ status }) => status === 'active')
  const own = active.filter(({ text, code }) => saysAll(`${text} ${code ?? ''}`, words)).slice(0, most)
  const hits = words === '' ? [] : await context.find('condition', words, most)
  const others = hits.filter((hit) => !own.some((problem) => isSame(problem, hit)))
  return [
    ...own.map(
      (problem): SuggestItem => ({
        key: `dx ${problem.id}`,
        icon: 'problem',
        title: problem.text,
        ...(problem.code && { detail: problem.code }),
        note: { text: 'on the problem list', tone: 'plain' },
        group,
        choose: putting(() => ofList(problem)),
      }),
    ),
    ...others.map((hit) => itemOf(hit, active)),
  ]
}

/** The problem on the list is meant, too, where it only has a more exact code under the same name. */
const isSame = ({ code, text }: ProblemView, hit: TermHit): boolean =>
  (code !== undefined && code === codeOf(hit)) || text.toLowerCase() === hit.display.toLowerCase()

const codeOf = (hit: TermHit): string | undefined => hit.codings.find(({ system }) => system === icd10cm)?.code

function itemOf(hit: TermHit, active: readonly ProblemView[]): SuggestItem {
  const code = codeOf(hit)
  const listed = active.find((problem) => isSame(problem, hit))
  const item = {
    key: `dx ${hit.key}`,
    icon: 'problem' as const,
    title: hit.display,
    ...(code && { detail: hit.synonym ? `${code}, ${hit.synonym}` : code }),
    group,
  }
  // A category is not enough for a diagnosis: choosing it lists what is.
  if (hit.billable === false && code) {
    return { ...item, note: { text: 'more exactly', tone: 'plain' }, choose: goingOn(`/dx ${code}.`) }
  }
  if (listed) {
    return { ...item, note: { text: 'on the problem list', tone: 'plain' }, choose: putting(() => ofList(listed)) }
  }
  return {
    ...item,
    choose: putting(() =>
      chipOf('diagnosis', named(hit.display, code), { codings: hit.codings, display: hit.display }),
    ),
  }
}
