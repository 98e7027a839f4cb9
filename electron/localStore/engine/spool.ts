/** Takes bytes in before anyone owns them: small bodies stay in memory, others go to a blob file in big strides. */
import type { BlobWriter } from './blobFiles.ts'
import { inlineLimitBytes, type Received } from './contents.ts'
import type { Engine } from './engine.ts'

export interface Spool {
  readonly write: (chunk: Buffer) => Promise<void>
  /** Resolves when the bytes are on the disk, or in memory to be committed with their owner. */
  readonly finish: () => Promise<Received>
  /** Forgets it all; after `finish` too, as long as nobody owns the bytes. */
  readonly discard: () => Promise<void>
}

const strideBytes = 1024 * 1024

export function openSpool(engine: Engine): Spool {
  let file: BlobWriter | null = null
  let chunks: Buffer[] = []
  let bufferedBytes = 0
  let writtenBytes = 0
  // One write is under way while the next stride comes in.
  let writing: Promise<void> = Promise.resolve()

  const writeOut = async (): Promise<BlobWriter> => {
    await writing
    const target = (file ??= await engine.createBlob())
    writing = target.write(chunks)
    // Whoever awaits it next hears of a failure.
    writing.catch(() => {})
    writtenBytes += bufferedBytes
    bufferedBytes = 0
    chunks = []
    return target
  }
  return {
    async write(chunk) {
      chunks.push(chunk)
      bufferedBytes += chunk.length
      if (bufferedBytes >= strideBytes) await writeOut()
    },
    async finish() {
      if (file === null && bufferedBytes === 0) return { kind: 'empty' }
      if (file === null && bufferedBytes <= inlineLimitBytes) {
        return { kind: 'inline', bytes: Buffer.concat(chunks, bufferedBytes) }
      }
      const target = await writeOut()
      await writing
      await target.finish()
      return { kind: 'file', blob: target.id, sizeBytes: writtenBytes }
    },
    async discard() {
      await writing.catch(() => {})
      await file?.discard()
      file = null
    },
  }
}

/** Takes in bytes that are already in memory. */
export async function spoolBytes(engine: Engine, bytes: Buffer): Promise<Received> {
  const spool = openSpool(engine)
  await spool.write(bytes)
  return await spool.finish()
}
