/** The tools that people move files with, each told to do as many things at once as the others. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundled } from './bundled.ts'
import { runForked, type Cost, type TransferOrder } from './forkedTransfer.ts'
import { environmentFor } from './otherTools.ts'
import { runCommand } from './runCommand.ts'

export type TransferTool = {
  readonly name: string
  /** Installed or not is asked of this; null: ours. */
  readonly command: string | null
  readonly note: string
  readonly run: (order: TransferOrder) => Promise<Cost>
}

/** From and to: the folder here, and the same one there. */
function endsOf({ direction, folder, name }: TransferOrder, there: string): readonly string[] {
  return direction === 'up' ? [folder, there] : [there, join(folder, name)]
}

async function byAws(order: TransferOrder): Promise<Cost> {
  const scratch = await mkdtemp(join(tmpdir(), 'strata-aws-'))
  const config = join(scratch, 'config')
  await writeFile(config, `[default]\ns3 =\n  max_concurrent_requests = ${order.atOnce}\n`)
  const ends = endsOf(order, `s3://${order.bucket}/${order.name}`)
  const args = ['s3', 'cp', '--recursive', '--only-show-errors', '--endpoint-url', order.server.endpoint]
  // Ceph of these years does not take the checksums that the tool sends by itself.
  const asCephLikes = {
    AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
    AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
  }
  try {
    return await runCommand('aws', [...args, ...ends], {
      ...environmentFor(order.server),
      ...asCephLikes,
      AWS_CONFIG_FILE: config,
    })
  } finally {
    await rm(scratch, { recursive: true })
  }
}

function byRclone(order: TransferOrder): Promise<Cost> {
  const atOnce = String(order.atOnce)
  const pace = ['--transfers', '--checkers', '--s3-upload-concurrency', '--multi-thread-streams']
  const ends = endsOf(order, `x:${order.bucket}/${order.name}`)
  const args = ['copy', '-q', ...pace.flatMap((option) => [option, atOnce]), ...ends]
  return runCommand('rclone', args, environmentFor(order.server))
}

async function byS3cmd(order: TransferOrder): Promise<Cost> {
  const { server, bucket, name, folder, direction } = order
  const { host } = new URL(server.endpoint)
  const keys = [`--access_key=${server.accessKeyId}`, `--secret_key=${server.secretAccessKey}`]
  const place = [`--host=${host}`, `--host-bucket=${host}`, '--no-ssl', '--config=/dev/null']
  const target = join(folder, name)
  if (direction === 'down') await mkdir(target)
  const what =
    direction === 'up' ? ['put', folder, `s3://${bucket}/`] : ['get', `s3://${bucket}/${name}/`, `${target}/`]
  const args = [...keys, ...place, '--quiet', '--no-progress', '--recursive', ...what]
  return runCommand('s3cmd', args, environmentFor(server))
}

/** Ours first: the others are compared with it. */
export async function transferTools(): Promise<readonly TransferTool[]> {
  const scriptAt = await bundled(['strataTransfer.ts', 'sdkTransfer.ts'])
  const strata = scriptAt('strataTransfer.ts')
  const sdk = scriptAt('sdkTransfer.ts')
  const ceiling = 'the ceiling: memory, no disk'
  return [
    { name: 'Strata', command: null, note: '', run: (order) => runForked(strata, order) },
    { name: 'aws s3 cp', command: 'aws', note: '', run: byAws },
    { name: 'rclone copy', command: 'rclone', note: '', run: byRclone },
    { name: 's3cmd', command: 's3cmd', note: 'knows one at a time only', run: byS3cmd },
    { name: 'bare SDK', command: null, note: ceiling, run: (order) => runForked(sdk, order) },
  ]
}
