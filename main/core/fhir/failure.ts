import type { OperationOutcome } from '@medplum/fhirtypes'

/** Why a request to the EHR did not do what was asked. */
export type FailureKind =
  /** No answer: unreachable, cut off or too slow. */
  | 'network'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  /** It existed and was deleted. */
  | 'gone'
  | 'conflict'
  /** Somebody changed it first, or more than one record matches. */
  | 'precondition'
  | 'invalid'
  | 'throttled'
  | 'server'
  /** Something answers, but it is not a FHIR server. */
  | 'not-fhir'
  /** The answer broke off. */
  | 'truncated'
  /** The server does not let this be read to its end. */
  | 'incomplete'

export interface Failure {
  ok: false
  kind: FailureKind
  status: number | undefined
  /** One sentence for the person, without technical words or patient content. */
  message: string
  /** How long the server asked to wait, milliseconds. */
  retryAfterMs: number | undefined
  /** True when the server may have carried the request out all the same. */
  uncertain: boolean
  /** It took too long, rather than being cut off. */
  timedOut: boolean
  /** The FHIR server itself said so (an OperationOutcome), not something on the way to it. */
  inFhir: boolean
}

interface Details {
  status?: number
  retryAfterMs?: number | undefined
  uncertain?: boolean
  timedOut?: boolean
  inFhir?: boolean
}

export const failure = (kind: FailureKind, message: string, details: Details = {}): Failure => ({
  ok: false,
  kind,
  status: details.status,
  message,
  retryAfterMs: details.retryAfterMs,
  uncertain: details.uncertain ?? false,
  timedOut: details.timedOut ?? false,
  inFhir: details.inFhir ?? false,
})

/** Errors before the first byte left: the server cannot have acted on the request. */
const neverLeft = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** What `fetch` threw, in words. */
export function networkFailure(error: unknown): Failure {
  const { name, cause } = error as { name?: string; cause?: { code?: string; errors?: { code?: string }[] } }
  const code = cause?.code ?? cause?.errors?.[0]?.code ?? ''
  if (name === 'TimeoutError' || name === 'AbortError') {
    return failure('network', 'The EHR did not answer in time.', { uncertain: true, timedOut: true })
  }
  if (/CERT|SSL|TLS|SELF_SIGNED/.test(code)) {
    return failure('network', 'The EHR could not prove who it is: its certificate is not trusted on this computer.')
  }
  return failure('network', 'The EHR cannot be reached.', { uncertain: !neverLeft.has(code) })
}

/** Retry-After as seconds or as a date, in milliseconds from now; never more than an hour. */
export function retryAfterOf(header: string | null, now: number): number | undefined {
  if (!header) return undefined
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 3_600_000) : undefined
}

export const isOutcome = (body: unknown): body is OperationOutcome =>
  (body as { resourceType?: string } | undefined)?.resourceType === 'OperationOutcome'

/** What a server says is wrong, shortened; undefined when it says nothing a person could use. */
export function saidIn(body: unknown): string | undefined {
  if (!isOutcome(body)) return undefined
  const texts = (body.issue ?? [])
    .filter((issue) => issue.severity !== 'information')
    .map((issue) => issue.details?.text ?? issue.diagnostics)
    .filter((text): text is string => Boolean(text?.trim()))
  return texts.length > 0 ? texts.join('; ').replace(/\s+/g, ' ').slice(0, 300) : undefined
}

/** What goes before the server's own words. */
const leads = {
  forbidden: 'The EHR does not allow this',
  conflict: 'The EHR is busy with this record',
  precondition: 'This record was changed in the EHR meanwhile',
  server: 'The EHR has a problem of its own',
  invalid: 'The EHR did not accept this',
} as const satisfies Partial<Record<FailureKind, string>>

/** A message of `statusFailure` taken apart again: what kind it is, and what the server said. */
export function partsOf(message: string): { kind: keyof typeof leads | undefined; lead: string; said?: string } {
  for (const [kind, lead] of Object.entries(leads)) {
    if (!message.startsWith(lead)) continue
    const said = message.slice(lead.length).replace(/^[:.]\s*/, '')
    return { kind: kind as keyof typeof leads, lead: `${lead}.`, ...(said && { said }) }
  }
  return { kind: undefined, lead: message }
}

/** The failure a status stands for, `said` being the server's own words. */
export function statusFailure(
  status: number,
  said: string | undefined,
  retryAfterMs: number | undefined,
  inFhir = false,
): Failure {
  const because = said ? `: ${said}` : '.'
  const details = { status, retryAfterMs, inFhir }
  if (status === 401) return failure('unauthorized', 'The EHR asks you to sign in again.', details)
  if (status === 403) return failure('forbidden', `${leads.forbidden}${because}`, details)
  if (status === 404) return failure('not-found', 'The EHR does not have this record.', details)
  if (status === 410) return failure('gone', 'This record was deleted in the EHR.', details)
  if (status === 409) return failure('conflict', `${leads.conflict}${because}`, details)
  if (status === 412) return failure('precondition', `${leads.precondition}${because}`, details)
  if (status === 429) return failure('throttled', 'The EHR asks to wait a little.', details)
  if (status === 408 || status >= 500) {
    return failure('server', `${leads.server}${because}`, { ...details, uncertain: status !== 503 })
  }
  return failure('invalid', `${leads.invalid}${because}`, details)
}
