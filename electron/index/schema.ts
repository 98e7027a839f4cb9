/**
 * The schema of an index: every version and marker of one bucket. The index can always be read anew from the
 * server, so a file of another layout is thrown away rather than migrated.
 *
 * `keys.id` is a label in the order of the keys (see labels.ts): everything under a prefix is one run of ids, in
 * `keys`, in `versions`, in the index by time and in the search index alike. `versions.seq` is highest for the newest
 * entry of a key; new ones go on top. `bytes` of a marker are those of the version it hid.
 *
 * `folders` holds each prefix once, by its parent and its name with the delimiter, with the sums of all that lies
 * beneath. `spans` says when anything at all was live beneath it: disjoint, [from, until). `stale` = 1: the spans may
 * say too much. `cells` sums what happened beneath a big folder per minute and per hour (`has_cells`).
 *
 * `ranges` cuts the key space into pieces, each from its start to the next one's: when each was last read, and in
 * which pass. A `label` keeps room for keys that are still to come on either side; null: none is kept.
 */
const schema = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;

  CREATE TABLE folders (
    parent INTEGER NOT NULL,
    name BLOB NOT NULL,
    id INTEGER NOT NULL,
    stale INTEGER NOT NULL DEFAULT 0,
    has_cells INTEGER NOT NULL DEFAULT 0,
    current_count INTEGER NOT NULL DEFAULT 0,
    current_bytes INTEGER NOT NULL DEFAULT 0,
    noncurrent_count INTEGER NOT NULL DEFAULT 0,
    noncurrent_bytes INTEGER NOT NULL DEFAULT 0,
    marker_count INTEGER NOT NULL DEFAULT 0,
    deleted_count INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (parent, name)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX folders_stale ON folders (id) WHERE stale = 1;
  INSERT INTO folders (parent, name, id) VALUES (0, x'', 1);

  CREATE TABLE spans (
    folder INTEGER NOT NULL,
    from_ms REAL NOT NULL,
    until_ms REAL NOT NULL,
    PRIMARY KEY (folder, from_ms)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE keys (
    id INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,
    folder INTEGER NOT NULL,
    entry_count INTEGER NOT NULL,
    deleted_ms REAL
  ) STRICT;
  CREATE INDEX keys_by_folder ON keys (folder);
  CREATE INDEX keys_by_entries ON keys (entry_count);
  CREATE INDEX keys_deleted ON keys (deleted_ms) WHERE deleted_ms IS NOT NULL;

  CREATE TABLE versions (
    key INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    version_id ANY NOT NULL,
    modified_ms REAL NOT NULL,
    kind INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    etag ANY,
    class INTEGER,
    owner INTEGER,
    PRIMARY KEY (key, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX versions_by_time ON versions (modified_ms, kind);

  CREATE TABLE cells (
    folder INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    added INTEGER NOT NULL,
    replaced INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    written_bytes INTEGER NOT NULL,
    deleted_bytes INTEGER NOT NULL,
    PRIMARY KEY (folder, unit, slot)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE ranges (
    start BLOB PRIMARY KEY,
    label INTEGER,
    pass INTEGER NOT NULL,
    read_ms REAL
  ) STRICT, WITHOUT ROWID;
  INSERT INTO ranges VALUES (x'', 0, 0, NULL);

  CREATE VIRTUAL TABLE key_text USING fts5 (
    text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram case_sensitive 1'
  )`

/** Keys whose entries came from an inventory, which doesn't tell in which order those of one time were written. */
const uncertainKeysSchema = `CREATE TABLE uncertain_keys (key BLOB PRIMARY KEY) STRICT, WITHOUT ROWID`

export const indexMigrations: readonly string[] = [schema, uncertainKeysSchema]
