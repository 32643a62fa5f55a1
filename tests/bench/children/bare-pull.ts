import { readFileSync } from 'node:fs'
import type { Bundle } from '@medplum/fhirtypes'
import { openStore } from '../../../main/core/store/connection.js'
import { answer, asked, cost } from '../harness/child.js'

/** The same pages, one after the other: fetch, JSON.parse, and one prepared insert for each row, a page a transaction. */
const { token, profile, keyHex, pages } = asked<{ token: string; profile: string; keyHex: string; pages: string }>()

const db = openStore(profile, keyHex)
db.pragma('synchronous = NORMAL')
db.exec('CREATE TABLE plain (type TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL) STRICT')
const insert = db.prepare('INSERT INTO plain (type, id, json) VALUES (?, ?, ?)')
const headers = { accept: 'application/fhir+json', authorization: `Bearer ${token}` }
let rows = 0
const spent = await cost(async () => {
  for (const address of readFileSync(pages, 'utf8').split('\n')) {
    const bundle = JSON.parse(await (await fetch(address, { headers })).text()) as Bundle
    db.transaction(() => {
      for (const { resource } of bundle.entry ?? []) {
        if (!resource) continue
        insert.run(resource.resourceType, resource.id, JSON.stringify(resource))
        rows += 1
      }
    })()
  }
})
db.close()
answer({ ...spent, rows })
