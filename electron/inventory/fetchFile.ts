/** A file of an inventory, brought to this computer; again where the network failed. */
import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { failed, failureBehind } from '../../shared/failure.ts'
import { pause } from '../platform/pause.ts'
import { getObject } from '../s3/readObject.ts'
import type { S3Server } from '../s3/server.ts'
import { fileGone } from './inventoryFailures.ts'
import { isGone } from './findManifest.ts'

type Wanted = {
  readonly server: S3Server
  readonly bucket: string
  readonly key: string
  readonly path: string
  readonly signal: AbortSignal
  /** How many bytes of it are here. */
  readonly progress: (bytes: number) => void
}

const mostTries = 5

/** Failures: not-found (inventory-file-gone), as getObject, unexpected (disk-full). */
export async function fetchFile(wanted: Wanted): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await fetchOnce(wanted)
      return
    } catch (error) {
      const { code } = failureBehind(error)
      if (isGone(error)) throw fileGone(wanted.key, { cause: error })
      if ((code !== 'offline' && code !== 'throttled') || tries === mostTries) throw error
      await pause(500 * 2 ** tries, wanted.signal)
    }
  }
}

async function fetchOnce({ server, bucket, key, path, signal, progress }: Wanted): Promise<void> {
  const options = { signal, priority: 'background' } as const
  const { body } = await getObject(server, { bucket, key, versionId: null }, options)
  let bytes = 0
  const counting = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.byteLength
      progress(bytes)
      done(null, chunk)
    },
  })
  try {
    await pipeline(body, counting, createWriteStream(path, { mode: 0o600 }), { signal })
  } catch (error) {
    if (codeOf(error) === 'ENOSPC') throw diskFull(error)
    throw server.failed(error, { operation: 'GetObject', bucket, key })
  }
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : null

const diskFull = (cause: unknown) =>
  failed(
    {
      code: 'unexpected',
      reason: 'disk-full',
      message: 'The disk is full: the inventory can not be read.',
      advice: 'Make room on the disk, then begin again. The index was not touched.',
      wayOn: 'retry',
    },
    { cause },
  )
