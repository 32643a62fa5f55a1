import type { Bundle, Resource } from '@medplum/fhirtypes'
import type { Clinic, Workstation } from '../../support/clinic.js'
import { sentAll } from '../../support/sending.js'

/** What the EHR received since it was last asked, version by version. */
export class Written {
  readonly #ehr: Clinic
  readonly #seen = new Set<string>()
  #since = ''

  constructor(ehr: Clinic) {
    this.#ehr = ehr
  }

  /** Everything so far is not of interest. */
  async begin(): Promise<void> {
    const { entry } = await this.#ehr.get<Bundle>('_history?_count=1')
    this.#since = entry?.[0]?.resource?.meta?.lastUpdated ?? ''
    await this.take()
  }

  /** Waits until the workstations have sent all they have, and answers what arrived. */
  async take(...from: Workstation[]): Promise<Resource[]> {
    for (const station of from) await sentAll(station)
    const versions = await this.#ehr.all<Resource>(`_history?_count=200&_since=${encodeURIComponent(this.#since)}`)
    const news = versions.filter((each) => {
      const version = each && `${each.resourceType}/${each.id}/${each.meta?.versionId}`
      if (!version || this.#seen.has(version)) return false
      this.#seen.add(version)
      return true
    })
    return news.filter(({ resourceType }) => resourceType !== 'Subscription')
  }
}
