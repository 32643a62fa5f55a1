import type { Communication } from '@medplum/fhirtypes'
import type { MessageView } from '../../../shared/contract/views/task.js'
import { personName } from '../../../shared/domain/name.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { utc } from '../store/utc.js'
import type { PatientResources } from './chart-resources.js'

const textOf = (message: Communication): string =>
  (message.payload ?? [])
    .map(({ contentString }) => contentString)
    .filter(Boolean)
    .join('\n')

/** The first message of a thread. A circle of replies ends where it began. */
function rootOf(id: LocalId, answers: ReadonlyMap<LocalId, LocalId>): LocalId {
  const seen = new Set<LocalId>()
  let at = id
  for (let before = answers.get(at); before && !seen.has(at); before = answers.get(at)) {
    seen.add(at)
    at = before
  }
  return at
}

/** The conversation a message belongs to, oldest first; empty when `about` is not a message. */
export function threadOf(resources: PatientResources, about: LocalId | null): MessageView[] {
  if (!about || !resources.get('Communication', about)) return []
  const held = resources.of('Communication').filter(({ resource }) => resource.status !== 'entered-in-error')
  const answers = new Map<LocalId, LocalId>()
  for (const { id, resource } of held) {
    const to = resources.resolve(resource.inResponseTo?.[0]?.reference)
    if (to) answers.set(id, to)
  }
  const root = rootOf(about, answers)
  const { family, given } = personName(resources.of('Patient')[0]?.resource.name)
  const patientName = [given[0], family].filter(Boolean).join(' ') || 'The patient'
  return held
    .filter(({ id }) => rootOf(id, answers) === root)
    .map(({ id, resource }) => {
      const fromPatient =
        resource.sender?.type === 'Patient' || resource.sender?.reference?.includes('Patient/') === true
      return {
        id,
        from: resource.sender?.display ?? (fromPatient ? patientName : 'The clinic'),
        fromPatient,
        at: (utc(resource.sent ?? resource.received) ?? '') as Instant,
        text: textOf(resource),
      }
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1))
}
