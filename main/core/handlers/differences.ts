import type { DocumentReference, Resource } from '@medplum/fhirtypes'
import { noteText } from '../store/note-content.js'
import { labelOf, reading } from './reading.js'

type Difference = { field: string; mine: string; theirs: string }

/** What a person need not compare. */
const aside = new Set(['meta', 'id', 'identifier', 'text', 'resourceType', 'statusHistory', 'content', 'lastModified'])

/** Both sides of a conflict as label and value, only where they differ. A side that is gone says so. */
export function differences(mine: Resource, theirs: Resource | undefined): Difference[] {
  if (!theirs) return [{ field: 'Record', mine: 'kept with your change', theirs: 'deleted in the EHR' }]
  const found: Difference[] = []
  const left = mine as unknown as Record<string, unknown>
  const right = theirs as unknown as Record<string, unknown>
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    if (aside.has(key) || key.startsWith('_')) continue
    if (JSON.stringify(left[key]) === JSON.stringify(right[key])) continue
    const [a, b] = [reading(left[key]), reading(right[key])]
    if (a !== b) found.push({ field: labelOf(mine.resourceType, key), mine: a || 'nothing', theirs: b || 'nothing' })
  }
  if (mine.resourceType === 'DocumentReference') {
    const [a, b] = [noteText(mine), noteText(theirs as DocumentReference)]
    if (a !== b) found.push({ field: 'Text of the note', mine: a, theirs: b })
  }
  return found.length > 0 ? found : [{ field: 'Record', mine: 'your version', theirs: 'another version' }]
}
