import type { Task } from '@medplum/fhirtypes'

/** A resource's JSON with the words inside its attachments readable besides. */
export function readable(json: string): string {
  const words = [...json.matchAll(/"data":"([A-Za-z0-9+/=]+)"/g)].map(([, data]) =>
    Buffer.from(data as string, 'base64').toString(),
  )
  return words.length > 0 ? `${json}\n${words.join('\n')}` : json
}

/** Whether the claim of one version of a task had ended by itself when the next one's began. */
export function leaseEnded(before: string, after: string): boolean {
  const [was, is] = [before, after].map((json) => JSON.parse(json) as Task) as [Task, Task]
  const end = was.extension?.find(({ url }) => url === 'https://rounds.example/fhir/lease')?.valuePeriod?.end
  const start = is.executionPeriod?.start
  return end !== undefined && start !== undefined && Date.parse(end) <= Date.parse(start)
}

/** What the server adds or makes from the rest: two resources that differ only in it say the same. */
const theServersOwn = new Set(['id', 'meta', 'text'])

/** The same text for resources that say the same, however their keys are ordered. `name` gives each reference its one name. */
export function canonical(json: string, name: (reference: string) => string): string {
  const sorted = (value: unknown, top: boolean): unknown => {
    if (Array.isArray(value)) return value.map((item) => sorted(item, false))
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value).filter(([key]) => !(top && theServersOwn.has(key)))
    return Object.fromEntries(
      entries
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, each]) => [
          key,
          key === 'reference' && typeof each === 'string' ? name(each) : sorted(each, false),
        ]),
    )
  }
  return JSON.stringify(sorted(JSON.parse(json), true))
}
