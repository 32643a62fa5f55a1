import type { PlanDefinition } from '@medplum/fhirtypes'
import { type ClinicTimes, readTimes, timesDifferences, writeTimes } from '../../../shared/domain/clinic-times.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { hl7 } from '../handlers/fhir.js'
import { plans } from '../store/clinic-plan.js'
import { clinicTimes, storedTimes, timesUrl } from '../store/clinic-times.js'
import { machineId } from '../store/identity.js'
import type { Reader } from '../store/store.js'
import { partyHere, partyThere } from './party-reference.js'
import { earlierVersions, type PlanVersion, versionsAfter } from './plan-versions.js'

/** The same on every workstation, so that two who set times for the first time at once set one plan. */
export const timesPlanId: LocalId = machineId('plan', 'loop-times' as LocalId)

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
    ...(before && { relatedArtifact: versionsAfter(before, storedTimes(before) ?? {}) }),
  }
}

/** Times as they were before a save. */
export interface EarlierTimes extends PlanVersion {
  times: ClinicTimes
}

/** The times before the present ones, newest first. */
export const earlierTimes = (reader: Reader, plan: PlanDefinition): EarlierTimes[] =>
  earlierVersions(plan, (stored) => ({
    times: withParties(readTimes(stored), (party) => partyHere(reader, party)),
  }))

/** The times of a plan as a person compares them: those that are not the usual ones. */
export function timesText(plan: Pick<PlanDefinition, 'extension'>, name: (party: string) => string): string {
  return timesDifferences(readTimes(storedTimes(plan)), name).join('\n') || 'All as usual'
}
