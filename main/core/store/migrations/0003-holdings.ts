import type { Migration } from './index.js'

/**
 * How much of each kind and of each chart is here, counted as it comes and goes: saying what a workstation holds must not
 * cost more the larger its clinic is. And what belongs to deciding between two versions: which side each kept version
 * was, who made it and when; what was put off; what was decided, so that it can be undone; words written while their
 * note was signed elsewhere, as proposed addenda. In which order changes were made, counted, since a clock may be set.
 * Every observation as charts show it. And results corrected more than once by a server that counts no versions.
 */
export const migration0003: Migration = {
  version: 3,
  up(db) {
    db.exec(`
      ALTER TABLE held_chart ADD COLUMN since TEXT;
      ALTER TABLE held_chart ADD COLUMN resources INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE held_chart ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
      UPDATE held_chart SET
        resources = (SELECT count(*) FROM resource r WHERE r.patient = held_chart.patient),
        bytes = (SELECT coalesce(sum(octet_length(r.json)), 0) FROM resource r WHERE r.patient = held_chart.patient);
      CREATE TRIGGER held_chart_counted AFTER INSERT ON held_chart
      BEGIN
        UPDATE held_chart SET
          resources = (SELECT count(*) FROM resource r WHERE r.patient = NEW.patient),
          bytes = (SELECT coalesce(sum(octet_length(r.json)), 0) FROM resource r WHERE r.patient = NEW.patient)
        WHERE patient = NEW.patient;
      END;

      -- Who is booked for a day is read whole, often, and for nothing else.
      CREATE INDEX appointment_day ON appointment (starts, status, practitioner, patient);
      DROP INDEX appointment_starts;

      CREATE TABLE held_kind (
        type TEXT PRIMARY KEY,
        n INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      INSERT INTO held_kind (type, n) SELECT type, count(*) FROM resource GROUP BY type;

      CREATE TRIGGER resource_came AFTER INSERT ON resource
      BEGIN
        INSERT INTO held_kind (type, n) VALUES (NEW.type, 1) ON CONFLICT (type) DO UPDATE SET n = n + 1;
        UPDATE held_chart SET resources = resources + 1, bytes = bytes + octet_length(NEW.json)
          WHERE patient = NEW.patient;
      END;
      CREATE TRIGGER resource_went AFTER DELETE ON resource
      BEGIN
        UPDATE held_kind SET n = n - 1 WHERE type = OLD.type;
        UPDATE held_chart SET resources = resources - 1, bytes = bytes - octet_length(OLD.json)
          WHERE patient = OLD.patient;
      END;
      CREATE TRIGGER resource_grew AFTER UPDATE OF json, patient ON resource
      BEGIN
        UPDATE held_chart SET resources = resources - 1, bytes = bytes - octet_length(OLD.json)
          WHERE patient = OLD.patient;
        UPDATE held_chart SET resources = resources + 1, bytes = bytes + octet_length(NEW.json)
          WHERE patient = NEW.patient;
      END;

      ALTER TABLE outbox ADD COLUMN begun INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE outbox ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
      UPDATE outbox SET begun = seq, changed = (SELECT max(seq) FROM outbox);
      CREATE INDEX outbox_changed ON outbox (changed);

      ALTER TABLE kept_version ADD COLUMN side TEXT CHECK (side IN ('here', 'ehr'));
      ALTER TABLE kept_version ADD COLUMN patient TEXT;
      ALTER TABLE kept_version ADD COLUMN made_at TEXT;
      ALTER TABLE kept_version ADD COLUMN made_by TEXT;
      CREATE INDEX kept_version_of ON kept_version (resource, type);

      CREATE TABLE put_off (
        type TEXT NOT NULL,
        resource TEXT NOT NULL,
        who TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (resource, type)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE decision (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        type TEXT NOT NULL,
        resource TEXT NOT NULL,
        who TEXT,
        at TEXT NOT NULL,
        entry TEXT NOT NULL,
        mine TEXT NOT NULL,
        base TEXT,
        result TEXT,
        made TEXT
      ) STRICT;

      CREATE TABLE proposed_addendum (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        note TEXT NOT NULL,
        patient TEXT,
        author TEXT,
        at TEXT NOT NULL,
        document TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'dropped'))
      ) STRICT;
      CREATE INDEX proposed_addendum_open ON proposed_addendum (note) WHERE state = 'open';

      CREATE TABLE reading (
        id TEXT NOT NULL UNIQUE,
        patient TEXT NOT NULL,
        category TEXT,
        code TEXT NOT NULL,
        name TEXT NOT NULL,
        at TEXT NOT NULL,
        text TEXT,
        value REAL,
        second REAL,
        unit TEXT NOT NULL,
        unit_key TEXT NOT NULL,
        flag TEXT,
        status TEXT NOT NULL,
        by TEXT,
        reference TEXT,
        low REAL,
        high REAL,
        parts INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX reading_patient ON reading (patient);

      -- OR IGNORE in a trigger gives way to the conflict clause of the statement that fires it: asked for in words instead.
      DROP TRIGGER observation_corrected;
      CREATE TRIGGER observation_corrected AFTER UPDATE OF json ON resource
        WHEN OLD.type = 'Observation' AND OLD.json <> NEW.json
          AND json_extract(NEW.json, '$.status') IN ('corrected', 'amended')
          AND NOT EXISTS (
            SELECT 1 FROM corrected_value WHERE observation = OLD.id AND version = coalesce(OLD.version_id, ''))
      BEGIN
        INSERT INTO corrected_value (observation, version, patient, json)
          VALUES (OLD.id, coalesce(OLD.version_id, ''), NEW.patient, OLD.json);
      END;
    `)
  },
}
