import type { Observation } from '@medplum/fhirtypes'
import type { SmartChange } from '../../../../shared/contract/views/smart.js'
import { smartSources } from '../../../../shared/document/index.js'
import { valueWords } from '../../../../shared/domain/smart/value.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { documentIn } from '../../store/note-content.js'
import type { ReadingRow } from '../../store/reading.js'
import { one } from '../../store/statement.js'
import type { Context } from '../context.js'
import { wordsOf } from '../fhir.js'

/** Records a note's smart links were read from that say something else today. The note itself stays as it was signed. */
export function changesSince({ store }: Context, patient: LocalId, note: LocalId): SmartChange[] {
  const resource = store.read('DocumentReference', note)
  const doc = resource && documentIn(resource)
  const changes: SmartChange[] = []
  for (const { type, id, said } of doc ? smartSources(doc) : []) {
    if (type !== 'Observation' || said === undefined) continue
    const source = id as LocalId
    const row = store.row('Observation', source)
    if (!row || row.patient !== patient) continue
    const reading = one<ReadingRow>(
      store.db,
      'SELECT * FROM reading WHERE id = ? AND id NOT IN (SELECT observation FROM held_value)',
      source,
    )
    const name = reading?.name ?? nameOf(store.read('Observation', source))
    if (!reading) changes.push({ source, name, said, how: 'withdrawn' })
    else if (reading.text !== null) {
      const now = valueWords({ text: reading.text, unit: reading.unit })
      if (now !== said)
        changes.push({ source, name, said, now, how: reading.status === 'final' ? 'changed' : 'corrected' })
    }
  }
  return changes
}

const nameOf = (observation: Observation | undefined): string => wordsOf(observation?.code) ?? 'Result'
