/** A real Ceph RADOS Gateway for tests: started from nothing in a folder of its own, gone without a trace. */
import { execFile } from 'node:child_process'
import { readFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { findFreePort } from './freePorts.ts'
import type { TestServer } from './testServer.ts'

export interface TestCeph extends TestServer {
  readonly name: 'Ceph RGW'
  /** A line per request it answered, among others. */
  readonly log: string
  /** With `tls`: the same gateway over https, and the certificate to trust (PEM). */
  readonly tlsEndpoint?: string
  readonly ca?: string
  readonly stop: () => Promise<void>
}

/** `conf`: further lines for its configuration. */
type CephOptions = { readonly tls?: boolean; readonly conf?: string }

const script = fileURLToPath(new URL('ceph-rgw.sh', import.meta.url))
const run = promisify(execFile)

/** The S3 port, the monitor's, and the range the object store takes four of; a TLS port comes after those. */
const tlsDistance = 41
const distances = [0, 1, ...Array.from({ length: 31 }, (_, index) => 10 + index), tlsDistance]

const mostTries = 3

/** Starts a gateway (some seconds). Rejects with the script's own words when it can't. */
export async function startCeph(options: CephOptions = {}): Promise<TestCeph> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOnce(options)
    } catch (error) {
      // Ports that were free may be taken by the time all four daemons are up.
      if (tries === mostTries) throw error
    }
  }
}

async function startOnce(options: CephOptions): Promise<TestCeph> {
  const folder = await mkdtemp(join(tmpdir(), 'strata-ceph-'))
  const port = await findFreePort(distances)
  const env = {
    ...process.env,
    ...(options.tls && { CEPH_TLS_PORT: String(port + tlsDistance) }),
    ...(options.conf !== undefined && { CEPH_RGW_CONF: options.conf }),
  }
  const stop = async (): Promise<void> => {
    await run(script, ['clean', folder])
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const { stdout } = await run(script, ['start', folder, String(port)], { env })
    const fields = new URLSearchParams(stdout.trim().replaceAll(' ', '&'))
    const field = (name: string): string => fields.get(name) ?? ''
    return {
      name: 'Ceph RGW',
      log: join(folder, 'log', 'client.rgw.log'),
      endpoint: field('endpoint'),
      accessKeyId: field('access_key'),
      secretAccessKey: field('secret_key'),
      ...(options.tls && { tlsEndpoint: field('tls_endpoint'), ca: await readFile(field('ca'), 'utf8') }),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Installs Ceph where that can be done without asking anybody; why there is none, or null when there is. */
export async function whyNoCeph(): Promise<string | null> {
  if (await hasCommand('radosgw')) return null
  if (process.getuid?.() !== 0 || !(await hasCommand('apt-get'))) {
    return `Ceph is not installed; as root on Debian or Ubuntu "${script} install" does it`
  }
  try {
    await run(script, ['install'])
    return null
  } catch {
    return 'Ceph could not be installed'
  }
}

export async function hasCommand(name: string): Promise<boolean> {
  return await run('sh', ['-c', `command -v ${name}`], { env: { ...process.env, PATH: searchPath() } }).then(
    () => true,
    () => false,
  )
}

/** Daemons are where not every user looks. */
function searchPath(): string {
  return `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin:/usr/bin`
}
