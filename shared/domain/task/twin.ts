/** One of several tasks a server made of the same one. */
export interface Twin {
  serverId: string
  status: 'open' | 'claimed' | 'done' | 'cancelled'
  /** Somebody has written on it. */
  noted: boolean
}

const rank: Record<Twin['status'], number> = { done: 3, claimed: 2, open: 1, cancelled: 0 }

/** The one that stays comes first, the same on every workstation: further along, written on, the lower id of the server's. */
export const bySeniority = (a: Twin, b: Twin): number =>
  rank[b.status] - rank[a.status] ||
  Number(b.noted) - Number(a.noted) ||
  a.serverId.length - b.serverId.length ||
  (a.serverId < b.serverId ? -1 : 1)
