const fiveSeconds = 5000

export type ServerCheck =
  | { ok: true }
  | { ok: false; why: 'ehr-unreachable' | 'not-fhir'; message: string; detail?: string }

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause && typeof cause === 'object' && 'code' in cause ? String(cause.code) : ''
  return code || (cause instanceof Error ? cause.name : 'unknown')
}

/** Asks the address for its CapabilityStatement: whether a FHIR R4 server answers there. */
export const checkServer = async (url: string): Promise<ServerCheck> => {
  let response: Response
  let body: string
  try {
    response = await fetch(`${url}/metadata`, {
      headers: { accept: 'application/fhir+json' },
      signal: AbortSignal.timeout(fiveSeconds),
    })
    body = await response.text()
  } catch (error) {
    const message = `Nothing answers at ${url}.`
    return { ok: false, why: 'ehr-unreachable', message, detail: reasonOf(error) }
  }
  if (response.status >= 500) {
    const message = `The EHR at ${url} answers, but says that it has a problem.`
    return { ok: false, why: 'ehr-unreachable', message, detail: `status ${response.status}` }
  }
  return judge(url, body, response.status)
}

const judge = (url: string, body: string, status: number): ServerCheck => {
  const notFhir = (message: string, detail?: string): ServerCheck => ({ ok: false, why: 'not-fhir', message, detail })
  let statement: { resourceType?: unknown; fhirVersion?: unknown } | null = null
  try {
    statement = JSON.parse(body)
  } catch {
    // Told below: what answered is no FHIR server.
  }
  if (statement?.resourceType !== 'CapabilityStatement') {
    return notFhir(`Something answers at ${url}, but it is not a FHIR server.`, `status ${status}`)
  }
  const version = String(statement.fhirVersion ?? 'none')
  if (!/^4\.0(\.|$)/.test(version)) {
    return notFhir(`The server at ${url} speaks FHIR ${version}; Rounds needs FHIR R4 (4.0).`)
  }
  return { ok: true }
}
