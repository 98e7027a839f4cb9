/** The first bytes of a stream, the rest let go. */
import type { Readable } from 'node:stream'

/** At most `mostBytes`; a longer stream is destroyed, which ends its request. */
export async function readStart(body: Readable, mostBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    const buffer = Buffer.from(chunk)
    chunks.push(buffer)
    bytes += buffer.byteLength
    if (bytes >= mostBytes) break
  }
  body.destroy()
  return Buffer.concat(chunks).subarray(0, mostBytes)
}
