/** FHIR issue types this server uses (http://hl7.org/fhir/ValueSet/issue-type). */
export type IssueCode =
  | 'invalid'
  | 'structure'
  | 'required'
  | 'value'
  | 'not-supported'
  | 'not-found'
  | 'deleted'
  | 'conflict'
  | 'business-rule'
  | 'multiple-matches'
  | 'login'
  | 'forbidden'
  | 'throttled'
  | 'too-long'
  | 'transient'
  | 'exception'
  | 'informational'

/** An interaction that was refused; it reaches the client as this status with an OperationOutcome. */
export class Refused extends Error {
  readonly status: number
  readonly code: IssueCode
  readonly expression: string | undefined

  /** `expression` is the FHIRPath of the element at fault. */
  constructor(status: number, code: IssueCode, message: string, expression?: string) {
    super(message)
    this.status = status
    this.code = code
    this.expression = expression
  }
}

/** An OperationOutcome with one issue, as JSON text. */
export function outcome(
  severity: 'error' | 'warning' | 'information',
  code: IssueCode,
  diagnostics: string,
  expression?: string,
): string {
  const issue = { severity, code, diagnostics, ...(expression ? { expression: [expression] } : {}) }
  return JSON.stringify({ resourceType: 'OperationOutcome', issue: [issue] })
}

export const refusalOutcome = (refused: Refused): string =>
  outcome('error', refused.code, refused.message, refused.expression)
