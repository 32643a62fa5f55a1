import type { DiagnosticReport, Observation } from '@medplum/fhirtypes'
import type { ContentValue, ResultContent } from '../../../shared/domain/result/fingerprint.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { numberText, parseJson } from '../../../shared/kernel/json.js'
import { wordsOf } from './concept.js'
import type { Sqlite } from './connection.js'
import type { Identity } from './identity.js'
import { flagOfObservation, loincOf, observationText, referenceOf, unitKey } from './observation.js'
import { valuesOf } from './report-values.js'
import { one } from './statement.js'

/** What a report says, and the printed limits of its values. */
export interface HeldContent {
  content: ResultContent
  limits: Map<ContentValue, { low?: number; high?: number }>
}

/** What a report says, of what is held here; `missing` counts what is not. */
export function contentOf(db: Sqlite, identity: Identity, report: DiagnosticReport): HeldContent {
  const limits: HeldContent['limits'] = new Map()
  const values: ContentValue[] = []
  let missing = 0
  for (const id of valuesOf(db, identity, report)) {
    const observation = observationOf(db, id)
    if (!observation) missing += 1
    else if (observation.status !== 'entered-in-error') {
      const value = contentValue(observation)
      const { low, high } = referenceOf(observation)
      values.push(value)
      limits.set(value, { ...(low !== undefined && { low }), ...(high !== undefined && { high }) })
    }
  }
  const conclusion = [report.conclusion, ...(report.conclusionCode ?? []).map(wordsOf)].filter(Boolean).join('\n')
  const documents = (report.presentedForm ?? []).map(({ title, size, hash }) =>
    [title, size, hash].map((part) => part ?? '').join(' '),
  )
  return {
    content: {
      status: report.status ?? 'unknown',
      values,
      ...(conclusion && { conclusion }),
      ...(documents.length > 0 && { documents }),
      missing,
    },
    limits,
  }
}

function observationOf(db: Sqlite, id: LocalId): Observation | undefined {
  const row = one<{ json: string }>(db, `SELECT json FROM resource WHERE id = ? AND type = 'Observation'`, id)
  return row ? (parseJson(row.json) as Observation) : undefined
}

function contentValue(observation: Observation): ContentValue {
  const text = observationText(observation)
  const flag = flagOfObservation(observation)
  const { referenceRange, note } = observation
  const reference = (referenceRange ?? [])
    .map(({ low, high, text: words }) => [numberText(low?.value), numberText(high?.value), words].join('|'))
    .join(' ')
  const notes = (note ?? []).map(({ text: words }) => words).join('\n')
  return {
    code: loincOf(observation),
    ...(text !== undefined && { text }),
    unit: unitKey(observation),
    ...(flag && { flag }),
    status: observation.status ?? 'unknown',
    ...(reference && { reference }),
    ...(notes && { notes }),
  }
}
