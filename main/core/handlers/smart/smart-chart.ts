import type { Resource } from '@medplum/fhirtypes'
import type { Series } from '../../../../shared/contract/views/chart.js'
import type { SmartOffer, SmartSource, SmartValue } from '../../../../shared/contract/views/smart.js'
import { longHeld, partlyHeld } from '../../../../shared/domain/smart/held.js'
import { type Measured, valueWords } from '../../../../shared/domain/smart/value.js'
import { localDate } from '../../../../shared/kernel/dates.js'
import type { DateText, Instant, LocalId } from '../../../../shared/kernel/ids.js'
import { type PatientResources, resourcesOf } from '../chart-resources.js'
import type { Context } from '../context.js'
import { allSeries } from '../series.js'

/** For whom, and at which visit. */
export interface SmartAsk {
  patient: LocalId
  /** The visit a note is about. */
  encounter?: LocalId | undefined
  /** The day the note is about where there is no visit, `YYYY-MM-DD`. */
  on?: string | undefined
}

/** What one kind of data says; undefined when there is nothing to tell. */
export type Said = { sources: SmartSource[] } & ({ text: string } | { rows: string[]; title?: string })

/** One kind of data that can be put into a note. */
export interface SmartKind extends Omit<SmartOffer, 'preview'> {
  /** Known of everyone, whether their chart is held or not. */
  demographic?: boolean
  /** What it says when there is nothing to tell, after the name; `none recorded` unless told. */
  none?(chart: SmartChart): string
  /** Offered only where there is something to tell. */
  rare?: boolean
  read(chart: SmartChart): Said | undefined
}

/** A chart as smart links read it: each part is worked out once. */
export class SmartChart {
  readonly context: Context
  readonly ask: SmartAsk
  readonly resources: PatientResources
  readonly now: Date
  /** Why it does not tell everything; undefined when the chart is held whole. */
  readonly partly: string | undefined
  /** How old it is, where it is held whole and nobody has heard from the EHR for long. */
  readonly old: string | undefined
  #series: { vitals: Series[]; results: Series[] } | undefined

  constructor(context: Context, ask: SmartAsk) {
    this.context = context
    this.ask = ask
    this.resources = resourcesOf(context, ask.patient)
    this.now = context.clock.now()
    const held = context.sync.held(ask.patient)
    this.partly = partlyHeld(held)
    this.old = longHeld(held, onServersClock(context, this.now))
  }

  /** The local day the note is about: that of its visit, else the one given, else today. */
  get day(): DateText {
    const start = this.resources.get('Encounter', this.ask.encounter)?.period?.start
    return start ? localDate(new Date(start)) : ((this.ask.on as DateText | undefined) ?? localDate(this.now))
  }

  /** Vital signs, newest first. */
  vitals(code: string): Series | undefined {
    return this.#all()
      .vitals.filter(({ id }) => isCode(id, code))
      .sort(newestFirst)[0]
  }

  get allVitals(): readonly Series[] {
    return this.#all().vitals
  }

  /** Laboratory results of one quantity in the unit and by the method last used. */
  result(codes: readonly string[]): Series | undefined {
    return this.results.filter(({ id }) => codes.some((code) => isCode(id, code))).sort(newestFirst)[0]
  }

  get results(): readonly Series[] {
    return this.#all().results
  }

  /** Answers that stand in neither list, such as a questionnaire's: newest first. */
  answers(code: string): (Measured & { id: LocalId })[] {
    return [...this.resources.readings]
      .filter((row) => row.code === code && row.text !== null)
      .sort((a, b) => (a.at < b.at ? 1 : -1))
      .map(({ id, at, text, unit, flag, status }) => ({
        id,
        at,
        text: text as string,
        unit,
        flag: flag ?? undefined,
        status,
        ...earlierOf(this.resources, id, text),
      }))
  }

  /** An observation as a source, with what it says. */
  saidBy(id: LocalId): SmartSource {
    const reading = this.resources.reading(id)
    return {
      ...source('Observation', id),
      ...(reading?.text != null && { said: valueWords({ ...reading, text: reading.text }) }),
    }
  }

  #all(): { vitals: Series[]; results: Series[] } {
    this.#series ??= allSeries(this.resources)
    return this.#series
  }
}

/** How old a chart is goes by the EHR's clock, which gave it its time. */
const onServersClock = ({ sync }: Context, now: Date): Date =>
  new Date(now.getTime() - (sync.view().clockMinutesAhead ?? 0) * 60_000)

function earlierOf(resources: PatientResources, id: LocalId, text: string | null): { earlier?: string } {
  const before = resources.corrected(id)
  return before === undefined || before === text ? {} : { earlier: before }
}

/** A series of another unit has its unit behind the code. */
const isCode = (id: string, code: string): boolean => id === code || id.startsWith(`${code} `)

const newestFirst = (a: Series, b: Series): number => ((a.readings[0]?.at ?? '') < (b.readings[0]?.at ?? '') ? 1 : -1)

/** A series as values, newest first. */
export const measuredOf = ({ readings, unit }: Series): Measured[] =>
  readings.map(({ at, text, flag, status, earlier }) => ({ at, text, unit, flag, status, earlier }))

export const source = (type: Resource['resourceType'], id: LocalId): SmartSource => ({ type, id })

/** What one smart link says now. */
export function smartValue(chart: SmartChart, kind: SmartKind, at: Instant): SmartValue {
  const { ask } = chart
  const said = kind.read(chart)
  const partly = kind.demographic ? undefined : chart.partly
  const base = {
    link: kind.link,
    name: kind.name,
    at,
    recorded: said !== undefined,
    // Whose data it is comes first: by this a note knows its own links from those of another patient.
    sources: [source('Patient', ask.patient), ...(said?.sources ?? [])].slice(0, mostSources),
  }
  const none = partly ? 'not known here' : (kind.none?.(chart) ?? 'none recorded')
  const held = kind.demographic ? undefined : (partly ?? chart.old)
  const behind = held ? ` (${held})` : ''
  if (kind.kind === 'list') {
    const rows = said && 'rows' in said ? said.rows : [sentence(none)]
    const title = said && 'title' in said && said.title ? said.title : kind.name
    return { ...base, kind: 'list', title: `${title}${behind}`, rows: bounded(rows) }
  }
  const text = said && 'text' in said ? said.text : `${kind.name}: ${none}`
  return { ...base, kind: 'text', text: `${clipped(text, mostText)}${behind}` }
}

/** What a document takes of one link: see `shared/document/nodes/smart-link.ts`. */
const mostSources = 200
const mostText = 1800
const mostRows = 190
const mostRow = 900

const clipped = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most)} … (more in the chart)`

function bounded(rows: readonly string[]): string[] {
  const shown = rows.slice(0, mostRows).map((row) => clipped(row, mostRow))
  return rows.length > mostRows ? [...shown, `and ${rows.length - mostRows} more in the chart`] : shown
}

const sentence = (words: string): string => `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`
