import type { PlanDefinition } from '@medplum/fhirtypes'
import type { Calendar } from './calendar.js'
import { hl7, ROUNDS } from './coding.js'
import { meta } from './meta.js'
import { careTeams } from './staff.js'

/** The binding of FHIR R4 is extensible; the types know its own three. */
const language = 'application/vnd.rounds.rule+json' as 'text/fhirpath'

/**
 * Who gets what arrives: routing has begun as the clinic opens, with one rule of its own. Nothing that came before is routed,
 * since the inboxes of the day are laid out as if it had been.
 */
export const routingPlan = (calendar: Calendar): PlanDefinition => {
  const begun = new Date(calendar.now - 1).toISOString()
  return {
    resourceType: 'PlanDefinition',
    id: 'routing',
    meta: meta(begun),
    url: `${ROUNDS}plan/routing`,
    name: 'Routing',
    title: 'Who gets what arrives',
    type: hl7('plan-definition-type', 'eca-rule', 'ECA Rule'),
    status: 'active',
    version: '1',
    date: begun,
    editor: [{ name: 'Dr Imani Cole' }],
    effectivePeriod: { start: begun },
    action: [
      {
        id: 'critical',
        title: 'Critical values go to the team at once',
        extension: [
          {
            url: `${ROUNDS}then`,
            valueString: JSON.stringify({
              to: careTeams.blue.reference,
              priority: 'stat',
              due: { minutes: 60 },
              on: 'arrival',
            }),
          },
        ],
        trigger: [{ type: 'data-added', data: [{ type: 'Task' }] }],
        condition: [
          {
            kind: 'applicability',
            expression: {
              language,
              expression: JSON.stringify({ fact: 'flag', op: 'is', value: ['HH', 'LL'] }),
            },
          },
        ],
      },
    ],
  }
}
