interface Stamp {
  versionId?: string | null | undefined
  lastUpdated?: string | null | undefined
}

/**
 * Whether one copy of a resource is older than another. Where the server counts versions, only one that both says: a
 * server's clock may have been set back between two versions, and its count after a restored backup. Else by time alone.
 */
export function isOlder(copy: Stamp, than: Stamp): boolean {
  const [version, other] = [copy, than].map(({ versionId }) =>
    versionId && /^\d+$/.test(versionId) ? Number(versionId) : undefined,
  )
  const [at, otherAt] = [copy, than].map(({ lastUpdated }) => Date.parse(lastUpdated ?? ''))
  if (version === undefined || other === undefined) return (at as number) < (otherAt as number)
  return version < other && !((at as number) > (otherAt as number))
}
