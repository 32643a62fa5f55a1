import type { Migration } from './index.js'

/**
 * What the shared inbox asks of a task, for whom it is, who is away, and what was made or lost here. A store that has had
 * its first pull brings recent results, the clinic's rules and finished work after it.
 */
export const migration0006: Migration = {
  version: 6,
  up(db) {
    db.exec(`
      DROP TABLE task;
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
        done_at TEXT,
        role TEXT,
        requester TEXT,
        claimed_from TEXT,
        lease_until TEXT,
        begun TEXT,
        flag TEXT,
        code TEXT,
        snoozed_until TEXT,
        snoozed_at TEXT,
        snoozed_by TEXT,
        noted_at TEXT,
        escalated INTEGER NOT NULL,
        made_by TEXT,
        own TEXT,
        encounter TEXT,
        based_on TEXT,
        part_of TEXT,
        reviewed TEXT,
        words TEXT NOT NULL
      ) STRICT;
      CREATE INDEX task_owner ON task (owner, status);
      CREATE INDEX task_patient ON task (patient, status);
      CREATE INDEX task_status ON task (status, due);
      CREATE INDEX task_focus ON task (focus);
      CREATE INDEX task_order ON task (based_on) WHERE based_on IS NOT NULL;
      CREATE INDEX task_own ON task (own) WHERE own IS NOT NULL;
      CREATE INDEX task_authored ON task (authored);
      CREATE INDEX task_unowned ON task (authored) WHERE owner IS NULL AND role IS NULL AND status = 'open';
      CREATE INDEX task_routed_review ON task (focus)
        WHERE kind = 'result-review' AND made_by = 'routing' AND status IN ('open', 'claimed');

      CREATE TABLE task_for (
        task TEXT NOT NULL,
        party TEXT NOT NULL,
        why TEXT NOT NULL,
        PRIMARY KEY (party, why, task)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX task_for_task ON task_for (task);

      CREATE TABLE absence (
        role TEXT NOT NULL,
        number INTEGER NOT NULL,
        practitioner TEXT NOT NULL,
        starts TEXT NOT NULL,
        ends TEXT,
        cover TEXT,
        words TEXT NOT NULL,
        PRIMARY KEY (role, number)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX absence_practitioner ON absence (practitioner);

      CREATE TABLE machine_made (
        id TEXT PRIMARY KEY,
        at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE task_news (
        id INTEGER PRIMARY KEY,
        task TEXT NOT NULL,
        who TEXT NOT NULL,
        what TEXT NOT NULL,
        by TEXT,
        at TEXT NOT NULL,
        seen INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX task_news_who ON task_news (who, seen);

      INSERT INTO pull_cursor (type, watermark, first_done, next)
        SELECT 'PlanDefinition', watermark, 1, NULL FROM pull_cursor
        WHERE type = 'Organization' AND EXISTS (SELECT 1 FROM setting WHERE key = 'first-pull.done');
      INSERT INTO setting (key, value)
        SELECT 'first-pull.left', '[]' WHERE EXISTS (SELECT 1 FROM pull_cursor WHERE type = 'PlanDefinition')
          AND NOT EXISTS (SELECT 1 FROM setting WHERE key = 'first-pull.left');
      UPDATE setting SET value = json_insert(value, '$[#]', 'PlanDefinition', '$[#]', 'DiagnosticReport/recent',
          '$[#]', 'Observation/recent', '$[#]', 'Task/done')
        WHERE key = 'first-pull.left' AND EXISTS (SELECT 1 FROM pull_cursor WHERE type = 'PlanDefinition');
    `)
  },
}
