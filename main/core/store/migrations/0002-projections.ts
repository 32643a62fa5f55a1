import type { Migration } from './index.js'

/** What lists and searches need of each resource, the search index, and what a workstation remembers for itself. */
export const migration0002: Migration = {
  version: 2,
  up(db) {
    db.exec(`
      CREATE TABLE patient (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        short_name TEXT NOT NULL,
        initials TEXT NOT NULL,
        preferred TEXT,
        sort TEXT NOT NULL,
        words TEXT NOT NULL,
        numbers TEXT NOT NULL,
        birth_date TEXT,
        sex TEXT NOT NULL,
        mrn TEXT NOT NULL,
        colour INTEGER NOT NULL,
        phone TEXT,
        address TEXT,
        deceased INTEGER NOT NULL,
        inactive INTEGER NOT NULL,
        primary_care TEXT
      ) STRICT;
      CREATE VIRTUAL TABLE patient_words USING fts5(
        words, content='', columnsize=0, detail=none, prefix='1 2 3', tokenize='ascii'
      );
      CREATE VIRTUAL TABLE patient_numbers USING fts5(
        numbers, content='', columnsize=0, detail=none, tokenize='ascii'
      );
      CREATE TABLE name_word (
        id INTEGER PRIMARY KEY,
        word TEXT NOT NULL UNIQUE
      ) STRICT;

      CREATE TABLE appointment (
        id TEXT PRIMARY KEY,
        patient TEXT,
        practitioner TEXT,
        clinician TEXT,
        status TEXT NOT NULL,
        starts TEXT,
        ends TEXT,
        reason TEXT,
        kind TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX appointment_starts ON appointment (starts);
      CREATE INDEX appointment_patient ON appointment (patient, starts);

      CREATE TABLE encounter (
        id TEXT PRIMARY KEY,
        appointment TEXT,
        patient TEXT,
        practitioner TEXT,
        status TEXT NOT NULL,
        starts TEXT,
        ends TEXT,
        since TEXT,
        room TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX encounter_appointment ON encounter (appointment) WHERE appointment IS NOT NULL;
      CREATE INDEX encounter_patient ON encounter (patient);
      CREATE INDEX encounter_here ON encounter (status) WHERE status IN ('arrived', 'triaged', 'in-progress', 'onleave');

      CREATE TABLE task (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        status TEXT NOT NULL,
        priority INTEGER NOT NULL,
        owner TEXT,
        patient TEXT,
        focus_type TEXT,
        focus TEXT,
        text TEXT NOT NULL,
        authored TEXT,
        due TEXT,
        done_at TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX task_owner ON task (owner, status);
      CREATE INDEX task_patient ON task (patient, status);
      CREATE INDEX task_focus ON task (focus) WHERE focus IS NOT NULL;

      CREATE TABLE lab_order (
        id TEXT PRIMARY KEY,
        patient TEXT,
        status TEXT NOT NULL,
        code TEXT,
        name TEXT NOT NULL,
        stat INTEGER NOT NULL,
        fasting INTEGER NOT NULL,
        due TEXT,
        authored TEXT,
        drawn INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX lab_order_patient ON lab_order (patient);
      CREATE INDEX lab_order_waiting ON lab_order (due) WHERE drawn = 0 AND status = 'active';

      CREATE TABLE specimen (
        id TEXT PRIMARY KEY,
        patient TEXT,
        collected TEXT,
        tube TEXT NOT NULL,
        accession TEXT,
        collector TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX specimen_collected ON specimen (collected);

      CREATE TABLE note (
        id TEXT PRIMARY KEY,
        patient TEXT,
        encounter TEXT,
        author TEXT,
        status TEXT NOT NULL,
        title TEXT NOT NULL,
        at TEXT,
        appends TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX note_patient ON note (patient);
      CREATE INDEX note_draft ON note (author) WHERE status = 'draft';
      CREATE INDEX note_appends ON note (appends) WHERE appends IS NOT NULL;
      CREATE TABLE seal (
        id TEXT PRIMARY KEY,
        note TEXT NOT NULL,
        hash TEXT,
        agent TEXT,
        recorded TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX seal_note ON seal (note);

      CREATE TABLE report (
        id TEXT PRIMARY KEY,
        patient TEXT,
        name TEXT NOT NULL,
        status TEXT NOT NULL,
        issued TEXT,
        results TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX report_patient ON report (patient);
      CREATE TABLE abnormal (
        id TEXT PRIMARY KEY,
        flag TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE corrected_value (
        observation TEXT NOT NULL,
        version TEXT NOT NULL,
        patient TEXT,
        json TEXT NOT NULL,
        PRIMARY KEY (observation, version)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX corrected_value_patient ON corrected_value (patient);
      -- A correction never hides what was there before, whichever way it arrives; and it leaves with its chart.
      CREATE TRIGGER observation_corrected AFTER UPDATE OF json ON resource
        WHEN OLD.type = 'Observation' AND OLD.json <> NEW.json
          AND json_extract(NEW.json, '$.status') IN ('corrected', 'amended')
      BEGIN
        INSERT OR IGNORE INTO corrected_value (observation, version, patient, json)
          VALUES (OLD.id, coalesce(OLD.version_id, ''), NEW.patient, OLD.json);
      END;
      CREATE TRIGGER observation_gone AFTER DELETE ON resource WHEN OLD.type = 'Observation'
      BEGIN
        DELETE FROM corrected_value WHERE observation = OLD.id;
      END;

      CREATE TABLE practitioner (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        initials TEXT NOT NULL,
        active INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE practitioner_role (
        id TEXT PRIMARY KEY,
        practitioner TEXT,
        role TEXT NOT NULL,
        title TEXT NOT NULL,
        active INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX practitioner_role_of ON practitioner_role (practitioner);
      CREATE TABLE care_team (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        kind TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE care_team_member (
        team TEXT NOT NULL,
        member TEXT NOT NULL,
        PRIMARY KEY (team, member)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX care_team_member_of ON care_team_member (member);
      CREATE TABLE location (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        kind TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE note_journal (
        note TEXT PRIMARY KEY,
        published INTEGER NOT NULL,
        hash TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE visit_step (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        appointment TEXT NOT NULL,
        step TEXT NOT NULL,
        at TEXT NOT NULL,
        who TEXT,
        made TEXT,
        before TEXT NOT NULL,
        after TEXT NOT NULL
      ) STRICT;
      CREATE INDEX visit_step_of ON visit_step (appointment);
      CREATE TABLE draw_identity (
        patient TEXT NOT NULL,
        who TEXT NOT NULL,
        at TEXT NOT NULL,
        compared TEXT NOT NULL,
        PRIMARY KEY (patient, who)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE draw_label (
        accession TEXT PRIMARY KEY,
        patient TEXT NOT NULL,
        tube TEXT NOT NULL,
        reserved_at TEXT NOT NULL,
        who TEXT,
        specimen TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX draw_label_patient ON draw_label (patient);
    `)
  },
}
