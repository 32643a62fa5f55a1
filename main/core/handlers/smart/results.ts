import type { Series } from '../../../../shared/contract/views/chart.js'
import { smartTestOf, smartTests } from '../../../../shared/domain/smart/laboratory.js'
import { dayWords, flaggedWords, stateWords, trendWords } from '../../../../shared/domain/smart/value.js'
import { localDate } from '../../../../shared/kernel/dates.js'
import { utc } from '../../store/utc.js'
import { wordsOf } from '../fhir.js'
import { isReportShown } from '../report.js'
import { measuredOf, type Said, type SmartChart, type SmartKind, source } from './smart-chart.js'

function trend(chart: SmartChart, series: Series | undefined): Said | undefined {
  const text = series && trendWords(series.name, measuredOf(series))
  if (!series || !text) return undefined
  return { text, sources: series.readings.slice(0, 2).map(({ id }) => chart.saidBy(id)) }
}

/** A test by its short name. */
const named: readonly SmartKind[] = smartTests.map(({ link, name, codes, finds }) => ({
  link,
  kind: 'text',
  name,
  group: 'Results',
  finds: [...finds],
  rare: link !== 'a1c',
  read: (chart) => trend(chart, chart.result(codes)),
}))

const unnamed = 'lab:'

/** A test without a short name, by its code. */
const coded = (code: string, name: string): SmartKind => ({
  link: `${unnamed}${code}`,
  kind: 'text',
  name,
  group: 'Results',
  finds: ['lab', 'result'],
  rare: true,
  read: (chart) => trend(chart, chart.result([code])),
})

/** Tests of this patient that have no short name. */
export function otherTests(chart: SmartChart): SmartKind[] {
  const found = new Map<string, SmartKind>()
  for (const { id, name } of chart.results) {
    const code = id.split(' ')[0] as string
    if (!smartTestOf(code) && code.length <= 50 && !found.has(code)) found.set(code, coded(code, name))
  }
  return [...found.values()]
}

/** The kind of a link like `lab:13457-7`. */
export function otherTest(link: string, chart: SmartChart): SmartKind | undefined {
  if (!link.startsWith(unnamed)) return undefined
  const code = link.slice(unnamed.length)
  return coded(code, chart.result([code])?.name ?? 'Result')
}

/** Everything of the day results were last taken, most abnormal first. */
function lastResults(chart: SmartChart): Said | undefined {
  const dayOf = (at: string): string => localDate(new Date(at))
  const reports = chart.resources
    .of('DiagnosticReport')
    .filter(({ resource }) => isReportShown(resource) && resource.conclusion && !resource.result?.length)
    .map(({ id, resource }) => ({
      id,
      at: utc(resource.effectiveDateTime ?? resource.issued) ?? '',
      words: `${wordsOf(resource.code) ?? 'Report'}: ${resource.conclusion}${resource.status === 'preliminary' ? ', preliminary' : ''}`,
    }))
  const newest = [...chart.results.map(({ readings }) => readings[0]?.at ?? ''), ...reports.map(({ at }) => at)]
    .sort()
    .at(-1)
  if (!newest) return undefined
  const day = dayOf(newest)
  const series = chart.results.filter(({ readings }) => readings[0] && dayOf(readings[0].at) === day)
  const words = reports.filter(({ at }) => at && dayOf(at) === day)
  const rows = series.map((each) => {
    const [last] = measuredOf(each)
    if (!last) return each.name
    const state = stateWords(last).split(', ').slice(1).join(', ')
    const reference = each.reference ? `reference ${each.reference}` : ''
    return [`${each.name} ${flaggedWords(last)}`, state, reference].filter(Boolean).join(', ')
  })
  return {
    title: `Results of ${dayWords(newest)}`,
    rows: [...rows, ...words.map((report) => report.words)],
    sources: [
      ...series.flatMap((each) => (each.readings[0] ? [chart.saidBy(each.readings[0].id)] : [])),
      ...words.map(({ id }) => source('DiagnosticReport', id)),
    ],
  }
}

/** A questionnaire's total; LOINC. */
const questionnaire = (link: string, name: string, code: string, most: number, finds: string[]): SmartKind => ({
  link,
  kind: 'text',
  name,
  group: 'Results',
  finds,
  rare: true,
  read: (chart) => {
    const values = chart.answers(code).map((value) => ({ ...value, unit: `of ${most}` }))
    const text = trendWords(name, values)
    return text ? { text, sources: values.slice(0, 2).map(({ id }) => chart.saidBy(id)) } : undefined
  },
})

export const resultKinds: readonly SmartKind[] = [
  {
    link: 'results',
    kind: 'list',
    name: 'Last results',
    group: 'Results',
    finds: ['labs', 'lab results', 'bloods', 'laboratory', 'tests'],
    read: lastResults,
  },
  questionnaire('phq9', 'PHQ-9', '44261-6', 27, ['depression', 'mood', 'phq-9', 'score']),
  questionnaire('gad7', 'GAD-7', '70274-6', 21, ['anxiety', 'gad-7', 'score']),
  ...named,
]
