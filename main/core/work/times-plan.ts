import type { PlanDefinition } from '@medplum/fhirtypes'
import { type ClinicTimes, readTimes, timesDifferences, writeTimes } from '../../../shared/domain/clinic-times.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { hl7 } from '../handlers/fhir.js'
import { plans } from '../store/clinic-plan.js'
import { clinicTimes, storedTimes, timesUrl } from '../store/clinic-times.js'
import { machineId } from '../store/identity.js'
import type { Reader } from '../store/store.js'
import { partyHere, partyThere } from './party-reference.js'

/** The same on every workstation, so that two who set times for the first time at once set one plan. */
export const timesPlanId: LocalId = machineId('plan', 'loop-times' as LocalId)

const json = 'application/json'
/** How many earlier versions travel with the times. */
const mostVersions = 20

const withParties = (times: ClinicTimes, change: (party: string) => string): ClinicTimes => ({
  ...times,
  escalation: Object.fromEntries(
    Object.entries(times.escalation).map(([name, steps]) => [
      name,
      steps.map(({ after, to }) => ({ after, to: change(to) })),
    ]),
  ),
})

/** The clinic's times, whom they name as known here. */
export const timesHere = (reader: Reader): ClinicTimes =>
  withParties(clinicTimes(reader.db), (party) => partyHere(reader, party))

/** The plan as a save makes it of the one before. */
export function writtenTimes(
  reader: Reader,
  save: { times: ClinicTimes; version: number; at: Instant; by: string },
  before?: PlanDefinition,
): PlanDefinition {
  const { version, at, by } = save
  const stored = writeTimes(
    before && storedTimes(before),
    withParties(save.times, (party) => partyThere(reader, party)),
  )
  const others = (before?.extension ?? []).filter(({ url }) => url !== timesUrl)
  const { relatedArtifact: _related, ...kept } = before ?? {}
  return {
    ...kept,
    resourceType: 'PlanDefinition',
    url: plans.loopTimes,
    name: 'Times',
    title: 'When we expect it',
    type: hl7('plan-definition-type', 'workflow-definition', 'Workflow Definition'),
    status: 'active',
    version: String(version),
    date: at,
    editor: [{ name: by }],
    extension: [...others, { url: timesUrl, valueString: JSON.stringify(stored) }],
    ...(before && { relatedArtifact: earlier(before) }),
  }
}

function earlier(before: PlanDefinition): NonNullable<PlanDefinition['relatedArtifact']> {
  const data = Buffer.from(JSON.stringify(storedTimes(before) ?? {}), 'utf8').toString('base64')
  const by = before.editor?.[0]?.name
  const artifact = {
    type: 'predecessor' as const,
    label: before.version ?? '1',
    ...(by && { display: by }),
    document: { contentType: json, data, ...(before.date && { creation: before.date }) },
  }
  return [artifact, ...(before.relatedArtifact ?? [])].slice(0, mostVersions)
}

/** Times as they were before a save. */
export interface EarlierTimes {
  version: number
  at?: Instant
  by?: string
  times: ClinicTimes
}

/** The times before the present ones, newest first. One that cannot be read is left out. */
export function earlierTimes(reader: Reader, plan: PlanDefinition): EarlierTimes[] {
  return (plan.relatedArtifact ?? []).flatMap(({ type, label, display, document }) => {
    if (type !== 'predecessor' || document?.contentType !== json || !document.data) return []
    try {
      const times = readTimes(JSON.parse(Buffer.from(document.data, 'base64').toString('utf8')))
      return [
        {
          version: Number(label) || 1,
          ...(document.creation && { at: document.creation as Instant }),
          ...(display && { by: display }),
          times: withParties(times, (party) => partyHere(reader, party)),
        },
      ]
    } catch {
      return []
    }
  })
}

/** The times of a plan as a person compares them: those that are not the usual ones. */
export function timesText(plan: Pick<PlanDefinition, 'extension'>, name: (party: string) => string): string {
  return timesDifferences(readTimes(storedTimes(plan)), name).join('\n') || 'All as usual'
}
