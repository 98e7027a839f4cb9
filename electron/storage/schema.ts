/** The schema of strata.sqlite, migration by migration. Never change one that was released: add the next. */

const plans = `
  CREATE TABLE plans (
    plan_id TEXT PRIMARY KEY,
    connection_id TEXT NOT NULL,
    bucket TEXT NOT NULL,
    spec TEXT NOT NULL,
    state TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    started_ms INTEGER,
    ended_ms INTEGER,
    examined INTEGER NOT NULL DEFAULT 0,
    left_as_is INTEGER NOT NULL DEFAULT 0,
    listings INTEGER NOT NULL DEFAULT 0,
    requests_made INTEGER NOT NULL DEFAULT 0,
    may_destroy INTEGER NOT NULL DEFAULT 0,
    undone_by TEXT,
    failure TEXT
  ) STRICT;
  CREATE INDEX plans_by_age ON plans (created_ms DESC);

  CREATE TABLE plan_items (
    plan_id TEXT NOT NULL REFERENCES plans (plan_id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    key TEXT NOT NULL,
    side TEXT NOT NULL,
    item_group TEXT NOT NULL,
    action TEXT NOT NULL,
    refusal TEXT,
    size_bytes INTEGER NOT NULL,
    source_ms REAL,
    current_ms REAL,
    current_bytes INTEGER,
    expected TEXT NOT NULL,
    state TEXT NOT NULL,
    result TEXT,
    failure TEXT,
    PRIMARY KEY (plan_id, ordinal)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX plan_items_by_group ON plan_items (plan_id, item_group, ordinal);
  CREATE INDEX plan_items_by_state ON plan_items (plan_id, state, ordinal);
`

/** For: has this copy been made already? */
const itemsByKey = 'CREATE INDEX plan_items_by_key ON plan_items (key)'

const transfers = `
  CREATE TABLE transfer_batches (
    batch_id TEXT PRIMARY KEY,
    place_in_line REAL NOT NULL,
    spec TEXT NOT NULL,
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0,
    cancelled INTEGER NOT NULL DEFAULT 0,
    found INTEGER NOT NULL DEFAULT 0,
    may_destroy INTEGER NOT NULL DEFAULT 0,
    choice TEXT,
    created_ms INTEGER NOT NULL,
    ended_ms INTEGER,
    failure TEXT
  ) STRICT;

  CREATE TABLE transfer_items (
    batch_id TEXT NOT NULL REFERENCES transfer_batches (batch_id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    task TEXT,
    size_bytes INTEGER NOT NULL,
    state TEXT NOT NULL,
    shown_first INTEGER NOT NULL,
    checked TEXT NOT NULL DEFAULT 'no',
    saved_as TEXT,
    started_over INTEGER NOT NULL DEFAULT 0,
    collision TEXT,
    choice TEXT,
    journal TEXT,
    failure TEXT,
    PRIMARY KEY (batch_id, ordinal)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX transfer_items_by_name ON transfer_items (batch_id, name);
  CREATE INDEX transfer_items_by_state ON transfer_items (batch_id, state, ordinal);
  CREATE INDEX transfer_items_as_shown ON transfer_items (batch_id, shown_first, ordinal);

  CREATE TABLE transfer_parts (
    batch_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    part_number INTEGER NOT NULL,
    etag TEXT NOT NULL,
    PRIMARY KEY (batch_id, ordinal, part_number),
    FOREIGN KEY (batch_id) REFERENCES transfer_batches (batch_id) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
`

/** Copies that keep their ACLs where asked; and what copies lost, to be counted without reading every item. */
const keptAndLost = `
  ALTER TABLE plans ADD COLUMN keep_acl INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX plan_items_that_lost ON plan_items (plan_id) WHERE result ->> '$.lost' <> '[]';
`

/** What copies between buckets lost; and the MD5 of parts, which is not always their ETag. */
const lostAndHashed = `
  ALTER TABLE transfer_items ADD COLUMN lost TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE transfer_parts ADD COLUMN md5 TEXT;
`

export const migrations: readonly string[] = [plans, itemsByKey, transfers, keptAndLost, lostAndHashed]
