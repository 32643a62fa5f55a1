import type { PlanDefinition } from '@medplum/fhirtypes'
import type { Instant } from '../../../shared/kernel/ids.js'

/** Who saved a version of a plan, and when. */
export interface PlanVersion {
  version: number
  at?: Instant
  by?: string
}

const json = 'application/json'
/** How many earlier versions travel with a plan. */
const mostVersions = 20

/** The versions a plan carries once a save replaces `before`, of which `content` is kept: newest first. */
export function versionsAfter(
  before: PlanDefinition,
  content: unknown,
): NonNullable<PlanDefinition['relatedArtifact']> {
  const data = Buffer.from(JSON.stringify(content), 'utf8').toString('base64')
  const by = before.editor?.[0]?.name
  const artifact = {
    type: 'predecessor' as const,
    label: before.version ?? '1',
    ...(by && { display: by }),
    document: { contentType: json, data, ...(before.date && { creation: before.date }) },
  }
  return [artifact, ...(before.relatedArtifact ?? [])].slice(0, mostVersions)
}

/**
 * The versions before the present one, newest first, with what `read` makes of each. One that cannot be read, as another system
 * or a cut transfer leaves it, is left out; so is one `read` makes nothing of.
 */
export function earlierVersions<Content>(
  plan: PlanDefinition,
  read: (content: unknown) => Content | undefined,
): (PlanVersion & Content)[] {
  return (plan.relatedArtifact ?? []).flatMap(({ type, label, display, document }) => {
    if (type !== 'predecessor' || document?.contentType !== json || !document.data) return []
    const stored = parsed(document.data)
    const content = stored === undefined ? undefined : read(stored)
    if (!content) return []
    return [
      {
        version: Number(label) || 1,
        ...(document.creation && { at: document.creation as Instant }),
        ...(display && { by: display }),
        ...content,
      },
    ]
  })
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(Buffer.from(data, 'base64').toString('utf8'))
  } catch {
    return undefined
  }
}
