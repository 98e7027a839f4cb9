/** A pasted address, taken apart into what a connection needs. */
import type { Service } from './connection.ts'
import { endpointOf, presetOf, servicePresets, type ServicePreset } from './services.ts'

export type BucketAddress = {
  readonly service: Service
  readonly endpoint: string
  readonly region: string
  readonly pathStyle: boolean
  readonly bucket: string | null
  readonly prefix: string
}

/** `s3.{region}.example.com` → a pattern over hosts: optional bucket label in front, the region inside. */
function hostPattern(preset: ServicePreset): RegExp | null {
  if (!preset.endpoint.includes('{region}')) return null
  const host = preset.endpoint.replace('https://', '').replaceAll('.', '\\.')
  return new RegExp(
    `^(?:(?<bucket>[a-z0-9][a-z0-9.-]+)\\.)?${host.replace('{region}', '(?<region>[a-z0-9-]+)')}$`,
  )
}

/** Hosts that bear no region of their own, and the region they stand for. */
const oldHosts = /^(?:(?<bucket>[a-z0-9][a-z0-9.-]+)\.)?s3\.amazonaws\.com$/
/** The console's and old clients' way to write a region: `s3-eu-west-1.amazonaws.com`. */
const dashedHosts = /^(?:(?<bucket>[a-z0-9][a-z0-9.-]+)\.)?s3-(?<region>[a-z0-9-]+)\.amazonaws\.com$/
/** A content-delivery name in front of a Space is the same Space. */
const withoutCdn = (host: string): string =>
  host.replace('.cdn.digitaloceanspaces.com', '.digitaloceanspaces.com')

type Address = {
  readonly scheme: string
  readonly host: string
  readonly port: string
  readonly path: string
}

const addressPattern =
  /^(?:(?<scheme>https?):\/\/)?(?<host>[a-z0-9.-]+|\[[0-9a-f:]+\])(?<port>:\d{1,5})?(?:\/(?<path>[^?#]*))?(?:[?#].*)?$/i

function parseAddress(text: string): Address | null {
  const { scheme, host, port, path } = addressPattern.exec(text.trim())?.groups ?? {}
  if (host === undefined || (scheme === undefined && port === undefined && !host.includes('.'))) return null
  const local = /^(localhost$|127\.|\[::1\])/i.test(host)
  return {
    scheme: scheme?.toLowerCase() ?? (local ? 'http' : 'https'),
    host: host.toLowerCase(),
    port: port ?? '',
    path: decoded(path ?? ''),
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    // A lone % is not an escape: the text was never encoded.
    return path
  }
}

function splitPath(path: string, bucketInHost: string | null): { bucket: string | null; prefix: string } {
  if (bucketInHost !== null) return { bucket: bucketInHost, prefix: folderPart(path) }
  const [bucket = '', ...rest] = path.split('/')
  return { bucket: bucket === '' ? null : bucket, prefix: folderPart(rest.join('/')) }
}

/** The folder a path points into: a path to a file means the folder it lies in. */
const folderPart = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)

function addressOn(preset: ServicePreset, address: Address, match: RegExpExecArray): BucketAddress {
  const region = match.groups?.['region'] ?? preset.region
  return {
    service: preset.service,
    endpoint: endpointOf(preset, region),
    region,
    pathStyle: preset.pathStyle,
    ...splitPath(address.path, match.groups?.['bucket'] ?? null),
  }
}

/**
 * `bucket.nyc3.digitaloceanspaces.com`, `https://endpoint/bucket/prefix/`, `s3://bucket/prefix/` → its parts, or
 * null when the text is no address. An unknown host is taken as a path-style server.
 */
export function parseBucketUrl(text: string): BucketAddress | null {
  const aws = presetOf('aws')
  const s3 = /^s3:\/\/(?<rest>.+)$/.exec(text.trim())
  if (s3 && aws) return parseBucketUrl(`https://s3.amazonaws.com/${s3.groups?.['rest'] ?? ''}`)
  const address = parseAddress(text)
  if (address === null) return null
  const host = withoutCdn(address.host)
  const old = oldHosts.exec(host) ?? dashedHosts.exec(host)
  if (old && aws) return addressOn(aws, address, old)
  for (const preset of servicePresets) {
    const match = hostPattern(preset)?.exec(host)
    if (match) return addressOn(preset, address, match)
  }
  const endpoint = `${address.scheme}://${address.host}${address.port}`
  return {
    service: 'other',
    endpoint,
    region: 'us-east-1',
    pathStyle: true,
    ...splitPath(address.path, null),
  }
}
