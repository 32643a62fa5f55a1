import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DocumentReference, Patient, Resource, Task } from '@medplum/fhirtypes'
import Database from 'better-sqlite3'
import { migrations } from '../../main/core/store/migrations/index.js'
import { contentMark, contentOf } from '../../main/core/store/note-content.js'
import { emptyNote } from '../../shared/document/index.js'

const at = '2026-11-20T09:00:00.000Z'

/** Local ids, as a workstation of any version gives them. */
export const ids = {
  conflicted: '11111111-1111-4111-8111-111111111111',
  created: '22222222-2222-4222-8222-222222222222',
  flying: '33333333-3333-4333-8333-333333333333',
  note: '44444444-4444-4444-8444-444444444444',
}

const patientOf = (n: number): Patient => ({
  resourceType: 'Patient',
  id: `p${n}`,
  meta: { versionId: '1', lastUpdated: at },
  name: [{ family: `Family${n}`, given: [`Given${n}`] }],
  gender: 'female',
  birthDate: '1951-03-02',
  identifier: [{ system: 'https://rounds.example/fhir/mrn', value: String(100_000 + n) }],
})

const task = (id: string, description: string, server?: string): Task => ({
  resourceType: 'Task',
  ...(server ? { id: server, meta: { versionId: '3', lastUpdated: at } } : {}),
  status: 'requested',
  intent: 'order',
  description,
  code: { coding: [{ system: 'https://rounds.example/fhir/task-kind', code: 'call' }] },
  identifier: [{ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` }],
})

const note: DocumentReference = {
  resourceType: 'DocumentReference',
  status: 'current',
  docStatus: 'preliminary',
  description: 'Visit',
  identifier: [{ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${ids.note}` }],
  content: contentOf(emptyNote(), 'Visit'),
}

/**
 * A profile as a Rounds of that store version left it: a clinic pulled, work in every state of the outbox, a draft in
 * the middle of a sentence, decisions made, a chart held. Written with that version's own statements.
 */
export function oldStore(profile: string, keyHex: string, version: 1 | 2, patients = 5): void {
  mkdirSync(profile, { recursive: true })
  const db = new Database(join(profile, 'rounds.db'))
  db.pragma(`cipher = 'sqlcipher'`)
  db.pragma('legacy = 4')
  db.pragma(`key = "x'${keyHex}'"`)
  db.pragma('journal_mode = WAL')
  db.transaction(() => {
    for (const migration of migrations.slice(0, version)) migration.up(db)
    db.pragma(`user_version = ${version}`)
    const resource = db.prepare(
      'INSERT INTO resource (type, id, server_id, version_id, last_updated, patient, json, base, theirs) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    const add = (id: string, shown: Resource, base: Resource | null = null, theirs: Resource | null = null): void => {
      const patient = shown.resourceType === 'Patient' ? id : null
      const { meta } = shown
      resource.run(
        shown.resourceType,
        id,
        shown.id ?? null,
        meta?.versionId ?? null,
        meta?.lastUpdated ?? null,
        patient,
        JSON.stringify(shown),
        base && JSON.stringify(base),
        theirs && JSON.stringify(theirs),
      )
    }
    for (let n = 1; n <= patients; n++) add(`00000000-0000-8000-8000-${String(n).padStart(12, '0')}`, patientOf(n))
    add(
      ids.conflicted,
      task(ids.conflicted, 'Mine', 't1'),
      task(ids.conflicted, 'Base', 't1'),
      task(ids.conflicted, 'Theirs', 't1'),
    )
    add(ids.created, task(ids.created, 'Made here'))
    add(ids.flying, task(ids.flying, 'On its way'))
    add(ids.note, note)
    const entry = db.prepare(
      'INSERT INTO outbox (type, resource, op, state, created_at, changed_at, attempts, sent) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    )
    entry.run('Task', ids.conflicted, 'update', 'conflict', at, at, 2, null)
    entry.run('Task', ids.created, 'create', 'waiting', at, at, 0, null)
    entry.run('Task', ids.flying, 'create', 'in-flight', at, at, 1, JSON.stringify(task(ids.flying, 'On its way')))
    entry.run('DocumentReference', ids.note, 'create', 'waiting', at, at, 0, null)
    db.prepare('INSERT INTO kept_version (type, resource, kept_at, why, json) VALUES (?, ?, ?, ?, ?)').run(
      'Task',
      ids.conflicted,
      at,
      'conflict: made here',
      JSON.stringify(task(ids.conflicted, 'Mine', 't1')),
    )
    db.prepare('INSERT INTO identity (type, server_id, id) VALUES (?, ?, ?)').run('Task', 't1', ids.conflicted)
    db.prepare(`INSERT INTO pull_cursor (type, watermark, first_done) VALUES ('Task', ?, 1)`).run(at)
    db.prepare(`INSERT INTO setting (key, value) VALUES ('session.user', ?)`).run(
      JSON.stringify({ id: ids.created, name: 'Dr Lena Novak', initials: 'LN', role: 'physician', title: 'Physician' }),
    )
    db.prepare(`INSERT INTO held_chart (patient, state, as_of, pinned) VALUES (?, 'held', ?, 1)`).run(
      '00000000-0000-8000-8000-000000000001',
      at,
    )
    db.prepare('INSERT INTO note_snapshot (note, version, document) VALUES (?, 0, ?)').run(
      ids.note,
      JSON.stringify(emptyNote().toJSON()),
    )
    const step = { stepType: 'replace', from: 2, to: 2, slice: { content: [{ type: 'text', text: 'Sleeps well.' }] } }
    db.prepare('INSERT INTO note_step (note, version, step, at) VALUES (?, 0, ?, ?)').run(
      ids.note,
      JSON.stringify(step),
      at,
    )
    if (version === 2) {
      db.prepare('INSERT INTO note_journal (note, published, hash) VALUES (?, 0, ?)').run(ids.note, contentMark(note))
      db.prepare('INSERT INTO task (id, kind, status, priority, text) VALUES (?, ?, ?, ?, ?)').run(
        ids.created,
        'call',
        'open',
        0,
        'Made here',
      )
    }
  })()
  db.close()
}
