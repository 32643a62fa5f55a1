/** What may be said about an event: numbers, yes or no, and short codes of our own making. */
export type Facts = Record<string, string | number | boolean | null | undefined>

const code = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/

/**
 * One line for the log. Only names, short codes and numbers pass; any other text (it might be a patient's) is left
 * out, and so is text with digits enough to be a record number or a telephone number.
 */
export const redact = (event: string, facts: Facts): string => {
  const shown = Object.entries(facts).map(([name, value]) => {
    if (typeof value === 'string') return `${name}=${code.test(value) && !/\d{6}/.test(value) ? value : '(left out)'}`
    return `${name}=${value}`
  })
  return [code.test(event) ? event : '(left out)', ...shown].join(' ')
}
