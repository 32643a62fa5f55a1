import type { Database } from 'better-sqlite3'

/** Written to `user_version`. A file with a higher number is refused, untouched. */
export const SCHEMA_VERSION = 2

/**
 * `resource` has a row for everything that is or was here, with what searches narrow by; `content` the text of what is
 * not deleted, kept apart so that indexes are built and rows are judged without wading through it. `history` holds
 * what was replaced; its `json` is null where that was a deletion. `term` is the index for parameters that are looked
 * up across patients, clustered by resource so that a first load appends to it. `made_chart` has the patients whose
 * charts are here, where some are made only when they are asked for.
 */
const TABLES = `
  create table setting (name text primary key, value text not null) strict, without rowid;

  create table resource (
    pk integer primary key,
    type text not null,
    id text not null,
    version integer not null,
    updated integer not null,
    patient text,
    starts integer,
    ends integer,
    status text,
    deleted integer not null default 0
  ) strict;
  create table content (resource integer primary key, json text not null) strict;

  create table history (
    pk integer primary key,
    resource integer not null,
    type text not null,
    id text not null,
    version integer not null,
    updated integer not null,
    json text
  ) strict;

  create table parameter (id integer primary key, name text not null unique) strict;
  create table system (id integer primary key, uri text not null unique) strict;

  create table term (
    resource integer not null,
    parameter integer not null,
    value text not null,
    system integer not null,
    primary key (resource, parameter, value, system)
  ) strict, without rowid;

  create table made_chart (patient text primary key) strict, without rowid;

  create table grantee (
    kind text not null,
    id text not null,
    payload text not null,
    expires integer,
    grant_id text,
    uid text,
    primary key (kind, id)
  ) strict, without rowid;
  create index grantee_by_grant on grantee (grant_id) where grant_id is not null;
  create index grantee_by_uid on grantee (uid) where uid is not null;
`

const DELETED = 'create index resource_deleted on resource (type) where deleted = 1'

/** Built after a first load, when sorting all rows at once is far cheaper than keeping order row by row. */
export const INDEXES: readonly string[] = [
  'create unique index resource_by_id on resource (type, id)',
  'create index resource_by_updated on resource (type, updated)',
  'create index resource_by_patient on resource (patient, type) where patient is not null',
  'create index resource_by_date on resource (type, ends) where ends is not null',
  'create index resource_by_status on resource (type, status) where status is not null',
  DELETED,
  'create unique index history_by_version on history (resource, version)',
  'create index history_by_updated on history (type, updated)',
  'create index term_by_value on term (parameter, value, system)',
]

export function createTables(db: Database): void {
  db.exec(TABLES)
  db.pragma(`user_version = ${SCHEMA_VERSION}`)
}

/** What each version added to the one before, from version 1 on. */
const STEPS: readonly string[] = [
  `create table made_chart (patient text primary key) strict, without rowid; ${DELETED}`,
]

/** Brings a database of an earlier version to this one. */
export function upgrade(db: Database, from: number): void {
  if (from >= SCHEMA_VERSION) return
  db.transaction(() => {
    for (const step of STEPS.slice(from - 1)) db.exec(step)
    db.pragma(`user_version = ${SCHEMA_VERSION}`)
  }).immediate()
}
