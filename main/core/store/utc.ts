/** A FHIR dateTime of any precision or zone as a UTC instant, so that text compares as time; null when there is none. */
export function utc(dateTime: string | undefined): string | null {
  if (!dateTime) return null
  if (dateTime.endsWith('Z')) {
    if (dateTime.length === 24) return dateTime
    if (dateTime.length === 20) return `${dateTime.slice(0, 19)}.000Z`
  }
  const time = Date.parse(dateTime.length === 10 ? `${dateTime}T00:00:00` : dateTime)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
