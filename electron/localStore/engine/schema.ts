/**
 * The store's tables. Bodies and the rows that listings read never share a page.
 *
 * `versions` is clustered by (bucket, key, rank): a listing is one walk along it. Keys are TEXT in BINARY
 * collation, so their order is that of their UTF-8 bytes. `rank` is minus a number that only grows: the newest
 * version of a key sorts first, whatever the clock did. `live` holds what a plain listing shows, so that it
 * meets neither noncurrent versions nor deleted keys.
 *
 * `segments` says where the bytes of an owner (a version by its ordinal, or a part) are: slices of blobs, in
 * order. A blob is in its row when it is small and in a file of the store's own when not; copies share it.
 */

const first = `
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE buckets (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  created_ms INTEGER NOT NULL,
  location TEXT NOT NULL,
  versioning TEXT NOT NULL CHECK (versioning IN ('never', 'enabled', 'suspended'))
) STRICT;

CREATE TABLE versions (
  bucket INTEGER NOT NULL,
  key TEXT NOT NULL,
  rank INTEGER NOT NULL,
  version_id TEXT NOT NULL,
  current INTEGER NOT NULL,
  marker INTEGER NOT NULL,
  modified_ms INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  etag TEXT NOT NULL,
  storage_class TEXT NOT NULL,
  checksum_algorithm TEXT,
  checksum_type TEXT,
  checksum TEXT,
  headers TEXT NOT NULL,
  tags TEXT NOT NULL,
  PRIMARY KEY (bucket, key, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX live ON versions (bucket, key) WHERE current = 1 AND marker = 0;
CREATE UNIQUE INDEX null_versions ON versions (bucket, key) WHERE version_id = 'null';

CREATE TABLE segments (
  owner INTEGER NOT NULL,
  position INTEGER NOT NULL,
  blob INTEGER NOT NULL,
  start INTEGER NOT NULL,
  length INTEGER NOT NULL,
  PRIMARY KEY (owner, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE blobs (
  id INTEGER PRIMARY KEY,
  segments INTEGER NOT NULL,
  bytes BLOB
) STRICT;

CREATE TABLE uploads (
  bucket INTEGER NOT NULL,
  key TEXT NOT NULL,
  upload_id TEXT NOT NULL,
  id INTEGER NOT NULL UNIQUE,
  initiated_ms INTEGER NOT NULL,
  storage_class TEXT NOT NULL,
  checksum_algorithm TEXT,
  checksum_type TEXT,
  headers TEXT NOT NULL,
  tags TEXT NOT NULL,
  PRIMARY KEY (bucket, key, upload_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE parts (
  upload INTEGER NOT NULL,
  number INTEGER NOT NULL,
  owner INTEGER NOT NULL,
  modified_ms INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  etag TEXT NOT NULL,
  checksum TEXT,
  PRIMARY KEY (upload, number)
) STRICT, WITHOUT ROWID`

/** In order; `user_version` counts how many were applied. Only ever append. */
export const migrations: readonly string[] = [first]
