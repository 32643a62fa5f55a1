import type { Version } from '../store/records.js'
import type { Answer, Context, Interaction } from './interaction.js'
import { outcome, Refused } from './outcome.js'

export const etag = (version: number): string => `W/"${version}"`

export const instant = (milliseconds: number): string => new Date(milliseconds).toISOString()

export const address = (context: Context, { type, id }: Pick<Version, 'type' | 'id'>): string =>
  `${context.base}/${type}/${id}`

export const versionAddress = (context: Context, version: Version): string =>
  `${address(context, version)}/_history/${version.version}`

/** The version as the answer to a read. */
export function shown(version: Version): Answer {
  if (version.json === null) throw gone(version)
  return { status: 200, headers: versionHeaders(version), body: version.json, updated: version.updated }
}

export function versionHeaders(version: Version): Record<string, string> {
  return { etag: etag(version.version), 'last-modified': new Date(version.updated).toUTCString() }
}

/** The answer to a write, with as much of a body as the client asked for. */
export function written(context: Context, interaction: Interaction, version: Version, status: 200 | 201): Answer {
  const headers: Record<string, string> = { ...versionHeaders(version), location: versionAddress(context, version) }
  const answer = { status, headers, updated: version.updated }
  if (interaction.prefer.returns === 'minimal') return { ...answer, body: undefined }
  if (interaction.prefer.returns === 'OperationOutcome') {
    const what = `${status === 201 ? 'Created' : 'Updated'} ${version.type}/${version.id} as version ${version.version}`
    return { ...answer, body: outcome('information', 'informational', what) }
  }
  return { ...answer, body: version.json ?? undefined }
}

export const unknownResource = (type: string, id: string) => new Refused(404, 'not-found', `There is no ${type}/${id}`)

export const gone = (version: Version) => new Refused(410, 'deleted', `${version.type}/${version.id} was deleted`)
