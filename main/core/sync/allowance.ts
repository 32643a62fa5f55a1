import { statfsSync } from 'node:fs'

/** How much of whole charts a workstation may hold. */
export interface Allowance {
  charts: number
  /** Of the charts' own content, before the disk's overhead. */
  bytes: number
}

const mostCharts = 500
const mostBytes = 2_000_000_000
/** What the disk keeps free for the person's own work, which must never be the one that does not fit, bytes. */
const leaveFree = 1_000_000_000

/** What may be held on this disk: 500 charts or 2 GB of them, and never so much that less than 1 GB stays free. */
export function allowanceOn(folder: string, held: number): Allowance {
  const free = freeBytes(folder)
  const room = free === undefined ? mostBytes : held + Math.max(0, free - leaveFree)
  return { charts: mostCharts, bytes: Math.min(mostBytes, room) }
}

/** Undefined where the disk does not say. */
export function freeBytes(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return undefined
  }
}
