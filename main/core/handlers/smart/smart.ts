import type { SmartList, SmartOffer, SmartValue } from '../../../../shared/contract/views/smart.js'
import { ofPatient, type Topic } from '../../store/topic.js'
import type { QueryHandlers } from '../context.js'
import { listKinds } from './lists.js'
import { personKinds } from './person.js'
import { otherTest, otherTests, resultKinds } from './results.js'
import { changesSince } from './since.js'
import { SmartChart, type SmartKind, smartValue } from './smart-chart.js'
import { visitKinds } from './visits.js'
import { vitalKinds } from './vitals.js'

/** Before the results, in the order they are offered. */
const others: readonly SmartKind[] = [...listKinds, ...visitKinds, ...vitalKinds, ...personKinds]
const byLink = new Map([...resultKinds, ...others].map((kind) => [kind.link, kind]))

/** A kind by its link, or by another word for it: `meds`. Who asks by another word is answered by it. */
function named(link: string): SmartKind | undefined {
  const exact = byLink.get(link)
  if (exact) return exact
  const words = link.replaceAll('-', ' ')
  const kind = [...others, ...resultKinds].find(({ finds }) => finds.includes(words))
  return kind && { ...kind, link }
}

/** What the menu shows of a value, characters. */
const previewed = 90

function previewOf(value: SmartValue): string {
  const words =
    value.kind === 'text' ? value.text.replace(new RegExp(`^${escaped(value.name)}:? `, 'i'), '') : listed(value)
  return words.length > previewed ? `${words.slice(0, previewed - 1).trimEnd()}…` : words
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

function listed({ rows, recorded }: Extract<SmartValue, { kind: 'list' }>): string {
  return recorded && rows.length > 1 ? `${rows.length}: ${rows.join('; ')}` : (rows[0] ?? '')
}

function offersOf(chart: SmartChart): SmartList {
  const at = chart.context.at()
  const offers: SmartOffer[] = []
  for (const kind of [...others, ...resultKinds, ...otherTests(chart)]) {
    const value = smartValue(chart, kind, at)
    if (kind.rare && !value.recorded) continue
    const { link, name, group, finds } = kind
    offers.push({ link, kind: kind.kind, name, group, finds, preview: previewOf(value) })
  }
  return { ...(chart.partly && { partly: chart.partly }), offers }
}

export const smartQueries = {
  'smart.read': {
    run(context, { links, ...ask }, watcher) {
      const chart = new SmartChart(context, ask)
      const at = context.at()
      const read = [...new Set(links)].flatMap((link): SmartValue[] => {
        const kind = named(link) ?? otherTest(link, chart)
        return kind ? [smartValue(chart, kind, at)] : []
      })
      // A watcher is told of what says something else, not of every time it was looked at.
      const value = watcher?.last && sameButTime(watcher.last, read) ? watcher.last : read
      return { value, topics: [ofPatient(ask.patient), 'holdings', 'sync'] satisfies Topic[] }
    },
  },
  'smart.list': {
    run(context, ask) {
      return { value: offersOf(new SmartChart(context, ask)), topics: [ofPatient(ask.patient), 'holdings'] }
    },
  },
  'smart.changes': {
    run(context, { patient, note }) {
      return { value: changesSince(context, patient, note), topics: [ofPatient(patient)] }
    },
  },
} satisfies Partial<QueryHandlers>

const sameButTime = (a: readonly SmartValue[], b: readonly SmartValue[]): boolean =>
  JSON.stringify(a, untimed) === JSON.stringify(b, untimed)
const untimed = (key: string, value: unknown): unknown => (key === 'at' ? undefined : value)
