import type { Database } from 'better-sqlite3'
import type { Adapter, AdapterPayload } from 'oidc-provider'

interface Row {
  payload: string
  expires: number | null
}

const seconds = () => Math.floor(Date.now() / 1000)

/**
 * Where oidc-provider keeps codes, tokens, grants and sessions: a table of the EHR's own database, so that a restart
 * signs nobody out. `expires` is in seconds since 1970.
 */
export function granteeAdapter(db: Database): (kind: string) => Adapter {
  const find = db.prepare<[string, string], Row>('select payload, expires from grantee where kind = ? and id = ?')
  const findByUid = db.prepare<[string, string], Row>('select payload, expires from grantee where kind = ? and uid = ?')
  const put = db.prepare(
    `insert into grantee values (@kind, @id, @payload, @expires, @grantId, @uid)
     on conflict do update set payload = excluded.payload, expires = excluded.expires,
       grant_id = excluded.grant_id, uid = excluded.uid`,
  )
  const remove = db.prepare('delete from grantee where kind = ? and id = ?')
  const removeGrant = db.prepare('delete from grantee where grant_id = ?')
  db.prepare('delete from grantee where expires < ?').run(seconds())

  const live = (row: Row | undefined): AdapterPayload | undefined =>
    row && (row.expires === null || row.expires > seconds()) ? JSON.parse(row.payload) : undefined

  return (kind) => ({
    async upsert(id, payload, expiresIn) {
      const expires = expiresIn ? seconds() + expiresIn : null
      const { grantId = null, uid = null } = payload
      put.run({ kind, id, payload: JSON.stringify(payload), expires, grantId, uid })
    },
    async find(id) {
      return live(find.get(kind, id))
    },
    async findByUid(uid) {
      return live(findByUid.get(kind, uid))
    },
    async findByUserCode() {
      return undefined
    },
    async consume(id) {
      const payload = live(find.get(kind, id))
      if (!payload) return
      db.prepare('update grantee set payload = ? where kind = ? and id = ?').run(
        JSON.stringify({ ...payload, consumed: seconds() }),
        kind,
        id,
      )
    },
    async destroy(id) {
      remove.run(kind, id)
    },
    async revokeByGrantId(grantId) {
      removeGrant.run(grantId)
    },
  })
}
