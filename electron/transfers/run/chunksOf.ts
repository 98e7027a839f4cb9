/** The bytes of a body as they come, without copying them. */
import type { Readable } from 'node:stream'
import { bytesPassed } from '../../platform/calmHeap.ts'

/** Written in one go: many small writes cost more than the bytes. */
export const gatheredBytes = 512 * 1024

export async function* chunksOf(body: Readable): AsyncGenerator<Buffer, void, void> {
  for await (const chunk of body) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk)
    bytesPassed(bytes.byteLength)
    yield bytes
  }
}

/** In pieces of at least so many bytes, each as the chunks it is made of. */
export async function* gathered(
  body: Readable,
  leastBytes: number,
): AsyncGenerator<{ readonly chunks: readonly Buffer[]; readonly sizeBytes: number }, void, void> {
  let chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of chunksOf(body)) {
    chunks.push(chunk)
    sizeBytes += chunk.byteLength
    if (sizeBytes < leastBytes) continue
    yield { chunks, sizeBytes }
    chunks = []
    sizeBytes = 0
  }
  if (sizeBytes > 0) yield { chunks, sizeBytes }
}
