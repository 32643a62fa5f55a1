/** The FHIR base address as Rounds keeps it: http or https, no query, no trailing slash. Null when it is none. */
export const ehrAddress = (typed: string): string | null => {
  try {
    const url = new URL(typed)
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
    if (url.username || url.password || url.search || url.hash) return null
    return url.href.replace(/\/+$/, '')
  } catch {
    return null
  }
}
