/** A FHIR dateTime of any precision or zone as a UTC instant, so that text compares as time; null when there is none. */
export function utc(dateTime: string | undefined): string | null {
  if (!dateTime) return null
  if (dateTime.length === 24 && dateTime.endsWith('Z')) return dateTime
  const time = Date.parse(dateTime.length === 10 ? `${dateTime}T00:00:00` : dateTime)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
