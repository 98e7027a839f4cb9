/** Inventories as S3 writes them: files of rows in any order, and the manifest that names them. */
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import type { VersionEntry } from '../../shared/model/version.ts'
import type { Random } from './random.ts'
import { clientFor, type TestServer } from './testServer.ts'

export const allColumns = [
  'Bucket',
  'Key',
  'VersionId',
  'IsLatest',
  'IsDeleteMarker',
  'Size',
  'LastModifiedDate',
  'ETag',
  'StorageClass',
  'ObjectOwner',
]

export type MadeFile = { readonly name: string; readonly bytes: Buffer }

export const md5 = (bytes: Uint8Array | string): string => createHash('md5').update(bytes).digest('hex')

/** As a form is encoded, but for the slashes. */
export const encodeInventoryKey = (key: string): string =>
  encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/')

function textOf(bucket: string, entry: VersionEntry, column: string): string {
  const { key, versionId, isLatest, isMarker, sizeBytes, modifiedMs, etag, storageClass, owner } = entry
  switch (column) {
    case 'Bucket':
      return bucket
    case 'Key':
      return encodeInventoryKey(key)
    case 'VersionId':
      return versionId === 'null' ? '' : versionId
    case 'IsLatest':
      return String(isLatest)
    case 'IsDeleteMarker':
      return String(isMarker)
    case 'Size':
      return sizeBytes === null ? '' : String(sizeBytes)
    case 'LastModifiedDate':
      return new Date(modifiedMs).toISOString()
    case 'ETag':
      return etag ?? ''
    case 'StorageClass':
      return storageClass ?? ''
    case 'ObjectOwner':
      return owner?.id ?? ''
    default:
      return ''
  }
}

export function csvText(
  bucket: string,
  entries: readonly VersionEntry[],
  columns: readonly string[] = allColumns,
): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const line = (entry: VersionEntry) =>
    columns.map((column) => quoted(textOf(bucket, entry, column))).join(',')
  return entries.map((entry) => `${line(entry)}\n`).join('')
}

const snake = (column: string): string => column.replaceAll(/(?<=.)[A-Z]/g, '_$&').toLowerCase()

export function parquetBytes(
  bucket: string,
  entries: readonly VersionEntry[],
  codec: 'SNAPPY' | 'GZIP' | 'LZO' = 'SNAPPY',
): Buffer {
  const text = (name: string, data: readonly (string | null)[]) => ({
    name,
    data: [...data],
    type: 'STRING' as const,
    nullable: true,
  })
  const columnData = [
    text('bucket', entries.map(() => bucket)), // prettier-ignore
    text('key', entries.map(({ key }) => key)), // prettier-ignore
    text('version_id', entries.map(({ versionId }) => (versionId === 'null' ? null : versionId))), // prettier-ignore
    { name: 'is_latest', data: entries.map(({ isLatest }) => isLatest), type: 'BOOLEAN' as const },
    { name: 'is_delete_marker', data: entries.map(({ isMarker }) => isMarker), type: 'BOOLEAN' as const },
    {
      name: 'size',
      data: entries.map(({ sizeBytes }) => (sizeBytes === null ? null : BigInt(sizeBytes))),
      type: 'INT64' as const,
      nullable: true,
    },
    {
      name: 'last_modified_date',
      data: entries.map(({ modifiedMs }) => new Date(modifiedMs)),
      type: 'TIMESTAMP' as const,
    },
    text('e_tag', entries.map(({ etag }) => etag)), // prettier-ignore
    text('storage_class', entries.map(({ storageClass }) => storageClass)), // prettier-ignore
    text('object_owner', entries.map(({ owner }) => owner?.id ?? null)), // prettier-ignore
  ]
  const compressors = { GZIP: (bytes: Uint8Array) => gzipSync(bytes), LZO: (bytes: Uint8Array) => bytes }
  return Buffer.from(parquetWriteBuffer({ columnData, codec, compressors, rowGroupSize: 100 }))
}

const parquetSchemaText = (columns: readonly string[]): string =>
  `message s3.inventory {  required binary bucket (STRING);  required binary key (STRING);  ${columns
    .slice(2)
    .map((column) => `optional ${column === 'Size' ? 'int64' : 'binary'} ${snake(column)};`)
    .join('  ')}}`

export function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  return items
    .map((item) => [random.below(1e9), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item)
}

/** The rows cut into so many files. */
export function filesOf(
  format: 'CSV' | 'Parquet',
  bucket: string,
  entries: readonly VersionEntry[],
  count: number,
): readonly MadeFile[] {
  const size = Math.ceil(entries.length / count)
  return Array.from({ length: count }, (_, at) => {
    const part = entries.slice(at * size, (at + 1) * size)
    return format === 'CSV'
      ? { name: `part-${at}.csv.gz`, bytes: gzipSync(csvText(bucket, part)) }
      : { name: `part-${at}.parquet`, bytes: parquetBytes(bucket, part, at % 2 === 0 ? 'SNAPPY' : 'GZIP') }
  })
}

export type Published = {
  readonly format: string
  readonly sourceBucket: string
  readonly files: readonly MadeFile[]
  readonly createdMs: number
  /** Changes what the manifest says. */
  readonly manifest?: Readonly<Record<string, unknown>>
}

const folder = 'reports/source/all-versions'

/** Puts the files and the manifest into a bucket of their own; answers with its name and the manifest's key. */
export async function publishInventory(
  server: TestServer,
  bucket: string,
  { format, sourceBucket, files, createdMs, manifest = {} }: Published,
): Promise<string> {
  const client = clientFor(server)
  const day = new Date(createdMs).toISOString()
  const put = (Key: string, Body: Uint8Array | string) =>
    client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Buffer.from(Body) }))
  const text = JSON.stringify({
    sourceBucket,
    destinationBucket: `arn:aws:s3:::${bucket}`,
    version: '2016-11-30',
    creationTimestamp: String(createdMs),
    fileFormat: format,
    fileSchema: format === 'CSV' ? allColumns.join(', ') : parquetSchemaText(allColumns),
    files: files.map(({ name, bytes }) => ({
      key: `${folder}/data/${name}`,
      size: bytes.byteLength,
      MD5checksum: md5(bytes),
    })),
    ...manifest,
  })
  try {
    await client.send(new CreateBucketCommand({ Bucket: bucket })).catch(() => undefined)
    for (const { name, bytes } of files) await put(`${folder}/data/${name}`, bytes)
    const at = `${folder}/${day.slice(0, 13)}-${day.slice(14, 16)}Z`
    await put(`${at}/manifest.checksum`, md5(text))
    await put(`${at}/manifest.json`, text)
    return `${at}/manifest.json`
  } finally {
    client.destroy()
  }
}
