/** The tools people have for versions, as they are used: the AWS command line and rclone. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { historiesOf, liveAt } from '../../shared/history.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import type { Cost } from './forkedTransfer.ts'
import { runCommand } from './runCommand.ts'
import type { TestServer } from './testServer.ts'

export type Folder = { readonly server: TestServer; readonly bucket: string; readonly prefix: string }

/** Nothing but what a tool needs for this server; rclone's remote is `x:`. */
export function environmentFor({ name, endpoint, accessKeyId, secretAccessKey }: TestServer) {
  const others = Object.entries(process.env).filter(([variable]) => !/^(AWS|RCLONE)_/.test(variable))
  return {
    ...Object.fromEntries(others),
    NO_PROXY: '127.0.0.1',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_PAGER: '',
    RCLONE_CONFIG: '/dev/null',
    RCLONE_CONFIG_X_TYPE: 's3',
    RCLONE_CONFIG_X_PROVIDER: name === 'Ceph RGW' ? 'Ceph' : 'Other',
    RCLONE_CONFIG_X_ENDPOINT: endpoint,
    RCLONE_CONFIG_X_REGION: 'us-east-1',
    RCLONE_CONFIG_X_ACCESS_KEY_ID: accessKeyId,
    RCLONE_CONFIG_X_SECRET_ACCESS_KEY: secretAccessKey,
    RCLONE_CONFIG_X_FORCE_PATH_STYLE: 'true',
  }
}

async function run(
  server: TestServer,
  command: string,
  args: readonly string[],
  input = '',
): Promise<string> {
  const child = spawn(command, args, { env: environmentFor(server) })
  child.stdin.end(input)
  const [output, complaint] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  if (child.exitCode === 0) return output
  throw new Error(
    `${command} ${args.slice(0, 2).join(' ')} ended with ${child.exitCode}: ${complaint.trim()}`,
  )
}

const s3api = (
  { server, bucket }: Folder,
  command: string,
  ...args: readonly string[]
): readonly string[] => [
  's3api',
  command,
  '--endpoint-url',
  server.endpoint,
  '--bucket',
  bucket,
  '--output',
  'json',
  ...args,
]

const markersSchema = z.array(z.object({ Key: z.string(), VersionId: z.string() }))

/** The documented way: the markers listed by a query, then deleted a thousand at a time. */
export async function undeleteByAws(folder: Folder): Promise<void> {
  const { server, prefix } = folder
  const query = 'DeleteMarkers[?IsLatest].{Key:Key,VersionId:VersionId}'
  const listing = s3api(folder, 'list-object-versions', '--prefix', prefix, '--query', query)
  const markers = markersSchema.parse(JSON.parse(await run(server, 'aws', listing)))
  const scratch = await mkdtemp(join(tmpdir(), 'strata-aws-'))
  const file = join(scratch, 'delete.json')
  for (let from = 0; from < markers.length; from += 1000) {
    const batch = { Objects: markers.slice(from, from + 1000), Quiet: true }
    await writeFile(file, JSON.stringify(batch))
    await run(server, 'aws', s3api(folder, 'delete-objects', '--delete', `file://${file}`))
  }
  await rm(scratch, { recursive: true })
}

/** Lists all versions of a folder, as a script that chooses among them has to; how many there were. */
export async function listByAws(folder: Folder): Promise<number> {
  const output = await run(
    folder.server,
    'aws',
    s3api(folder, 'list-object-versions', '--prefix', folder.prefix),
  )
  return z.object({ Versions: z.array(z.unknown()) }).parse(JSON.parse(output)).Versions.length
}

/** Keys that have other bytes now than at a moment: the first so many, with the version they had. */
export function sampleOf(
  entries: readonly VersionEntry[],
  atMs: number,
  most: number,
): readonly VersionEntry[] {
  const histories = historiesOf(entries)
  const then = liveAt(histories, { atMs, before: null })
  const changed = histories.flatMap(({ key, entries: [top] }) => {
    const version = then.get(key)
    return version === undefined || top === undefined || top.isMarker || top === version ? [] : version
  })
  return changed.slice(0, most)
}

/** One copy-object for each of these versions, so many at once. */
export async function copyByAws(folder: Folder, versions: readonly VersionEntry[], atOnce: number) {
  const command = s3api(folder, 'copy-object')
  const lines = versions.map(
    ({ key, versionId }) => `--key ${key} --copy-source ${folder.bucket}/${key}?versionId=${versionId}`,
  )
  await run(folder.server, 'xargs', ['-n', '4', '-P', String(atOnce), 'aws', ...command], lines.join('\n'))
}

/** rclone's way back: the folder as it was then is another remote, and is synced to the folder itself. */
export async function syncByRclone({ server, bucket, prefix }: Folder, atMs: number, atOnce: number) {
  const place = `${bucket}/${prefix}`
  const then = `x,version_at='${new Date(atMs).toISOString()}':${place}`
  const pace = ['--transfers', String(atOnce), '--checkers', String(atOnce)]
  await run(server, 'rclone', ['sync', '-q', '--server-side-across-configs', ...pace, then, `x:${place}`])
}

/** How a bucket of versions is listed as a whole, from the first request to the last line. */
export const versionListers: readonly {
  readonly name: string
  readonly run: (server: TestServer, bucket: string) => Promise<Cost>
}[] = [
  {
    name: 'rclone lsf -R --fast-list --s3-versions',
    run: (server, bucket) =>
      runCommand(
        'rclone',
        ['lsf', '-R', '--fast-list', '--s3-versions', `x:${bucket}`],
        environmentFor(server),
      ),
  },
  {
    name: 'aws s3api list-object-versions',
    run: (server, bucket) =>
      runCommand(
        'aws',
        s3api({ server, bucket, prefix: '' }, 'list-object-versions'),
        environmentFor(server),
      ),
  },
]
