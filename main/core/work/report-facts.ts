import type { DiagnosticReport, Observation, ServiceRequest } from '@medplum/fhirtypes'
import { worstFlag } from '../../../shared/domain/flag.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { flagOfObservation } from '../store/observation.js'
import { valuesOf } from '../store/report-values.js'
import type { Reader } from '../store/store.js'

/** What is known of a report for whoever has to see to it. */
export interface ReportFacts {
  values: readonly Observation[]
  /** Values it names that are not here. */
  missing: number
  /** An order or a specimen it names is not here: whose it is cannot be compared with them yet. */
  rests: 'known' | 'unknown'
  /** The worst flag; N when all that is said is normal; undefined when nothing is said. */
  flag: string | undefined
  status: string
  order: LocalId | undefined
  asked: ServiceRequest | undefined
  orderer: LocalId | undefined
  /** The laboratory, or whoever reads the pictures. */
  source: string | undefined
}

const statuses: Record<string, string> = { amended: 'corrected', appended: 'corrected' }

export function reportFacts(store: Reader, report: DiagnosticReport): ReportFacts {
  const results = valuesOf(store.db, store.identity, report).map((id) => store.read('Observation', id))
  const values = results.filter((value) => value !== undefined)
  const order = report.basedOn?.map(({ reference }) => store.identity.resolve(reference)).find(Boolean)
  const asked = order && store.read('ServiceRequest', order)
  const by = [...(report.performer ?? []), ...(report.resultsInterpreter ?? [])].find(({ display }) => display)
  return {
    values,
    missing: results.length - values.length,
    rests: [...(report.basedOn ?? []), ...(report.specimen ?? [])].every(({ reference }) => isHere(store, reference))
      ? 'known'
      : 'unknown',
    flag: flagIn(values),
    status: statuses[report.status] ?? report.status,
    order,
    asked,
    orderer: store.identity.resolve(asked?.requester?.reference),
    source: by?.display,
  }
}

const isHere = (store: Reader, reference: string | undefined): boolean => {
  const id = store.identity.resolve(reference)
  const type = reference?.split('/').at(-2)
  return !id || (type !== 'ServiceRequest' && type !== 'Specimen') || store.row(type, id) !== undefined
}

function flagIn(values: readonly Observation[]): string | undefined {
  const flags = values
    .filter(({ status }) => status !== 'entered-in-error' && status !== 'cancelled')
    .map(flagOfObservation)
  return worstFlag(flags) ?? (flags.length > 0 && flags.every((flag) => flag === 'N') ? 'N' : undefined)
}
