import type { Instant, LocalId } from '../../../shared/kernel/ids.js'

/** A row of `resource`: `json` is what is shown; `base` the server's copy an unsent edit began from, null when there is none. */
export interface ResourceRow {
  type: string
  id: LocalId
  server_id: string | null
  version_id: string | null
  last_updated: Instant | null
  patient: LocalId | null
  json: string
  base: string | null
  theirs: string | null
  theirs_deleted: number
}
