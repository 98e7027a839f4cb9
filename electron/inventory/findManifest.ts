/** The manifest of an inventory behind what a person typed: the file itself, or the newest in a folder. */
import { createHash } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { FailureError } from '../../shared/failure.ts'
import { listObjectsPage } from '../s3/listObjects.ts'
import { getObject } from '../s3/readObject.ts'
import type { S3Server } from '../s3/server.ts'
import { manifestDamaged, noManifest, notAManifest, notAnAddress } from './inventoryFailures.ts'

export type ManifestPlace = { readonly bucket: string; readonly key: string }

type Reading = { readonly server: S3Server; readonly signal: AbortSignal }

/** `bucket/path`, `s3://bucket/path` or an ARN. The path may be empty. Failures: invalid-request (inventory-address). */
export function parseAddress(address: string): { readonly bucket: string; readonly path: string } {
  const bare = address.trim().replace(/^(s3:\/\/|arn:aws[a-z-]*:s3:::)/i, '')
  const slash = bare.indexOf('/')
  const bucket = slash < 0 ? bare : bare.slice(0, slash)
  if (!/^[a-z0-9][a-z0-9._-]+$/i.test(bucket)) throw notAnAddress()
  return { bucket, path: slash < 0 ? '' : bare.slice(slash + 1) }
}

/** A few listings at most. Failures: as listObjectsPage; not-found (inventory-none). */
export async function findManifest(
  reading: Reading,
  address: string,
  sourceBucket: string,
): Promise<ManifestPlace> {
  const { bucket, path } = parseAddress(address)
  if (path.endsWith('.json')) return { bucket, key: path }
  const prefix = path === '' || path.endsWith('/') ? path : `${path}/`
  const found = await manifestsUnder(reading, { bucket, prefix, sourceBucket, depth: 0 })
  const newest = found.toSorted((a, b) => (datePart(a) < datePart(b) ? 1 : -1))[0]
  if (newest === undefined) throw noManifest(`${bucket}/${prefix}`)
  return { bucket, key: newest }
}

const dated = /(\d{4}-\d{2}-\d{2}T\d{2}-\d{2}Z)\/$/
const datePart = (key: string): string => /(\d{4}-\d{2}-\d{2}T\d{2}-\d{2}Z)\/[^/]*$/.exec(key)?.[1] ?? ''

const deepest = 3
/** So many configurations of a bucket are looked into. */
const mostFolders = 20

type Place = {
  readonly bucket: string
  readonly prefix: string
  readonly sourceBucket: string
  readonly depth: number
}

/** prefix/source-bucket/configuration/2026-11-20T01-00Z/manifest.json: begins at any of these. */
async function manifestsUnder(reading: Reading, place: Place): Promise<readonly string[]> {
  const { server, signal } = reading
  const { bucket, prefix, sourceBucket, depth } = place
  const manifest = `${prefix}manifest.json`
  const folders: string[] = []
  let after: string | null = null
  do {
    const page = await listObjectsPage(server, { bucket, prefix, folded: true, after }, { signal })
    if (page.objects.some(({ key }) => key === manifest)) return [manifest]
    folders.push(...page.prefixes)
    after = page.next
  } while (after !== null && folders.length < 20_000)
  const newest = folders.filter((folder) => dated.test(folder)).toSorted((a, b) => (a < b ? 1 : -1))
  for (const folder of newest.slice(0, 3)) {
    const found = await manifestsUnder(reading, { ...place, prefix: folder, depth: deepest })
    // The folder is there before its manifest is: that day's is still being made.
    if (found.length > 0) return found
  }
  if (depth === deepest) return []
  const own = folders.filter(
    (folder) => folder.endsWith(`/${sourceBucket}/`) || folder === `${sourceBucket}/`,
  )
  const inside = (own.length > 0 ? own : folders).filter((folder) => !/(^|\/)(data|hive)\/$/.test(folder))
  const found: string[] = []
  for (const folder of inside.slice(0, mostFolders))
    found.push(...(await manifestsUnder(reading, { ...place, prefix: folder, depth: depth + 1 })))
  return found
}

const mostManifestBytes = 64 * 1024 ** 2

/** The manifest's text, compared with the checksum beside it where there is one. Failures: as getObject, and ours. */
export async function readManifest(reading: Reading, place: ManifestPlace): Promise<string> {
  const name = `${place.bucket}/${place.key}`
  const manifest = await readText(reading, place).catch((error: unknown) => {
    throw isGone(error) ? noManifest(name) : error
  })
  if (manifest === null) throw notAManifest(name)
  const checksumKey = place.key.replace(/\.json$/, '.checksum')
  // Without it, or the right to read it, the files' own MD5s still tell.
  const checksum = await readText(reading, { ...place, key: checksumKey }).catch((error: unknown) => {
    if (reading.signal.aborted) throw error
    return null
  })
  const md5 = createHash('md5').update(manifest).digest('hex')
  if (checksum !== null && /^[0-9a-f]{32}$/i.test(checksum.trim()) && checksum.trim().toLowerCase() !== md5)
    throw manifestDamaged()
  return manifest
}

export const isGone = (error: unknown): boolean =>
  error instanceof FailureError && error.failure.code === 'not-found' && error.failure.reason === 'key-gone'

/** null: it is too big to be what is looked for. */
async function readText({ server, signal }: Reading, { bucket, key }: ManifestPlace): Promise<string | null> {
  const { facts, body } = await getObject(server, { bucket, key, versionId: null }, { signal })
  if ((facts.sizeBytes ?? 0) > mostManifestBytes) {
    body.destroy()
    return null
  }
  try {
    return await text(body)
  } catch (error) {
    throw server.failed(error, { operation: 'GetObject', bucket, key })
  }
}
