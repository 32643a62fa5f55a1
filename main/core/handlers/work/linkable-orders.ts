import type { CodeableConcept } from '@medplum/fhirtypes'
import type { LinkableOrder } from '../../../../shared/contract/views/work/identity.js'
import type { Instant, LocalId } from '../../../../shared/kernel/ids.js'
import { utc } from '../../store/utc.js'
import { resourcesOf } from '../chart-resources.js'
import type { Context } from '../context.js'
import { wordsOf } from '../fhir.js'

const codesOf = (concept: CodeableConcept | undefined): string[] =>
  (concept?.coding ?? []).flatMap(({ code }) => code ?? [])

/** Active orders of the patient without a result, for a result that names none: those for the same test first, then the newest. */
export function linkableOrders(context: Context, patient: LocalId, report: LocalId): LinkableOrder[] {
  const resources = resourcesOf(context, patient)
  const held = resources.get('DiagnosticReport', report)
  if (!held || held.basedOn?.length) return []
  const answered = new Set(
    resources
      .of('DiagnosticReport')
      .flatMap(({ resource }) => (resource.basedOn ?? []).map(({ reference }) => resources.resolve(reference))),
  )
  const wanted = new Set(codesOf(held.code))
  const name = wordsOf(held.code)
  return resources
    .of('ServiceRequest')
    .filter(({ id, resource }) => resource.status === 'active' && resource.intent === 'order' && !answered.has(id))
    .map(({ id, resource }) => {
      const orderedAt = utc(resource.authoredOn)
      const orderedBy = resource.requester?.display
      const text = wordsOf(resource.code) ?? 'Order'
      return {
        id,
        text,
        ...(orderedAt && { orderedAt: orderedAt as Instant }),
        ...(orderedBy && { orderedBy }),
        same: text === name || codesOf(resource.code).some((code) => wanted.has(code)),
      }
    })
    .sort((a, b) => Number(b.same) - Number(a.same) || ((a.orderedAt ?? '') < (b.orderedAt ?? '') ? 1 : -1))
}
