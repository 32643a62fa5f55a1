import type { ChartView, Series } from '../../../shared/contract/views/chart.js'
import { may } from '../../../shared/domain/role.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { Unsent } from '../outbox/outbox.js'
import { heldReportsOf } from '../store/held-report.js'
import type { NoteRow } from '../store/note.js'
import { all } from '../store/statement.js'
import { ofPatient, type Topic } from '../store/topic.js'
import { activeAllergies, allergiesBeside } from './allergies.js'
import { resourcesOf } from './chart-resources.js'
import type { Context, QueryHandlers } from './context.js'
import { ownPlaces } from './own-places.js'
import { nameOf } from './people.js'
import { immunisationsOf, medicinesOf, problemsOf } from './problems.js'
import { earlierValues, isReportShown, reportView } from './report.js'
import { allSeries } from './series.js'
import { timelineOf } from './timeline.js'
import { threadsOnTimeline } from './work/threads.js'

function draftsOf({ store, session, at }: Context, patient: LocalId): ChartView['drafts'] {
  const me = session.user()?.id
  const rows = all<NoteRow>(
    store.db,
    `SELECT * FROM note WHERE patient = ? AND status = 'draft' ORDER BY at DESC, id`,
    patient,
  )
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    author: nameOf(store, row.author) ?? 'Unknown author',
    at: (row.at ?? at()) as Instant,
    mine: row.author === me,
  }))
}

function chart(context: Context, patient: LocalId): ChartView {
  const resources = resourcesOf(context, patient)
  const unsent = context.outbox.unsentOfPatient(patient)
  const { vitals, results } = allSeries(resources)
  const earlier = earlierValues(resources)
  const me = context.session.user()?.id
  const reports = resources
    .of('DiagnosticReport')
    .filter(({ resource }) => isReportShown(resource))
    .map(({ id, resource }) => reportView(id, resource, resources, earlier))
    .sort((a, b) => ((a.issuedAt ?? a.collectedAt ?? '') < (b.issuedAt ?? b.collectedAt ?? '') ? 1 : -1))
  return {
    held: context.sync.held(patient),
    problems: problemsOf(resources),
    medicines: medicinesOf(resources),
    allergies: activeAllergies([...resources.of('AllergyIntolerance'), ...allergiesBeside(context, patient)]).allergies,
    vitals: vitals.map((series) => withStates(series, unsent)),
    results,
    reports,
    immunisations: immunisationsOf(resources),
    timeline: timelineOf(resources, {
      discarded: (note) => context.store.setting(`discarded ${note}`) === me,
      isOurs: ownPlaces(context.store),
      threads: threadsOnTimeline(context, patient),
    }).map((item) => withState(item, unsent)),
    heldResults: heldNotices(context, patient),
    drafts: draftsOf(context, patient),
  }
}

/** That something is held, for those who may decide: never what it says. */
function heldNotices({ store, session }: Context, patient: LocalId): ChartView['heldResults'] {
  const me = session.user()
  if (!me || !may(me.role, 'identity.decide')) return []
  return heldReportsOf(store.db, patient).map(({ id, issued }) => ({
    report: id,
    ...(issued && { issuedAt: issued as Instant }),
  }))
}

type States = ReadonlyMap<LocalId, Unsent>

/** What was entered here and has not arrived says so itself. */
function withState<T extends { id: LocalId }>(thing: T, states: States): T & { unsent?: Unsent } {
  const unsent = states.get(thing.id)
  return unsent ? { ...thing, unsent } : thing
}

const withStates = (series: Series, states: States): Series =>
  states.size === 0 ? series : { ...series, readings: series.readings.map((reading) => withState(reading, states)) }

export const chartQueries = {
  'chart.view': {
    run(context, { patient }) {
      const topics: Topic[] = [ofPatient(patient), 'holdings', 'sync']
      return { value: chart(context, patient), topics }
    },
  },
  'report.view': {
    run(context, { patient, report }) {
      const resources = resourcesOf(context, patient)
      const held = resources.get('DiagnosticReport', report)
      const value = held ? reportView(report, held, resources, earlierValues(resources)) : null
      return { value, topics: [ofPatient(patient)] }
    },
  },
} satisfies Partial<QueryHandlers>
